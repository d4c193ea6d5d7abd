use super::*;
use crate::outline::{BlockKind, MarkKind, Problem};
use crate::text::Part;

fn read(source: &[u8]) -> Document {
    Rtf.read(source, &Options::default())
}

fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Paragraph => 'p',
        BlockKind::Heading => 'h',
        BlockKind::Item => 'i',
        BlockKind::Table => 't',
        BlockKind::Boilerplate => 'b',
        _ => '?',
    }
}

/// The blocks of a file with this body.
fn blocks(body: &str) -> Vec<String> {
    let head = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset134 SimSun;}{\f2\fcharset2 Symbol;}{\f3\fcharset204 Arial Cyr;}}{\stylesheet{Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s2\sbasedon1 \'b1\'ea\'cc\'e2 2;}{\s3 Title;}{\s4\sbasedon0 toc 1;}{\*\cs5 heading 5;}}";
    let document = read(format!("{head}{body}}}").as_bytes());
    assert_eq!(document.problems, []);
    let block = |block: &crate::outline::Block| {
        format!("{}{} {}", letter(block.kind), block.depth, document.text.span(block.span))
    };
    document.blocks.iter().map(block).collect()
}

#[test]
fn blocks_have_their_text() {
    let check = |body: &str, expected: &[&str]| assert_eq!(blocks(body), expected, "{body}");
    check("", &[]);
    check(r"a\par b\line c\par\par d", &["p0 a", "p0 b\nc", "p0 d"]);
    check(r"{\pntext 1.}\page a\page b\par", &["i0 1. a\nb"]);
    check("a\r\nb\\\nc", &["p0 ab", "p0 c"]);
    check(r"\f1\'b1\'ea\'cc\'e2\f0  A\'93x\'94", &["p0 标题 A“x”"]);
    check(r"\f0\'b1\'ea\f3\'f2\'ee\'ec", &["p0 标том"]);
    check(r"\uc2\u26631\'b1\'ea\uc1\u-10179?\u-8704?\uc2\u39064\'cc\'e2x", &["p0 标\u{1f600}题x"]);
    check(r"{\uc0\u8212}x\~y\_z\emdash\ldblquote q\rdblquote\-", &["p0 —x\u{a0}y\u{2011}z—“q”"]);
    check(r"a{\v hid}b{\deleted no}c{\*\unknown no}{\xe no}{\pict 00ff}{\header no\par}d", &["p0 abcd"]);
    check(r"\bin4 }}}}a", &["p0 a"]);
    check(r"{\f2 b\'b7}\u-3913?", &["p0 β••"]);
    check(r"\pard\s1 A\par\pard\s2 B\par\pard C\par", &["h0 A", "h0 B", "p0 C"]);
    check(r"\pard\outlinelevel2 A\par\pard\s1\outlinelevel9 B\par\pard\cs5 C\par", &["h0 A", "p0 B", "p0 C"]);
    check(r"\pard\s1 {\listtext\f1\'b5\'da\'d2\'bb\'d5\'c2\tab}\f1\'d7\'dc\'d4\'f2\par", &["h0 第一章 总则"]);
    check(r"\s1 A\par\pard{\listtext\f2\'b7\tab}x\par{\pntext 1.\tab}\ilvl1 y\par", &["h0 A", "i0 • x", "i1 1. y"]);
    check(r"\s4 A\tab 1\par B\tab 2\par", &["b0 A\t1\nB\t2"]);
    let contents = r"\s1 Contents\par\pard A\tab 3\par\s1 A\par\s1 B\par";
    check(contents, &["b0 Contents", "p0 A\t3", "h0 A", "h0 B"]);
}

#[test]
fn tables_notes_fields_and_boxes_have_their_text() {
    let check = |body: &str, expected: &[&str]| assert_eq!(blocks(body), expected, "{body}");
    let row = r"\trowd\cellx1\cellx2\pard\intbl a\par b\cell\cell\row c\cell d\cell\row\pard e";
    check(row, &["t0 a b\t\nc\td", "p0 e"]);
    check(r"\trowd a\cell\row\pard\intbl\s1 B\cell\row\pard c", &["p0 a", "h0 B", "p0 c"]);
    let nested = r"\pard\intbl\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}";
    check(&format!(r"\pard\intbl a\cell{nested}\pard\intbl z\cell\row\pard e"), &["t0 a\tx y z", "p0 e"]);
    check(r#"a {\field{\*\fldinst{HYPERLINK "x"}}{\fldrslt{b}}} c{\field{\*\fldinst PAGE}}"#, &["p0 a b c"]);
    check(
        r"a{\super\chftn{\footnote\pard{\super\chftn}note\par more}} b\par c",
        &["p0 a[1] b", "p0 c", "p0 [1] note", "p0 more"],
    );
    check(r"a\chftn{\*\footnote\chftn\pard b}{\*\footnote c}", &["p0 a[1]", "p0 [1] b", "p0 c"]);
    let boxed = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt\pard in\par}}{\shprslt no}}";
    check(&format!(r"a{boxed}b\par c"), &["p0 ab", "p0 in", "p0 c"]);
    check(r"{\upr{A}{\*\ud{\u26631?}}}", &["p0 标"]);
}

#[test]
fn rows_that_name_columns_are_marked() {
    let check = |rows: &str, expected: &[&str]| {
        let document = read(format!(r"{{\rtf1 {rows}\pard e}}").as_bytes());
        let heads = document.marks.iter().filter(|mark| mark.kind == MarkKind::Head);
        assert_eq!(heads.map(|mark| document.text.span(mark.span)).collect::<Vec<_>>(), expected, "{rows}");
    };
    let row = |text: &str| format!(r"\pard\intbl {text}\cell x\cell\row");
    let (head, body) = (format!(r"\trowd\trhdr{}", row("a")), format!(r"\trowd{}", row("b")));
    check(&format!("{head}{body}"), &["a\tx"]);
    check(&format!("{head}{head}{body}"), &["a\tx\na\tx"]);
    check(&format!("{body}{head}"), &[]);
}

#[test]
fn the_title_is_known() {
    let check = |body: &str, expected: Option<&str>| {
        let document = read(format!(r"{{\rtf1{{\stylesheet{{\s3 Title;}}{{\s1 heading 1;}}}}{body}}}").as_bytes());
        assert_eq!(document.title.as_deref(), expected, "{body}");
    };
    check("a", None);
    check(r"{\info{\title T}{\author N}}a\par b", None);
    check(r"{\info{\title T}}\s3 Real\par And\par\pard\s1 H\par", Some("Real And"));
    check(r"{\info{\title T}}\s1 H\par\pard T\par\s1 I\par", Some("T"));
    check(r"\s1 H\par\s1\outlinelevel1 I\par", Some("H"));
}

#[test]
fn marks_cover_their_words() {
    let document = read(br"{\rtf1 a {\b b{\i c}}\strike d\plain{\field{\*\fldinst HYPERLINK x}{\fldrslt e}} \b0 f}");
    let found: Vec<_> = document.marks.iter().map(|mark| (mark.kind, document.text.span(mark.span))).collect();
    let expected =
        [(MarkKind::Strong, "bc"), (MarkKind::Emphasis, "c"), (MarkKind::Strike, "d"), (MarkKind::Link, "e")];
    assert_eq!(found, expected);
}

#[test]
fn asian_letters_have_looks_of_their_own() {
    let document = read(br"{\rtf1\rtlch\ab\ltrch x\u26631?{\b y\dbch\ab0\u26631?}\dbch\ab\u39064?z}");
    let found: Vec<_> = document.marks.iter().map(|mark| document.text.span(mark.span)).collect();
    assert_eq!(found, ["y", "题"]);
}

#[test]
fn letters_of_heavy_faces_are_known() {
    let check = |body: &str, expected: &[bool]| {
        let fonts = r"{\fonttbl{\f0 Arial;}{\f1 SimSun;}{\f2 SimHei;}{\f3 \u-24879?\u20307?;}}";
        let document =
            read(format!(r"{{\rtf1\deff1{fonts}{body}\par\pard\plain text that is longer than all}}").as_bytes());
        let strong: Vec<bool> = document.looks.iter().map(|look| look.strong).collect();
        assert_eq!(strong, [expected, &[false]].concat(), "{body}");
    };
    check(r"\u26631?", &[false]);
    check(r"\f2 \u26631?", &[true]);
    check(r"\f3 \u26631?", &[true]);
    check(r"\loch\f0\hich\af0\dbch\af2 \u26631?", &[true]);
    check(r"\loch\af0\hich\af0\dbch\f2 \u26631?\par\pard\plain \u26631?", &[true, false]);
    check(r"\dbch\af1\loch\f2 \u26631?", &[false]);
}

#[test]
fn damage_is_told_and_the_text_kept() {
    let check = |source: &[u8], problems: &[Problem], text: &str| {
        let document = read(source);
        assert_eq!((document.problems.as_slice(), document.text.as_str()), (problems, text));
    };
    check(br"{\rtf1 a\par {b", &[Problem::Damaged("its end is missing")], "a\n\nb");
    check(br"{\rtf1 a}}\par b", &[Problem::Damaged("a group ends that never began")], "a\n\nb");
    check(&[b"{\\rtf1 ".as_slice(), &[b'{'; 9999], b"a"].concat(), &[Problem::Damaged("its end is missing")], "a");
}

#[test]
fn without_styles_the_headings_are_detected() {
    let body: String = ["一、总体情况", "二、主要问题", "三、下一步打算"]
        .iter()
        .map(|title| {
            let escaped: String = title.encode_utf16().map(|unit| format!(r"\u{}?", unit as i16)).collect();
            format!(r"\b\fs32 {escaped}\par\b0\fs24 This paragraph tells at some length what was done, and why.\par ")
        })
        .collect();
    let document = read(format!(r"{{\rtf1\ansi {body}}}").as_bytes());
    let titles: Vec<_> = (0..document.outline.len()).map(|at| document.outline.title(at)).collect();
    assert_eq!(titles, ["一、总体情况", "二、主要问题", "三、下一步打算"]);
}
