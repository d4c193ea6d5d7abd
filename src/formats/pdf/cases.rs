//! Whole files, written by hand: what is read of them.

use super::Pdf;
use crate::formats::{Options, Reader};
use crate::outline::{Document, Link, Mark, Target};
use crate::text::{Part, Span};

/// Fonts that the cases may use: `/F` is Helvetica, `/G` has differences, `/C` is Chinese, `/V` runs down, `/U` tells
/// its characters itself.
const FONTS: [&str; 8] = [
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /eacute /uni76EE /f_i] >> >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [8 0 R] >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-V /DescendantFonts [8 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    "<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /Identity-H /DescendantFonts [10 0 R] /ToUnicode 11 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
    "<< /Length 91 >>\nstream\n1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0007> <76EE5F55> endbfchar\nendstream",
];

/// A file of pages with these instructions; `more` goes into the catalog and into each page, `objects` come last, from
/// number 12 on.
pub(super) fn file(pages: &[&str], more: (&str, &str), objects: &[&str]) -> Vec<u8> {
    let first = 12 + objects.len();
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", first + 2 * page)).collect();
    let mut all: Vec<String> = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {} >>", more.0),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Font << /F 4 0 R /G 5 0 R /C 6 0 R /V 7 0 R /U 9 0 R >> /XObject << /X 12 0 R >> >>".to_owned(),
    ];
    all.extend(FONTS.iter().chain(objects).map(|object| (*object).to_owned()));
    for (at, page) in pages.iter().enumerate() {
        let contents = first + 2 * at + 1;
        all.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources 3 0 R /Contents {contents} 0 R {} >>",
            more.1
        ));
        all.push(format!("<< /Length {} >>\nstream\n{page}\nendstream", page.len()));
    }
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", all.len() + 1);
    for (at, object) in all.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(table.bytes());
    bytes.extend(format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", all.len() + 1).bytes());
    bytes
}

pub(super) fn read(bytes: &[u8]) -> Document {
    Pdf.read(bytes, &Options::default())
}

#[test]
fn pages_are_read() {
    let check = |page: &str, expected: &str| {
        let document = read(&file(&[page], ("", ""), &["null"]));
        assert_eq!((document.text.as_str(), document.problems.as_slice()), (expected, &[][..]), "{page}");
    };
    check("BT /F 10 Tf 50 700 Td (Hello) Tj ET", "Hello");
    check("BT /F 10 Tf 50 700 Td [(He) 20 (llo) -300 (there)] TJ ET", "Hello there");
    check("BT /F 10 Tf 12 TL 50 700 Td (one is) Tj T* (two.) Tj ET", "one is two.");
    check("BT /F 10 Tf 50 700 Td (one.) Tj 0 -40 Td (two) ' ET", "one.\n\ntwo");
    check("BT /G 10 Tf 50 700 Td (ABC) Tj ET", "é目fi");
    check("BT /C 10 Tf 50 700 Td <76EE5F550041> Tj ET", "目录A");
    check("BT /U 10 Tf 50 700 Td <0007> Tj ET", "目录");
    check("BT /F 10 Tf 50 700 Td /Span << /ActualText (whole) >> BDC (wh) Tj EMC ET", "whole");
    check("q 1 0 0 1 50 700 cm BT /F 10 Tf (in) Tj ET Q BT /F 10 Tf 50 650 Td (out) Tj ET", "in\n\nout");
    check("BT /F 10 Tf 50 700 Td (twice) Tj ET BT /F 10 Tf 50.2 700 Td (twice) Tj ET", "twice");
    check("BT /F 10 Tf 50 700 Td (seen) Tj 0 -2000 Td (unseen) Tj ET", "seen");
    check("BT /F 10 Tf 50 700 Td (a) Tj /F 6 Tf 3 Ts (2) Tj ET", "a2");
}

#[test]
fn lines_may_run_in_any_direction() {
    let check = |page: &str, more: &str, expected: &str| {
        let document = read(&file(&[page], ("", more), &["null"]));
        assert_eq!(document.text.as_str(), expected, "{page} {more}");
    };
    check("BT /F 10 Tf 0 1 -1 0 100 100 Tm (up the) Tj 0 -12 Td (page.) Tj ET", "", "up the page.");
    check("BT /F 10 Tf 0 1 -1 0 100 100 Tm (turned) Tj 0 -12 Td (back.) Tj ET", "/Rotate 90", "turned back.");
    check("BT /V 10 Tf 300 700 Td <C4BFC2BC> Tj -12 0 Td <C9CFCFC2> Tj ET", "", "目录上下");
}

#[test]
fn looks_and_links_are_marks() {
    let check = |page: &str, more: &str, expected: &[&str]| {
        let document = read(&file(&[page], ("", more), &["null"]));
        let shown = |mark: &Mark| format!("{:?} {}", mark.kind, document.text.span(mark.span));
        let found: Vec<String> = document.marks.iter().map(shown).collect();
        assert_eq!(found, expected, "{page} {more}");
    };
    check("BT /F 10 Tf 50 700 Td (plain ) Tj 2 Tr (bold) Tj 0 Tr ( text as it is.) Tj ET", "", &["Strong bold"]);
    check(
        "BT /F 10 Tf 1 0 0.3 1 50 700 Tm (slanted) Tj ET BT /F 10 Tf 90 700 Td (no.) Tj ET",
        "",
        &["Emphasis slanted"],
    );
    check("BT /F 10 Tf 50 700 Td (plain) Tj 2 Tr ( . ) Tj 0 Tr (text as it is.) Tj ET", "", &[]);
    let link =
        |subtype: &str, leads: &str| format!("/Annots [<< /Subtype /{subtype} /Rect [49 695 80 712] {leads} >>]");
    let page = "BT /F 10 Tf 50 700 Td (linked) Tj 40 0 Td (and not.) Tj ET";
    check(page, &link("Link", "/A << /S /URI /URI (https://a.example) >>"), &["Link linked"]);
    check(page, &link("Link", "/Dest (there)"), &["Link linked"]);
    check(page, &link("Link", ""), &[]);
    check(page, &link("Text", "/Dest (there)"), &[]);
}

#[test]
fn forms_are_drawn() {
    let form = |body: &str| {
        format!("<< /Subtype /Form /Matrix [1 0 0 1 10 0] /Length {} >>\nstream\n{body}\nendstream", body.len())
    };
    let check = |body: &str, expected: &str| {
        let document = read(&file(&["/X Do"], ("", ""), &[&form(body)]));
        assert_eq!(document.text.as_str(), expected, "{body}");
    };
    check("BT /F 10 Tf 50 700 Td (in a form) Tj ET", "in a form");
    check("/X Do BT /F 10 Tf 50 700 Td (in itself) Tj ET", "in itself");
}

#[test]
fn bookmarks_are_the_outline() {
    let check = |marks: &[&str], catalog: &str, expected: &[(u8, &str)]| {
        let pages = [
            "BT /F 16 Tf 50 700 Td (2) Tj 30 0 Td (Tides) Tj /F 10 Tf -30 -20 Td (text) Tj ET",
            "BT /F 10 Tf 50 700 Td (2.1 Low) Tj 0 -20 Td (text) Tj ET",
        ];
        let document = read(&file(&pages, (&format!("/Outlines 13 0 R {catalog}"), ""), &[&["null"], marks].concat()));
        let outline = &document.outline;
        let found: Vec<(u8, &str)> = (0..outline.len())
            .zip(outline.headings())
            .map(|(at, heading)| (heading.level, outline.title(at)))
            .collect();
        assert_eq!(found, expected, "{marks:?}");
    };
    check(
        &[
            "<< /First 14 0 R >>",
            "<< /Title (Tides) /Dest [0 /Fit] /First 15 0 R >>",
            "<< /Title (Low) /Dest [1 /XYZ 0 710 0] >>",
        ],
        "",
        &[(1, "2 Tides"), (2, "2.1 Low")],
    );
    check(
        &[
            "<< /First 14 0 R >>",
            "<< /Title (Tides) /A << /S /GoTo /D (here) >> /Next 15 0 R >>",
            "<< /Title <FEFF76EE5F55> /Dest /there >>",
        ],
        "/Names << /Dests << /Names [(here) [0 /Fit]] >> >> /Dests << /there [1 /FitH 800] >>",
        &[(1, "2 Tides"), (1, "目录")],
    );
    check(
        &[
            "<< /First 14 0 R >>",
            "<< /Title (Low) /Dest [1 /Fit] /First 14 0 R /Next 15 0 R >>",
            "<< /Title (Else) /A << /S /URI >> /Next 14 0 R >>",
        ],
        "",
        &[(1, "2.1 Low"), (1, "Else")],
    );
}

#[test]
fn what_cannot_be_read_is_said() {
    let check = |bytes: &[u8], expected: &str| {
        let problems: Vec<String> = read(bytes).problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems, [expected]);
    };
    let empty = file(&["0 0 100 100 re f"], ("", ""), &[]);
    check(&empty, "holds no text: its pages are pictures");
    check(b"%PDF-1.4\n", "is damaged: it has no pages; what could be read is shown");
    let whole = file(&["BT /F 10 Tf 50 700 Td (Hello) Tj ET"], ("", ""), &[]);
    let cut = whole.get(..whole.len() - 60).unwrap_or_default();
    assert_eq!(read(cut).text.as_str(), "Hello");
    check(cut, "is damaged: its end is missing; what could be read is shown");
}

#[test]
fn damaged_files_do_no_harm() {
    let whole = file(
        &["BT /C 10 Tf 50 700 Td <76EE5F55> Tj ET /X Do", "BT /V 9 Tf (a) Tj ET"],
        ("/Outlines 13 0 R", ""),
        &["null", "<< /First 13 0 R /Title (x) >>"],
    );
    let mut seed = 9_u32;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below.max(1)
    };
    for round in 0..400 {
        let mut bytes = whole.clone();
        if round % 4 == 0 {
            bytes.truncate(random(whole.len()));
        }
        for _ in 0..random(20) {
            let at = random(bytes.len());
            let digit = b"0123456789<>[]()/ \xff"[random(19)];
            bytes.iter_mut().skip(at).take(1).for_each(|byte| *byte = digit);
        }
        let document = read(&bytes);
        assert!(document.blocks.iter().all(|block| block.span.end <= document.text.len()));
    }
}

#[test]
fn links_lead_to_addresses_and_into_the_file() {
    let check = |leads: &str, expected: &str| {
        let more = format!("/Annots [<< /Subtype /Link /Rect [49 695 80 712] {leads} >>]");
        let page = |words: &str| format!("BT /F 10 Tf 50 700 Td ({words}.) Tj 0 -100 Td (below {words}.) Tj ET");
        let (one, two) = (page("linked"), page("second"));
        let document = read(&file(&[&one, &two], ("", &more), &["null"]));
        let shown = |link: Link| match link.target {
            Target::Web(address) => address.to_string(),
            Target::Report { path, .. } => format!("file {path}"),
            Target::Image(index) => format!("image {index}"),
            Target::Place(place) => document
                .text
                .part(place as usize..document.text.len() as usize)
                .lines()
                .next()
                .unwrap_or_default()
                .to_owned(),
        };
        let all = Span { start: 0, end: document.text.len() };
        let found: Vec<String> = document.links(all).into_iter().take(1).map(shown).collect();
        assert_eq!(found.first().map_or("", String::as_str), expected, "{leads}");
    };
    check("/A << /S /URI /URI (https://a.example) >>", "https://a.example");
    check("/A << /S /URI /URI (javascript:x) >>", "");
    check("/A << /S /GoToR /F (b.pdf) >>", "file b.pdf");
    check("/Dest [1 /Fit]", "second.");
    check("/Dest [1 /XYZ 0 650 null]", "below second.");
    check("/A << /S /GoTo /D [0 /XYZ 0 640 null] >>", "below linked.");
    check("/A << /S /Launch /F (b.exe) >>", "");
    check("/Dest (nowhere)", "");
}

#[test]
fn pages_are_named_where_their_text_begins() {
    let page = |first: &str, rest: &str| format!("BT /F 10 Tf 14 TL 50 700 Td ({first}) Tj T* ({rest}) Tj ET");
    let whole =
        page("It was measured again in the second year, and the gate", "went on to hold as it had before, so that the");
    let pages = [whole.as_str(), &page("table could be kept.", "Nothing else was found."), "", &page("The last.", "")];
    let check = |more: &str, expected: &[(&str, &str)]| {
        let document = read(&file(&pages, (more, ""), &["null"]));
        let text =
            |at: u32| document.text.as_str().part(at as usize..usize::MAX).split([' ', '\n']).next().unwrap_or("");
        let found: Vec<(&str, &str)> = document.pages.iter().map(|page| (&*page.label, text(page.at))).collect();
        assert_eq!(found, expected, "{more}");
    };
    check("", &[("1", "It"), ("2", "table"), ("4", "The")]);
    check(
        "/PageLabels << /Nums [0 << /S /r /St 3 >> 1 << /P (A-) /S /D >>] >>",
        &[("iii", "It"), ("A-1", "table"), ("A-3", "The")],
    );
    check("/PageLabels << /Kids [<< /Nums [1 << /S /D >>] >>] >>", &[("1", "table"), ("3", "The")]);
}
