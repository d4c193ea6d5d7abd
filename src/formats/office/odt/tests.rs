//! Documents in a few lines of XML, and what is read of them.

use super::*;
use crate::formats::archive::tests::stored;
use crate::outline::{BlockKind, MarkKind};
use crate::text::Part;

const STYLES: &str = r#"<office:document-styles><office:styles>
    <style:style style:name="Heading_20_1" style:family="paragraph" style:default-outline-level="1"/>
    <style:style style:name="Contents_20_Heading" style:family="paragraph" style:parent-style-name="Heading_20_1"/>
    <style:style style:name="Title" style:family="paragraph"/>
    <style:style style:name="Preformatted_20_Text" style:family="paragraph"/>
    <style:style style:name="Free" style:family="paragraph" style:list-style-name=""/>
    <text:outline-style>
        <text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." style:num-prefix="第" style:num-suffix="章"/>
        <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2" style:num-suffix="."/>
        <text:outline-level-style text:level="3" style:num-format="" style:num-suffix=""/>
        <text:outline-level-style text:level="4" loext:num-list-format="(%4%)" style:num-format="a"/>
    </text:outline-style>
    <text:list-style style:name="L">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-number text:level="2" style:num-format="A" style:num-suffix=")" text:start-value="2"/>
    </text:list-style>
    <text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="x"/></text:list-style>
    </office:styles></office:document-styles>"#;

/// The XML of a document with a body.
fn content(body: &str) -> String {
    format!(
        "<office:document-content><office:automatic-styles>
        <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>
        <style:style style:name='T1' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>
        </office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn document(body: &str) -> Vec<u8> {
    let text = content(body);
    stored(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("styles.xml", STYLES), ("content.xml", &text)])
}

fn read(body: &str) -> Document {
    Odt.read(&document(body), &Options::default())
}

fn h(level: u8, text: &str) -> String {
    format!("<text:h text:outline-level='{level}'>{text}</text:h>")
}

/// The blocks behind the first, which is a heading, each with the letter of its kind and its depth.
fn blocks(body: &str) -> Vec<String> {
    let Document { blocks, text, .. } = read(&format!("{}{body}", h(3, "H")));
    let letter = |kind| match kind {
        BlockKind::Heading => 'h',
        BlockKind::Item => 'i',
        BlockKind::Code => 'c',
        BlockKind::Table => 't',
        BlockKind::Boilerplate => 'b',
        _ => 'p',
    };
    let block =
        |block: &crate::outline::Block| format!("{}{} {}", letter(block.kind), block.depth, text.span(block.span));
    blocks.iter().skip(1).map(block).collect()
}

#[test]
fn headings_have_their_numbers() {
    let check = |body: &[String], expected: &[(u8, &str)]| {
        let outline = read(&body.concat()).outline;
        let found: Vec<_> =
            (0..).zip(outline.headings()).map(|(at, heading)| (heading.level, outline.title(at))).collect();
        assert_eq!(found, expected);
    };
    check(
        &[h(1, "A"), h(2, "B"), h(3, "C"), h(1, "D"), h(2, "E"), h(4, "F")],
        &[(1, "第一章 A"), (2, "一.1. B"), (3, "C"), (1, "第二章 D"), (2, "二.1. E"), (4, "(a) F")],
    );
    let styled = "<text:p text:style-name='Heading_20_1'>A</text:p>".to_owned();
    check(&[styled], &[(1, "第一章 A")]);
    let free = "<text:h text:style-name='Free' text:outline-level='1'>A</text:h>".to_owned();
    let header = "<text:h text:is-list-header='true' text:outline-level='1'>B</text:h>".to_owned();
    check(&[free, header, h(1, "C")], &[(1, "A"), (1, "B"), (1, "第一章 C")]);
    let listed = format!("<text:list text:style-name='L'><text:list-item>{}</text:list-item></text:list>", h(1, "A"));
    check(&[listed], &[(1, "1. A")]);
    let index =
        format!("<text:table-of-content><text:index-body>{}</text:index-body></text:table-of-content>", h(1, "A"));
    let contents = "<text:p text:style-name='Contents_20_Heading'>Contents</text:p>".to_owned();
    check(&[contents, index, h(1, "B")], &[(1, "第一章 B")]);
}

#[test]
fn lists_are_counted() {
    let check = |body: &str, expected: &[&str]| assert_eq!(blocks(body), expected, "{body}");
    let item = |text: &str| format!("<text:list-item><text:p>{text}</text:p></text:list-item>");
    let list = |more: &str, items: &str| format!("<text:list text:style-name='L' {more}>{items}</text:list>");
    let inner = format!(
        "<text:list-item><text:p>b</text:p><text:p>c</text:p><text:list>{}</text:list></text:list-item>",
        item("d")
    );
    check(&list("", &(item("a") + &inner + &item("e"))), &["i0 1. a", "i0 2. b", "p0 c", "i1 B) d", "i0 3. e"]);
    check(&(list("", &item("a")) + &list("", &item("b"))), &["i0 1. a", "i0 1. b"]);
    let goes_on = "text:continue-numbering='true'";
    check(&(list("", &item("a")) + &list(goes_on, &item("b"))), &["i0 1. a", "i0 2. b"]);
    let (one, two) = ("xml:id='one'", "text:continue-list='one'");
    check(
        &(list(one, &item("a")) + &list("", &item("b")) + &list(two, &item("c"))),
        &["i0 1. a", "i0 1. b", "i0 2. c"],
    );
    let starts = "<text:list-item text:start-value='5'><text:p>a</text:p></text:list-item>";
    check(&list("", starts), &["i0 5. a"]);
    check(
        "<text:list text:style-name='B'><text:list-item><text:p>a</text:p></text:list-item></text:list>",
        &["i0 • a"],
    );
    let bare = |style: &str, items: &str| format!("<text:list {style}>{items}</text:list>");
    check(&bare("", &item("a")), &["i0 • a"]);
    check(&bare("text:style-name='nowhere'", &item("a")), &["i0 • a"]);
    let nested = format!("<text:list-item><text:p>a</text:p>{}</text:list-item>", bare("", &item("b")));
    check(&bare("", &nested), &["i0 • a", "i1 • b"]);
    let deep = bare("", &format!("<text:list-item>{}</text:list-item>", bare("", &item("a"))));
    check(&list("", &format!("<text:list-item>{deep}</text:list-item>")), &["i2 1. a"]);
    check(&list("", "<text:list-header><text:p>a</text:p></text:list-header>"), &["p0 a"]);
}

#[test]
fn text_is_what_a_reader_sees() {
    let check = |inside: &str, expected: &[&str]| {
        assert_eq!(blocks(&format!("<text:p>{inside}</text:p>")), expected, "{inside}")
    };
    check(" a \n b<text:s text:c='2'/>c<text:tab/>d<text:line-break/>e", &["p0 a b  c\td\ne"]);
    check("a<office:annotation><text:p>no</text:p></office:annotation>b", &["p0 ab"]);
    check(
        "a<text:ruby><text:ruby-base>發</text:ruby-base><text:ruby-text>fa</text:ruby-text></text:ruby>",
        &["p0 a發"],
    );
    let note = "<text:note text:note-class='footnote'><text:note-citation>9</text:note-citation><text:note-body><text:p>n</text:p></text:note-body></text:note>";
    check(&format!("a{note}b"), &["p0 a[1]b", "p0 [1] n"]);
    let frame = |inside: &str| format!("<draw:frame>{inside}</draw:frame>");
    check(&frame("<draw:image/><svg:title>A map</svg:title><svg:desc>More</svg:desc>"), &["p0 [A map]"]);
    check(&format!("a{}b", frame("<draw:text-box><text:p>in</text:p></draw:text-box>")), &["p0 ab", "p0 in"]);
    check("a<text:title>Field</text:title>", &["p0 aField"]);
}

#[test]
fn parts_of_a_document_become_blocks() {
    let check = |body: &str, expected: &[&str]| assert_eq!(blocks(body), expected, "{body}");
    check("<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>a</text:p>", &["p0 a"]);
    check("<text:p text:style-name='Preformatted_20_Text'>a</text:p>", &["c0 a"]);
    let cell = |more: &str, text: &str| format!("<table:table-cell {more}><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let wide = cell("table:number-columns-spanned='2'", "w") + "<table:covered-table-cell/>";
    let two = cell("", "a") + &cell("", "b");
    check(
        &format!(
            "<table:table><table:table-column table:number-columns-repeated='2'/>{}{}</table:table>",
            row(&wide),
            row(&two)
        ),
        &["t0 w\t\na\tb"],
    );
    check(&format!("<table:table><table:table-column/>{}</table:table>", row(&cell("", "a"))), &["p0 a"]);
    let index = "<text:table-of-content><text:table-of-content-source><text:p>no</text:p></text:table-of-content-source>\
        <text:index-body><text:p>a<text:tab/>1</text:p><text:p>b</text:p></text:index-body></text:table-of-content>";
    check(index, &["b0 a\t1\nb"]);
}

#[test]
fn marks_and_titles() {
    let found = read(&format!(
        "<text:p text:style-name='P1'>Whole</text:p>{}<text:p>a<text:span text:style-name='T1'>b</text:span><text:a>c</text:a></text:p>",
        h(1, "A")
    ));
    let marks: Vec<_> = found.marks.iter().map(|mark| (mark.kind, found.text.span(mark.span))).collect();
    assert_eq!(marks, [(MarkKind::Strong, "b"), (MarkKind::Link, "c")]);
    assert_eq!(found.title.as_deref(), Some("Whole"));
}

#[test]
fn rows_that_name_columns_are_marked() {
    let row = |text: &str| {
        format!(
            "<table:table-row><table:table-cell><text:p>{text}</text:p></table:table-cell><table:table-cell/></table:table-row>"
        )
    };
    let table = |rows: &str| {
        read(&format!("<table:table><table:table-column table:number-columns-repeated='2'/>{rows}</table:table>"))
    };
    let heads = |document: &Document| -> Vec<String> {
        let heads = document.marks.iter().filter(|mark| mark.kind == MarkKind::Head);
        heads.map(|mark| document.text.span(mark.span).to_owned()).collect()
    };
    let headed = format!("<table:table-header-rows>{}{}</table:table-header-rows>{}", row("a"), row("b"), row("c"));
    assert_eq!(heads(&table(&headed)), ["a\t\nb\t"]);
    assert_eq!(heads(&table(&[row("a"), row("b")].concat())), [""; 0]);
}

#[test]
fn flat_encrypted_and_damaged_documents() {
    let flat = format!(
        "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>{STYLES}{}",
        content(&h(1, "A"))
    );
    assert!(Odt.recognises(flat.as_bytes()));
    let found = Odt.read(flat.as_bytes(), &Options::default());
    assert_eq!(found.outline.title(0), "第一章 A");
    assert_eq!(found.problems, [Problem::Damaged("its XML is broken")]);
    let secret = stored(&[("content.xml", "?"), ("META-INF/manifest.xml", "<manifest:encryption-data/>")]);
    assert_eq!(Odt.read(&secret, &Options::default()).problems, [Problem::Encrypted]);
    let whole = document(&[h(1, "A"), h(2, "B")].concat());
    for length in 60..whole.len() {
        assert!(!Odt.read(&whole[..length], &Options::default()).problems.is_empty(), "{length}");
    }
}

#[test]
fn charts_stand_in_their_places() {
    let object = "<text:p>a<draw:frame><draw:object xlink:href='./Object 1'/></draw:frame></text:p>";
    let text = content(&format!("{}{object}<text:p>b</text:p>", h(1, "A")));
    let chart =
        "<office:chart><chart:chart><chart:title><text:p>Flow</text:p></chart:title></chart:chart></office:chart>";
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &text),
        ("Object 1/content.xml", chart),
    ];
    let read = |parts: &[(&str, &str)]| Odt.read(&stored(parts), &Options::default()).text.as_str().to_owned();
    assert_eq!(read(&parts), "A\n\na\n\n[Flow]\n\nb");
    assert_eq!(read(&parts[..2]), "A\n\na\n\nb");
}
