//! Documents in a few lines of XML, and what is read of them.

use super::*;
use crate::formats::archive::tests::stored;
use crate::outline::{BlockKind, MarkKind};
use crate::text::Part;

pub(super) const STYLES: &str = r#"<w:styles>
    <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>
        <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>
        <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="own"><w:name w:val="My heads"/><w:basedOn w:val="2"/></w:style>
    <w:style w:type="paragraph" w:styleId="plain"><w:name w:val="heading 3"/></w:style>
    <w:style w:type="paragraph" w:styleId="none"><w:name w:val="Lost head"/><w:basedOn w:val="1"/>
        <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="code"><w:name w:val="Source Code"/></w:style>
    <w:style w:type="character" w:styleId="strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="numbering" w:styleId="lists"><w:name w:val="lists"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering>
    <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="1"/><w:lvlText w:val="第%1章"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="2"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerRoman"/><w:lvlRestart w:val="1"/><w:lvlText w:val="%3)"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="lists"/></w:abstractNum>
    <w:abstractNum w:abstractNumId="4"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:suff w:val="nothing"/><w:lvlText w:val="%1:"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>
    <w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>
    <w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"#;

const NOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="1"><w:p><w:r><w:footnoteRef/><w:t> first</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="2"><w:p><w:r><w:t>second</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

/// The bytes of a document with a body.
fn document(body: &str) -> Vec<u8> {
    let text = format!("<w:document><w:body>{body}</w:body></w:document>");
    stored(&[
        ("word/document.xml", &text),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", NOTES),
    ])
}

fn read(body: &str) -> Document {
    Docx.read(&document(body), &Options::default())
}

/// A paragraph of a style, and one of a level of a list.
pub(super) fn p(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn item(list: u8, level: u8, text: &str) -> String {
    let number = format!("<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{list}'/></w:numPr>");
    format!("<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// The blocks of a body, each with the letter of its kind and its depth.
fn blocks(body: &str) -> Vec<String> {
    let Document { blocks, text, .. } = read(body);
    let letter = |kind| match kind {
        BlockKind::Heading => 'h',
        BlockKind::Item => 'i',
        BlockKind::Quote => 'q',
        BlockKind::Code => 'c',
        BlockKind::Table => 't',
        BlockKind::Boilerplate => 'b',
        _ => 'p',
    };
    blocks.iter().map(|block| format!("{}{} {}", letter(block.kind), block.depth, text.span(block.span))).collect()
}

#[test]
fn headings_have_their_levels_and_numbers() {
    let check = |body: &[String], expected: &[(u8, &str)]| {
        let outline = read(&body.concat()).outline;
        let found: Vec<_> =
            (0..).zip(outline.headings()).map(|(at, heading)| (heading.level, outline.title(at))).collect();
        assert_eq!(found, expected);
    };
    let one = p("1", "A");
    check(
        &[one.clone(), p("2", "B"), one.clone(), p("2", "C"), p("own", "D")],
        &[(1, "第一章 A"), (2, "1.1 B"), (1, "第二章 A"), (2, "2.1 C"), (2, "2.2 D")],
    );
    check(&[p("plain", "A"), p("none", "B"), p("a", "C")], &[(3, "A")]);
    let direct = "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>".to_owned();
    check(&[direct], &[(2, "A")]);
    let body =
        "<w:p><w:pPr><w:pStyle w:val='1'/><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>".to_owned();
    check(&[body, one.clone()], &[(1, "第二章 A")]);
    check(&[p("1", ""), one.clone()], &[(1, "第二章 A")]);
    check(&[p("T", "Whole"), one.clone()], &[(1, "第一章 A")]);
}

#[test]
fn a_document_that_lost_its_styles_has_its_headings() {
    let text = format!("<w:document><w:body>{}{}</w:body></w:document>", p("Heading1", "A"), p("berschrift2", "B"));
    let found = Docx.read(&stored(&[("word/document.xml", &text)]), &Options::default());
    assert_eq!((found.outline.len(), found.outline.title(0)), (1, "A"));
}

#[test]
fn lists_are_counted_as_word_counts_them() {
    let check = |items: &[(u8, u8)], expected: &[&str]| {
        let body: String = items.iter().map(|&(list, level)| item(list, level, "x")).collect();
        let found: Vec<_> = blocks(&format!("{}{body}", p("plain", "H"))).into_iter().skip(1).collect();
        assert_eq!(found, expected, "{items:?}");
    };
    check(&[(2, 0), (2, 1), (2, 1), (2, 0), (2, 1)], &["i0 1. x", "i1 a) x", "i1 b) x", "i0 2. x", "i1 a) x"]);
    check(&[(2, 0), (3, 0), (3, 0), (2, 0)], &["i0 1. x", "i0 7. x", "i0 8. x", "i0 9. x"]);
    check(
        &[(2, 0), (2, 1), (2, 2), (2, 1), (2, 2), (2, 0), (2, 2)],
        &["i0 1. x", "i1 a) x", "i2 iii) x", "i1 b) x", "i2 iv) x", "i0 2. x", "i2 iii) x"],
    );
    check(&[(5, 0), (4, 0), (6, 0), (0, 0), (99, 0)], &["i0 A:x", "i0 B:x", "i0 • x", "p0 x", "p0 x"]);
}

#[test]
fn text_is_what_a_reader_sees() {
    let check = |runs: &str, expected: &str| {
        let found = read(&format!("<w:p>{runs}</w:p>{}", p("1", "H")));
        assert_eq!(found.blocks.first().map(|block| found.text.span(block.span)), Some(expected), "{runs}");
    };
    check("<w:r><w:t>a</w:t><w:tab/><w:t xml:space='preserve'> b</w:t><w:br/><w:t>c&amp;</w:t></w:r>", "a\t b\nc&");
    check(
        "<w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText></w:r></w:del><w:ins><w:r><w:t>c</w:t></w:r></w:ins>",
        "ac",
    );
    check("<w:moveFrom><w:r><w:t>a</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>b</w:t></w:r></w:moveTo>", "b");
    check("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>", "b");
    check("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t></w:r>", "a\u{2011}bc");
    check("<w:r><w:sym w:font='Symbol' w:char='F06D'/><w:t>m</w:t></w:r>", "μm");
    check("<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent><w:r><w:t>a</w:t></w:r></w:sdtContent></w:sdt>", "a");
    check(
        "<w:ruby><w:rt><w:r><w:t>fa</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>發</w:t></w:r></w:rubyBase></w:ruby>",
        "發",
    );
    check("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", "x=1");
    let field = |kind| format!("<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>");
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let code = "<w:r><w:instrText>PAGE</w:instrText><w:t>hidden</w:t></w:r>";
    check(&format!("{begin}{code}{separate}<w:r><w:t>7</w:t></w:r>{end}<w:r><w:t>!</w:t></w:r>"), "7!");
    check(&format!("{begin}{code}{end}<w:r><w:t>!</w:t></w:r>"), "!");
    let picture = "<w:r><w:drawing><wp:docPr id='1' name='p' descr='A  map'/><pic:pic/></w:drawing></w:r>";
    check(&format!("<w:r><w:t>See </w:t></w:r>{picture}"), "See [A map]");
}

#[test]
fn parts_of_a_document_become_blocks() {
    let check = |body: &str, expected: &[&str]| {
        assert_eq!(blocks(&format!("{body}{}", p("plain", "H"))), [expected, &["h0 H"]].concat(), "{body}")
    };
    check(&[p("code", "a"), p("code", " b"), p("a", "c")].concat(), &["c0 a\n b", "p0 c"]);
    check(&[p("toc", "a"), p("toc", "b")].concat(), &["b0 a\nb"]);
    let cell =
        |more: &str, text: &str| format!("<w:tc><w:tcPr>{more}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let table = |columns: usize, rows: &[&str]| {
        let rows: String = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
        format!("<w:tbl><w:tblGrid>{}</w:tblGrid>{rows}</w:tbl>", "<w:gridCol/>".repeat(columns))
    };
    let wide = cell("<w:gridSpan w:val='2'/>", "w");
    check(
        &table(3, &[&(wide + &cell("", "a")), &(cell("", "b") + &cell("", "c") + &cell("", "d"))]),
        &["t0 w\t\ta\nb\tc\td"],
    );
    let inner = table(2, &[&(cell("", "x") + &cell("", "y"))]);
    check(&table(2, &[&format!("<w:tc>{inner}<w:p/></w:tc>{}", cell("", "z"))]), &["t0 x y\tz"]);
    check(&table(1, &[&cell("", "a"), &cell("", "b")]), &["p0 a", "p0 b"]);
    let removed = format!("<w:trPr><w:del/></w:trPr>{}", cell("", "gone"));
    check(&table(2, &[&(cell("", "a") + &cell("", "b")), &removed]), &["t0 a\tb"]);
    let box_ = "<w:txbxContent><w:p><w:r><w:t>in</w:t></w:r></w:p></w:txbxContent>";
    let choice = format!(
        "<mc:AlternateContent><mc:Choice>{box_}</mc:Choice><mc:Fallback>{box_}</mc:Fallback></mc:AlternateContent>"
    );
    check(&format!("<w:p><w:r><w:t>a</w:t>{choice}<w:t>b</w:t></w:r></w:p>"), &["p0 ab", "p0 in"]);
    let joined =
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>";
    check(joined, &["p0 ab"]);
    let hanging = "<w:p><w:pPr><w:framePr w:dropCap='drop'/><w:rPr/></w:pPr><w:r><w:t>T</w:t></w:r></w:p>";
    check(&(hanging.to_owned() + &p("a", "he end")), &["p0 The end"]);
}

#[test]
fn notes_stand_at_the_end() {
    let headed =
        "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>H</w:t><w:footnoteReference w:id='1'/></w:r></w:p>";
    assert_eq!(blocks(headed), ["h0 H", "p0 [1] first"]);
    let note = |id: u8| format!("<w:p><w:r><w:t>x</w:t><w:footnoteReference w:id='{id}'/></w:r></w:p>");
    let body = [p("plain", "H"), note(2), note(1)].concat();
    assert_eq!(blocks(&body), ["h0 H", "p0 x[1]", "p0 x[2]", "p0 [1] second", "p0 [2] first"]);
}

#[test]
fn runs_have_their_marks() {
    let run = |look: &str, text: &str| format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>");
    let link = format!("<w:hyperlink>{}</w:hyperlink>", run("", "go"));
    let body = [
        run("<w:b/>", "bo"),
        run("<w:b/><w:i/>", "th"),
        run("<w:strike/>", "out"),
        run("<w:rStyle w:val='strong'/>", "st"),
        link,
    ]
    .concat();
    let found = read(&format!("<w:p>{body}</w:p>{}", p("plain", "H")));
    let marks: Vec<_> = found.marks.iter().map(|mark| (mark.kind, found.text.span(mark.span))).collect();
    use MarkKind::{Emphasis, Link, Strike, Strong};
    assert_eq!(marks, [(Strong, "both"), (Emphasis, "th"), (Strike, "out"), (Strong, "st"), (Link, "go")]);
}

#[test]
fn titles_are_told_from_headings() {
    let check = |body: &[String], expected: Option<&str>| assert_eq!(read(&body.concat()).title.as_deref(), expected);
    check(&[p("T", "The"), p("T", "whole"), p("1", "A")], Some("The whole"));
    check(&[p("1", "A"), p("2", "B")], Some("第一章 A"));
    check(&[p("1", "A"), p("1", "B")], None);
}

#[test]
fn damaged_documents_give_what_is_left() {
    let whole = document(&[p("1", "A"), p("a", "text"), p("2", "B")].concat());
    for length in 0..whole.len() {
        let found = Docx.read(&whole[..length], &Options::default());
        assert!(!found.problems.is_empty() || length < 60, "{length}");
    }
    let plain = stored(&[("notes.txt", "x")]);
    assert_eq!(Docx.read(&plain, &Options::default()).problems, [Problem::Archive]);
    assert!(!Docx.recognises(&plain) && Docx.recognises(&whole));
}

#[test]
fn headings_without_marks_are_told_by_their_looks() {
    let look = |look: &str, text: &str| format!("<w:p><w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p>");
    let text =
        || look("<w:sz w:val='24'/>", "泵站每年汛前检修一次，由值班人员填写记录，经站长签字以后存档备查。").repeat(2);
    let check = |body: &[String], title: &str, expected: &[(u8, &str)]| {
        let found = read(&body.concat());
        let outline = &found.outline;
        let headings: Vec<_> =
            (0..).zip(outline.headings()).map(|(at, heading)| (heading.level, outline.title(at))).collect();
        assert_eq!((found.title.as_deref(), headings.as_slice()), (Some(title), expected));
    };
    let (title, first, second) = ("<w:sz w:val='44'/>", "<w:sz w:val='32'/>", "<w:sz w:val='28'/>");
    check(
        &[
            look(title, "泵站检修"),
            look(title, "规程"),
            look(first, "检修准备"),
            text(),
            look(second, "备件清单"),
            text(),
            look(first, "检修过程"),
            text(),
            look(first, "验收"),
            text(),
        ],
        "泵站检修规程",
        &[(1, "检修准备"), (2, "备件清单"), (1, "检修过程"), (1, "验收")],
    );
    let bold = |text: &str| look("<w:b/><w:sz w:val='24'/>", text);
    check(
        &[look(title, "泵站记录"), text(), bold("检修准备"), text(), bold("检修过程"), text(), bold("验收"), text()],
        "泵站记录",
        &[(1, "检修准备"), (1, "检修过程"), (1, "验收")],
    );
    check(
        &[p("plain", "泵站记录"), text(), bold("检修准备"), text(), bold("检修过程"), text(), bold("验收"), text()],
        "泵站记录",
        &[(1, "检修准备"), (1, "检修过程"), (1, "验收")],
    );
    let black = |text: &str| look("<w:rFonts w:eastAsia='黑体'/><w:sz w:val='24'/>", text);
    check(
        &[look(title, "泵站记录"), text(), black("一、检修准备"), text(), black("二、验收"), text()],
        "泵站记录",
        &[(1, "一、检修准备"), (1, "二、验收")],
    );
}

#[test]
fn pictures_without_words_are_no_text() {
    let found = read("<w:p><w:r><w:drawing><wp:docPr id='1' name='p'/></w:drawing></w:r></w:p>");
    assert_eq!(found.problems, [Problem::NoText]);
    assert_eq!(read("<w:p/>").problems, []);
}

#[test]
fn rows_that_name_columns_are_marked() {
    let row = |more: &str, text: &str| {
        let cell = |text: &str| format!("<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
        format!("<w:tr><w:trPr>{more}</w:trPr>{}{}</w:tr>", cell(text), cell("x"))
    };
    let check = |rows: &[String], expected: &[&str]| {
        let document = read(&format!("<w:tbl>{}</w:tbl>", rows.concat()));
        let heads = document.marks.iter().filter(|mark| mark.kind == MarkKind::Head);
        assert_eq!(heads.map(|mark| document.text.span(mark.span)).collect::<Vec<_>>(), expected, "{rows:?}");
    };
    let (head, body) = (row("<w:tblHeader/>", "a"), row("<w:tblHeader w:val='0'/>", "b"));
    check(&[head.clone(), body.clone()], &["a\tx"]);
    check(&[head.clone(), head.clone(), body.clone()], &["a\tx\na\tx"]);
    check(&[body.clone(), head], &[]);
    check(&[body.clone(), body], &[]);
}
