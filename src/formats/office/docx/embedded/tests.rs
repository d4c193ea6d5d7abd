//! Documents that hold other files.

use super::*;
use crate::formats::archive::tests::{stored, stored_bytes};
use crate::formats::limits::Budget;
use crate::formats::office::docx::tests::{STYLES, p};

const CHUNK: &str = "<w:altChunk r:id='a'/>";

/// A document with a body that holds a file.
fn around(body: &str, inside: &[u8]) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id='a' Type='x/aFChunk' Target='a'/></Relationships>";
    let text = format!("<w:document><w:body>{body}</w:body></w:document>");
    stored_bytes(&[
        ("word/document.xml", text.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/a", inside),
    ])
}

#[test]
fn files_within_a_document_stand_in_their_places() {
    let relation = |id: &str, purpose: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='http://x/relationships/{purpose}' Target='{target}'/>")
    };
    let relations = [
        relation("a", "aFChunk", "a.html"),
        relation("b", "aFChunk", "/word/b.rtf"),
        relation("c", "chart", "charts/c.xml"),
        relation("d", "aFChunk", "../../outside"),
    ];
    let chart = "<c:chartSpace><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>Flow</a:t></a:r></a:p></c:rich></c:tx></c:title>\
        <c:ser><c:tx><c:v>2024</c:v></c:tx><c:cat><c:pt><c:v>May</c:v></c:pt><c:pt><c:v>June</c:v></c:pt></c:cat>\
        <c:val><c:v>7</c:v></c:val></c:ser></c:chart></c:chartSpace>";
    let html = "<h2>Inner</h2><p>a <b>c</b></p><ul><li>one</li></ul><table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>";
    let drawing = "<w:p><w:r><w:drawing><c:chart r:id='c'/></w:drawing></w:r></w:p>";
    let body = format!(
        "{}<w:altChunk r:id='a'/>{}{drawing}<w:altChunk r:id='b'/><w:altChunk r:id='d'/>",
        p("plain", "H"),
        p("a", "z")
    );
    let found = Docx.read(
        &stored(&[
            ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
            ("word/styles.xml", STYLES),
            ("word/_rels/document.xml.rels", &format!("<Relationships>{}</Relationships>", relations.concat())),
            ("word/a.html", html),
            ("word/b.rtf", r"{\rtf1 rich\par}"),
            ("word/charts/c.xml", chart),
        ]),
        &Options::default(),
    );
    let parts = ["H", "Inner", "a c", "• one", "x\ty\n1\t2", "z", "[Flow: 2024, May, June]", "rich"];
    assert_eq!(found.text.as_str(), parts.join("\n\n"));
    let headings: Vec<_> = found.outline.headings().iter().map(|heading| heading.level).collect();
    assert_eq!((headings, found.problems), (vec![3, 2], vec![]));
    let marks: Vec<_> = found.marks.iter().map(|mark| (mark.kind, found.text.span(mark.span))).collect();
    assert_eq!(marks, [(MarkKind::Strong, "c"), (MarkKind::Head, "x\ty")]);
}

#[test]
fn a_document_that_holds_itself_is_read_once() {
    let around = |inside: &[u8]| around(&format!("{}{CHUNK}", p("a", "x")), inside);
    let found = Docx.read(&around(&around(&around(&[]))), &Options::default());
    assert_eq!(found.text.as_str(), "x\n\nx");
}

#[test]
fn what_a_document_holds_is_read_within_its_budget() {
    let check = |inside: &[u8], text: &str| {
        let whole = around(&format!("{}{CHUNK}", p("a", "x")), inside);
        let (budget, own) = (Budget::new(whole.len()), Budget::new(whole.len()));
        let read = |bytes: &[u8], budget: &Budget| Docx.read_within(bytes, &Options::default(), budget);
        assert_eq!(read(&whole, &budget).text.as_str(), format!("x\n\n{text}"));
        read(&around(&p("a", "x"), inside), &own);
        assert!(budget.left() + inside.len() as u64 <= own.left(), "{text}: {budget:?}");
    };
    check(b"{\\rtf1 rich\\par}", "rich");
    check(b"<h2>Inner</h2>", "Inner");
    check(&around(&p("a", "deep"), &[]), "deep");
}

#[test]
fn files_for_which_no_time_is_left_are_missed() {
    for inside in [&b"{\\rtf1 rich\\par}"[..], b"<h2>Inner</h2>", b"text"] {
        let whole = around(&format!("{}{CHUNK}", p("a", "x")), inside);
        let found = Docx.read_within(&whole, &Options::default(), &Budget::spent(whole.len()));
        assert_eq!((found.text.as_str(), found.problems.as_slice()), ("x", &[Budget::too_long()][..]));
    }
}

#[test]
fn files_that_expand_too_far_together_are_told() {
    let whole = around(&CHUNK.repeat(40), &b"text ".repeat(1 << 16));
    let budget = Budget::new(0);
    budget.take(budget.left() - whole.len() as u64);
    let found = Docx.read_within(&whole, &Options::default(), &budget);
    assert_eq!((found.problems, budget.left()), (vec![Budget::too_large()], 0));
}

#[test]
fn what_is_wrong_within_a_document_is_told() {
    let found = Docx.read(&around(CHUNK, b"{\\rtf1 rich\\par}}"), &Options::default());
    assert_eq!(found.problems, [Problem::Damaged("a group ends that never began")]);
}
