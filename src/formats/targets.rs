//! Where the links of each format lead.
#![cfg(test)]

use std::path::Path;

use crate::formats::archive::tests::stored;
use crate::formats::{Options, read};
use crate::outline::{Document, Link, Target};
use crate::text::{Part, Span};

/// The links of a document, each with where it leads; a place by the beginning of the line there.
fn targets(document: &Document) -> Vec<String> {
    let length = document.text.len();
    let place = |at: u32| document.text.part(at as usize..length as usize).lines().next().unwrap_or_default();
    let shown = |link: Link| {
        let words = document.text.span(link.span);
        match link.target {
            Target::Web(address) => format!("{words} > {address}"),
            Target::Report { path, fragment } => format!("{words} > {path} {fragment}").trim_end().to_owned(),
            Target::Image(at) => format!("{words} > {:?}", document.images[at as usize].source),
            Target::Place(at) => format!("{words} > «{}»", place(at)),
        }
    };
    document.links(Span { start: 0, end: length }).into_iter().map(shown).collect()
}

fn check_bytes(name: &str, bytes: &[u8], expected: &[&str]) {
    let document = read(Path::new(name), bytes, &Options::default());
    assert_eq!(targets(&document), expected, "{}", document.text.as_str());
}

fn check(name: &str, source: &str, expected: &[&str]) {
    check_bytes(name, source.as_bytes(), expected);
}

#[test]
fn markdown() {
    check(
        "a.md",
        "[a](https://b.cn/c) <d@e.cn> https://f.cn.",
        &["a > https://b.cn/c", "d@e.cn > mailto:d@e.cn", "https://f.cn > https://f.cn"],
    );
    check(
        "a.md",
        "[a][r] [b] ![c](d.png)\n\n[r]: ../x%20y.md#z\n[b]: e.md",
        &["a > ../x y.md z", "b > e.md", "c > File(\"d.png\")"],
    );
    check("a.md", "[a](#二-乙) [b](#own) [c](#none)\n\n# 二 乙\n\n# 三 {#own}", &["a > «二 乙»", "b > «三»"]);
    check("a.md", "[a](#x) [b](#y)\n\n<a id=x></a>甲\n\n<h2 id=y>乙</h2>", &["a > «甲»", "b > «乙»"]);
    check("a.md", "甲[^1]乙[^none]\n\n[^1]: 注", &["[1] > «[1] 注»"]);
    check("a.md", "[a](javascript:x) [b](file:///c) [c](<>)", &[]);
    check("a.md", "# A\n\n# A\n\n[a](#a-1) x", &["a > «A»"]);
}

#[test]
fn web_pages() {
    check(
        "a.html",
        "<p><a href='https://b.cn?c&amp;d'>a</a> <a href=e.html#f>g</a> <a name=n>h</a></p>",
        &["a > https://b.cn?c&d", "g > e.html f"],
    );
    check(
        "a.html",
        "<p><a href='#x'>a</a> <a href='#y'>b</a> <a href='#none'>c</a></p><h2 id=x>甲</h2><p>乙 <b id=y>丙</b></p>",
        &["a > «甲»", "b > «丙»"],
    );
    let notes = "<p>甲<sup><a href='#fn1' role=doc-noteref>1</a></sup> 乙<a href='#_ftn2'>[2]</a></p>\
        <p id=fn1>注一 <a href='#fnref1'>↩</a></p><p><a name='_ftn2'>注二</a></p>";
    check("a.html", notes, &["1 > «注一 ↩»", "[2] > «注二»"]);
    let notes = "<p>甲<a href='#fn-preface-1'>1</a>乙<a href='#fn2'>2</a></p><p id=fn-preface-1>注一 <a href='#fn-ref-1'>x</a></p><p id=fn2>注二</p>";
    let document = read(Path::new("a.html"), notes.as_bytes(), &Options::default());
    assert_eq!(document.marks.iter().filter(|mark| mark.kind == crate::outline::MarkKind::Note).count(), 2);
    check("a.html", "<p><a href='JavaScript:x'>a</a> <a href=' '>b</a></p>", &[]);
    let two = "<p>甲<a href='#x'>乙<p>丙</a></p><p id=x>丁";
    check("a.html", two, &["乙 > «丁»", "丙 > «丁»"]);
}

#[test]
fn light_markup() {
    let rst = "一\n==\n\n`a <https://b.cn>`_ `c`_ d_ :ref:`e <f>` [1]_ `一`_ :doc:`/y`\n\n.. _c: x.html\n.. _d:\n\n丁\n\n.. _f:\n\n二\n==\n\n.. [1] 注\n";
    check(
        "a.rst",
        rst,
        &["a > https://b.cn", "c > x.html", "d > «丁»", "e > «二»", "[1] > «[1] 注»", "一 > «一»", "/y > y.rst"],
    );
    let notes = "a [#]_ b [#]_ c [#x]_ d [2]_ e [*]_ f [*]_\n\n.. [#] one\n.. [#x] two\n.. [2] three\n.. [#] four\n.. [*] five\n.. [*] six\n";
    check(
        "a.rst",
        notes,
        &[
            "[1] > «[1] one»",
            "[4] > «[4] four»",
            "[3] > «[3] two»",
            "[2] > «[2] three»",
            "[*] > «[*] five»",
            "[†] > «[†] six»",
        ],
    );
    let asciidoc = "= T\n\n<<x,a>> <<_second,b>> xref:c.adoc#d[e] https://f.cn[g] mailto:h@i.cn[j]\n\n== First\n\n[[x]]甲\n\n== Second\n";
    check("a.adoc", asciidoc, &["a > «甲»", "b > «Second»", "e > c.adoc d", "g > https://f.cn", "j > mailto:h@i.cn"]);
    let org = "* 一\n[[*二][a]] [[https://b.cn][c]] [[file:d.org::*E][f]] [fn:1]\n* 二\n\n[fn:1] 注\n";
    check("a.org", org, &["a > «二»", "c > https://b.cn", "f > d.org E", "[1] > «[1] 注»"]);
}

#[test]
fn word_documents() {
    let body = "<w:p><w:hyperlink r:id='r1'><w:r><w:t>a</w:t></w:r></w:hyperlink><w:r><w:t> </w:t></w:r>\
        <w:hyperlink w:anchor='_Toc1'><w:r><w:t>b</w:t></w:r></w:hyperlink><w:r><w:t> 见</w:t></w:r>\
        <w:r><w:fldChar w:fldCharType='begin'/><w:instrText> REF _Ref2 \\h </w:instrText>\
        <w:fldChar w:fldCharType='separate'/><w:t>第二章</w:t><w:fldChar w:fldCharType='end'/></w:r>\
        <w:r><w:footnoteReference w:id='1'/></w:r></w:p>\
        <w:bookmarkStart w:name='_Toc1'/><w:p><w:r><w:t>第一章 甲</w:t></w:r></w:p>\
        <w:p><w:bookmarkStart w:name='_Ref2'/><w:r><w:t>第二章 乙</w:t></w:r></w:p>";
    let text = format!("<w:document><w:body>{body}</w:body></w:document>");
    let relations = "<Relationships><Relationship Id='r1' Type='http://x/hyperlink' Target='https://c.cn/' TargetMode='External'/></Relationships>";
    let notes = "<w:footnotes><w:footnote w:id='1'><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let file = stored(&[
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", relations),
        ("word/footnotes.xml", notes),
    ]);
    let expected = ["a > https://c.cn/", "b > «第一章 甲»", "第二章 > «第二章 乙»", "[1] > «[1] 注»"];
    check_bytes("a.docx", &file, &expected);
}

#[test]
fn documents_of_other_word_processors() {
    let body = "<text:p>甲<text:a xlink:href='https://a.cn'>b</text:a> <text:a xlink:href='../c.odt#d'>e</text:a> \
        <text:bookmark-ref text:ref-name='f'>g</text:bookmark-ref> <text:a xlink:href='#乙|outline'>h</text:a>\
        <text:note text:note-class='footnote'><text:note-body><text:p>注</text:p></text:note-body></text:note></text:p>\
        <text:h text:outline-level='1'>乙</text:h><text:p>丙 <text:bookmark text:name='f'/>丁</text:p>";
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let file = stored(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    check_bytes("a.odt", &file, &["b > https://a.cn", "e > c.odt d", "g > «丁»", "h > «乙»", "[1] > «[1] 注»"]);
    let field = |instruction: &str, words: &str| format!(r"{{\field{{\*\fldinst {instruction}}}{{\fldrslt {words}}}}}");
    let (web, inside) = (field(r#"HYPERLINK "https://a.cn""#, "b"), field(r#"HYPERLINK \\l "c""#, "d"));
    let rtf = format!(r"{{\rtf1 x {web}{inside}.\par {{\*\bkmkstart c}}there{{\*\bkmkend c}}\par}}");
    check("a.rtf", &rtf, &["b > https://a.cn", "d > «there»"]);
    let notes = r"{\rtf1 x{\super\chftn{\footnote\pard{\super\chftn}one}} y{\super\chftn{\footnote\pard{\super\chftn}two}}\par}";
    check("a.rtf", notes, &["[1] > «[1] one»", "[2] > «[2] two»"]);
    let rules = include_bytes!("../../sample-data/制度法规/档案管理办法.doc");
    check_bytes(
        "a.doc",
        rules,
        &["[1] > «[1] 含照片、录音、录像等载体。»", "档案查阅系统 > http://example.org/archive"],
    );
}

#[test]
fn notes_have_all_their_blocks() {
    let check_bytes = |name: &str, source: &[u8], expected: &[&str]| {
        let document = read(Path::new(name), source, &Options::default());
        let notes =
            document.links(Span { start: 0, end: document.text.len() }).into_iter().filter_map(|link| {
                match link.target {
                    Target::Place(place) => document.note(place),
                    _ => None,
                }
            });
        let notes: Vec<String> = notes.map(|note| document.text.span(note).replace('\n', "|")).collect();
        assert_eq!(notes, expected, "{name}: {}", document.text.as_str());
    };
    let check = |name: &str, source: &str, expected: &[&str]| check_bytes(name, source.as_bytes(), expected);
    check("a.md", "a[^1] b[^2]\n\n[^1]: c\n\n    d\n\n[^2]: e\n\nf", &["[1] c||d", "[2] e"]);
    check("a.rst", "a [1]_\n\n.. [1] b\n\n   c\n\nd", &["[1] b||c"]);
    check("a.html", "<p>a<a href='#fn1'>1</a><ol><li id=fn1><p>b<p>c</ol><p>d", &["1. b||c"]);
    check("a.html", "<p>a<a href='#x'>1</a><p id=x>b<p>c", &[]);
    let notes = r"{\rtf1 a{\chftn{\footnote\pard{\chftn}b\par c}} d{\chftn{\footnote\pard{\chftn}e}}\par}";
    check("a.rtf", notes, &["[1] b||c", "[2] e"]);
    let note = "<text:note><text:note-body><text:p>b</text:p><text:p>c</text:p></text:note-body></text:note>";
    let content = format!(
        "<office:document-content><office:body><office:text><text:p>a{note}</text:p></office:text></office:body></office:document-content>"
    );
    let file = stored(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
    check_bytes("a.odt", &file, &["[1] b||c"]);
}

#[test]
fn books() {
    let page = |body: &str| format!("<html><body>{body}</body></html>");
    let one = page(
        "<p>甲 <a href='two.xhtml#x'>a</a> <a href='two.xhtml'>b</a> <a href='#y'>c</a> <a href='https://d.cn'>e</a></p><p id='y'>乙</p>",
    );
    let two = page("<h1>丙</h1><p id='x'>丁 <a href='one.xhtml'>f</a></p>");
    let package = "<package><manifest><item id='a' href='one.xhtml' media-type='application/xhtml+xml'/>\
        <item id='b' href='two.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='a'/><itemref idref='b'/></spine></package>";
    let file = stored(&[
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfile full-path='O/b.opf'/></container>"),
        ("O/b.opf", package),
        ("O/one.xhtml", &one),
        ("O/two.xhtml", &two),
    ]);
    check_bytes("a.epub", &file, &["a > «丁 f»", "b > «丙»", "c > «乙»", "e > https://d.cn", "f > «甲 a b c e»"]);
}

#[test]
fn nothing_of_a_target_is_trusted() {
    let check =
        |reference: &str, expected: &[&str]| check("a.html", &format!("<p><a href='{reference}'>a</a></p>"), expected);
    check("https://b.cn/&#27;]52;c;eA==&#7;", &["a > https://b.cn/]52;c;eA=="]);
    check(&format!("https://b.cn/{}", "x".repeat(3_000)), &[]);
    check("b&#10;c.md", &["a > bc.md"]);
    check("data:text/html,x", &[]);
    check("&#2;file&#2;0&#2;0&#2;0&#2;0&#2;a&#2;/etc/passwd", &[]);
}
