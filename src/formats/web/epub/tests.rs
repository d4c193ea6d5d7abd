//! Books and what is read of them.

use super::*;
use crate::outline::{Block, BlockKind};
use crate::text::Part;

/// A zip archive of parts that are stored as they are.
fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let short = |number: usize| (number as u16).to_le_bytes();
    let long = |number: usize| (number as u32).to_le_bytes();
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        // A check sum of zero is taken for unknown.
        let sizes = [long(0), long(text.len()), long(text.len())].concat();
        let at = bytes.len();
        bytes.extend([b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0".as_slice(), &sizes, &short(name.len()), &short(0)].concat());
        bytes.extend([name.as_bytes(), text.as_bytes()].concat());
        list.extend([b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\0\0".as_slice(), &sizes, &short(name.len())].concat());
        list.extend([[0; 12].as_slice(), &long(at), name.as_bytes()].concat());
    }
    let (count, size, start) = (short(parts.len()), long(list.len()), long(bytes.len()));
    bytes.extend(list);
    bytes.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &start, &[0, 0]].concat());
    bytes
}

/// A book of pages `p0`, `p1` …, each the inside of its body, with the entries of its contents as lists.
fn book(pages: &[&str], contents: &str) -> Vec<u8> {
    let mut parts = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        ("META-INF/container.xml".to_owned(), "<container><rootfile full-path='O/b.opf'/></container>".to_owned()),
        ("O/nav.xhtml".to_owned(), format!("<html><body><nav epub:type='toc'><ol>{contents}</ol></nav></body></html>")),
    ];
    let mut package = "<package><metadata><dc:title>Book</dc:title></metadata><manifest>\
        <item id='n' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
        .to_owned();
    let mut spine = String::new();
    for (at, page) in pages.iter().enumerate() {
        parts.push((format!("O/p{at}.xhtml"), format!("<html><head><title/></head><body>{page}</body></html>")));
        package += &format!("<item id='p{at}' href='p{at}.xhtml' media-type='application/xhtml+xml'/>");
        spine += &format!("<itemref idref='p{at}'/>");
    }
    parts.push(("O/b.opf".to_owned(), format!("{package}</manifest><spine>{spine}</spine></package>")));
    zip(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

fn rows(document: &Document) -> Vec<String> {
    let outline = &document.outline;
    let row = |at: u32| format!("{}{}", "  ".repeat(outline.get(at).unwrap().depth.into()), outline.title(at));
    (0..outline.len()).map(row).collect()
}

#[test]
fn contents_and_headings_are_one_outline() {
    let check = |pages: &[&str], contents: &str, expected: &[&str]| {
        let document = Epub.read(&book(pages, contents), &Options::default());
        assert_eq!(rows(&document), expected, "{contents}");
        assert!(document.problems.is_empty(), "{:?}", document.problems);
        assert_eq!(document.title.as_deref(), Some("Book"));
    };
    let link = |href: &str, title: &str, inner: &str| format!("<li><a href='{href}'>{title}</a>{inner}</li>");
    let two = link("p0.xhtml", "甲", "") + &link("p1.xhtml", "乙", "");
    check(&["<h1>第一章 甲</h1><p>x</p>", "<h1>第二章 乙</h1>"], &two, &["第一章 甲", "第二章 乙"]);
    check(&["<p>甲</p><p>x</p>", "<p>other</p>"], &(two.clone() + &link("p1.xhtml", "丙", "")), &["甲", "乙", "丙"]);
    check(&["<h2>One</h2><h3>a</h3>", "<h2>Two</h2><h3>b</h3>"], &two, &["One", "  a", "Two", "  b"]);
    check(&["<h1>甲</h1><h2>1.1 a</h2><h3>Box</h3>", "<h2>乙</h2>"], &two, &["甲", "  1.1 a", "    Box", "乙"]);
    let deep = link("p0.xhtml", "A", &format!("<ol>{}</ol>", link("p0.xhtml#x", "B", ""))) + &link("p1.xhtml", "C", "");
    check(
        &["<h1>A</h1><a id='x'/><h3>B</h3><div/><h3>Tip</h3>", "<h1>C</h1><h2>D</h2><h2>1. E</h2>"],
        &deep,
        &["A", "  B", "C", "  1. E"],
    );
    let group = format!("<li><span>Part</span><ol>{two}</ol></li>");
    check(&["<h1>甲</h1>", "<h1>乙</h1>"], &group, &["Part", "  甲", "  乙"]);
    let split = link("p0.xhtml", "第一章 甲", "") + &link("p1.xhtml", "第二章 乙", "");
    check(&["<h2>第一章</h2><h2>甲</h2>", "<h2>第二章</h2><h2>乙</h2>"], &split, &["第一章 甲", "第二章 乙"]);
}

#[test]
fn pages_of_print_begin_where_the_book_says() {
    let contents = "<li><a href='p0.xhtml'>A</a></li></ol></nav><nav epub:type='page-list'><ol>\
        <li><a href='p0.xhtml'>i</a></li><li><a href='p0.xhtml#x'>ii</a></li><li><a href='p1.xhtml'>1</a></li>";
    let document =
        Epub.read(&book(&["<h1>A</h1><p>b</p><p>c <b id='x'>d</b></p>", "<p>e</p>"], contents), &Options::default());
    let text =
        |at: u32| document.text.part(at as usize..document.text.as_str().len()).lines().next().unwrap_or_default();
    let pages: Vec<(&str, &str)> = document.pages.iter().map(|page| (&*page.label, text(page.at))).collect();
    assert_eq!(pages, [("i", "A"), ("ii", "d"), ("1", "e")]);
}

#[test]
fn a_book_without_contents_has_its_headings_detected() {
    let body = "各单位要认真落实整改责任，逐项对照检查，按期完成任务，并将结果书面报告。整改情况纳入年度考核。";
    let part = |title: &str| format!("<p><b>{title}</b></p><p>{body}</p><p>{body}</p>");
    let pages = [part("一、基本情况"), part("二、主要问题") + &part("三、工作要求")];
    let document = Epub.read(&book(&[&pages[0], &pages[1]], ""), &Options::default());
    assert_eq!(rows(&document), ["一、基本情况", "二、主要问题", "三、工作要求"]);
    let lines: Vec<_> = document.outline.headings().iter().map(|heading| heading.line).collect();
    assert_eq!(lines, [1, 7, 13]);
}

#[test]
fn empty_elements_of_xml_hold_nothing() {
    let page = "<h1>A</h1><p><a id='b'/>x</p><div class='c'/><i/><p>y<![CDATA[<z>]]></p><pre/>";
    let document = Epub.read(&book(&[page], ""), &Options::default());
    let texts = |block: &Block| (block.kind, document.text.span(block.span).to_owned());
    let found: Vec<_> = document.blocks.iter().map(texts).collect();
    let expected = [(BlockKind::Heading, "A"), (BlockKind::Paragraph, "x"), (BlockKind::Paragraph, "y<z>")];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
    assert!(document.marks.is_empty());
}

#[test]
fn broken_books_give_what_is_left() {
    let link = "<li><a href='p0.xhtml'>A</a></li>";
    let whole = book(&["<h1>A</h1><p>text</p>", "<p>more</p>"], link);
    let document = Epub.read(whole.get(..whole.len() - 60).unwrap(), &Options::default());
    assert!(document.text.contains("text") && !document.problems.is_empty());
    let lone = zip(&[("x/META-INF/container.xml", ""), ("x/a.html", "<p>a</p>"), ("x/b.html", "<p>b")]);
    let document = Epub.read(&lone, &Options::default());
    assert_eq!(document.text.as_str(), "a\n\nb");
    assert_eq!(document.problems.len(), 1);
    let locked = "<encryption><EncryptedData><EncryptionMethod Algorithm='aes'/><CipherData>\
        <CipherReference URI='O/p0.xhtml'/></CipherData></EncryptedData></encryption>";
    let mut parts =
        vec![("META-INF/container.xml", "<rootfile full-path='O/b.opf'/>"), ("META-INF/encryption.xml", locked)];
    parts.push(("O/b.opf", "<item id='a' href='p0.xhtml'/><spine><itemref idref='a'/></spine>"));
    parts.push(("O/p0.xhtml", "\u{1}\u{2}"));
    let document = Epub.read(&zip(&parts), &Options::default());
    assert!(document.text.is_empty());
    assert!(document.problems.contains(&Problem::Encrypted));
    assert!(Epub.recognises(&whole) && Epub.recognises(&lone) && !Epub.recognises(b"PK"));
}
