//! Zipped documents of deep nests, long chains and bombs: none takes long, and no time grows faster than the document.

use std::path::Path;

use super::hostile::fault;
use super::random::Random;
use super::zip::{pack, parts};
use super::{alone, assert_sound, faults, long_run};

/// A Word document of a body, styles and numbering.
pub(super) fn docx(body: &str, styles: &str, numbering: &str) -> Vec<u8> {
    let part = |name: &str, text: String| (format!("word/{name}.xml"), text.into_bytes());
    pack(&[
        part("document", format!("<w:document><w:body>{body}</w:body></w:document>")),
        part("styles", format!("<w:styles>{styles}</w:styles>")),
        part("numbering", format!("<w:numbering>{numbering}</w:numbering>")),
        part(
            "footnotes",
            "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:footnote></w:footnotes>".into(),
        ),
    ])
}

/// An OpenDocument text of a body and styles.
pub(super) fn odt(body: &str, styles: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles><office:styles>{styles}</office:styles></office:document-styles>");
    pack(&[
        ("mimetype".into(), b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml".into(), content.into_bytes()),
        ("styles.xml".into(), styles.into_bytes()),
    ])
}

/// A book of chapters, with what its contents and its spine hold.
pub(super) fn epub(chapters: &[String], contents: &str, spine: &str) -> Vec<u8> {
    let container = "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>";
    let items: String = (0..chapters.len())
        .map(|at| format!("<item id=\"c{at}\" href=\"c{at}.xhtml\" media-type=\"application/xhtml+xml\"/>"))
        .collect();
    let refs: String = (0..chapters.len()).map(|at| format!("<itemref idref=\"c{at}\"/>")).collect();
    let package = format!(
        "<package><metadata/><manifest><item id=\"n\" href=\"n.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
         <item id=\"ncx\" href=\"t.ncx\" media-type=\"application/x-dtbncx+xml\"/>{items}</manifest><spine toc=\"ncx\">{refs}{spine}</spine></package>"
    );
    let mut parts = vec![
        ("mimetype".into(), b"application/epub+zip".to_vec()),
        ("META-INF/container.xml".into(), container.into()),
        ("p.opf".into(), package.into_bytes()),
        ("n.xhtml".into(), format!("<html><body><nav epub:type=\"toc\">{contents}</nav></body></html>").into_bytes()),
        ("t.ncx".into(), format!("<ncx><navMap>{contents}</navMap></ncx>").into_bytes()),
    ];
    let page = |(at, body): (usize, &String)| {
        (format!("c{at}.xhtml"), format!("<html><body>{body}</body></html>").into_bytes())
    };
    parts.extend(chapters.iter().enumerate().map(page));
    pack(&parts)
}

const P: &str = "<w:p><w:r><w:t>a</w:t></w:r></w:p>";

/// What is repeated in the body of a Word document.
const WORD: &[&str] = &[
    P,
    "<w:p>",
    "<w:r>",
    "<w:t>",
    "<w:tbl><w:tr><w:tc>",
    "<w:sdt><w:sdtContent>",
    "<w:ins>",
    "<w:p><w:r><w:txbxContent>",
    "<mc:AlternateContent><mc:Choice>",
    "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"65535\"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText>TOC</w:instrText>",
    "<w:br/>",
    "<w:p/>",
    "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>",
    "<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
    "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>",
    "<w:hyperlink>",
    "&lt;",
    "&b;",
    "<!--",
    "<![CDATA[",
    "</w:p>",
    "</w:body>",
    "<a ",
    "<a b=\"",
    "<",
    "<?",
    "<!",
    "<w:p><w:r><w:t>一、甲</w:t></w:r></w:p>",
];
const ODF: &[&str] = &[
    "<text:p>a</text:p>",
    "<text:p>",
    "<text:h text:outline-level=\"1\">a</text:h>",
    "<text:h text:outline-level=\"4000000000\">a</text:h>",
    "<text:list><text:list-item>",
    "<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>",
    "<text:span>",
    "<text:section>",
    "<text:s text:c=\"4000000000\"/>",
    "<text:p><text:s text:c=\"4000000000\"/>a</text:p>",
    "<table:table><table:table-row><table:table-cell>",
    "<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"4000000000\"><text:p>a</text:p></table:table-cell></table:table-row></table:table>",
    "<table:table><table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table>",
    "<draw:frame><draw:text-box>",
    "<text:note><text:note-body>",
];
const BOOK: &[&str] = &[
    "<p>a</p>",
    "<div>",
    "<h1>a</h1>",
    "<table><tr><td>",
    "<b>",
    "<ol><li>",
    "<ol><li><a href=\"c0.xhtml\">a</a>",
    "<navPoint><navLabel><text>a</text></navLabel><content src=\"c0.xhtml\"/>",
    "<itemref idref=\"c0\"/>",
    "<a id=\"a\"/>",
    "<section>",
    "&nbsp;",
];

/// Styles and numbers that hang on each other.
fn chained(kind: usize, length: usize) -> Vec<u8> {
    let lines = |line: &dyn Fn(usize) -> String| (0..length / 100).map(line).collect::<String>();
    let heading = "<w:p><w:pPr><w:pStyle w:val=\"s0\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    let style = |at: usize, base: usize| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"s{at}\"><w:name w:val=\"x{at}\"/><w:basedOn w:val=\"s{base}\"/></w:style>"
        )
    };
    let used = |at: usize| format!("<w:p><w:pPr><w:pStyle w:val=\"s{at}\"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>");
    let level = |format: &str, start: &str| {
        format!(
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"%1%1%1\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
        )
    };
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    match kind {
        0 => docx(heading, &lines(&|at| style(at, at + 1)), ""),
        1 => docx(&heading.repeat(length / 100), &lines(&|at| style(at, at + 1)), ""),
        2 => docx(&lines(&used), &lines(&|at| style(at, at + 1)), ""),
        3 => docx(&lines(&used), &lines(&|at| style(at, at)), ""),
        4 => docx(&numbered.repeat(length / 100), "", &level("upperRoman", "2000000000")),
        5 => docx(&numbered.repeat(length / 100), "", &level("lowerLetter", "2000000000")),
        6 => docx(&numbered.repeat(length / 100), "", &level("chineseCounting", "2000000000")),
        7 => docx(
            &lines(&|at| numbered.replace("numId w:val=\"1", &format!("numId w:val=\"{at}"))),
            "",
            &lines(&|at| {
                format!(
                    "<w:num w:numId=\"{at}\"><w:abstractNumId w:val=\"{at}\"/></w:num><w:abstractNum w:abstractNumId=\"{at}\"><w:numStyleLink w:val=\"a\"/></w:abstractNum>"
                )
            }),
        ),
        8 => odt(
            &lines(&|at| format!("<text:p text:style-name=\"s{at}\">a</text:p>")),
            &lines(&|at| {
                format!(
                    "<style:style style:name=\"s{at}\" style:family=\"paragraph\" style:parent-style-name=\"s{}\"/>",
                    at + 1
                )
            }),
        ),
        9 => epub(&["<p>a long page</p>".repeat(length / 20)], "", &"<itemref idref=\"c0\"/>".repeat(length / 100)),
        10 => epub(
            &vec!["<h1>a</h1>".to_owned(); length / 400],
            &lines(&|at| {
                format!("<navPoint><navLabel><text>a</text></navLabel><content src=\"c{at}.xhtml\"/></navPoint>")
            }),
            "",
        ),
        11 => epub(
            &[lines(&|at| format!("<p id=\"p{at}\">a</p>"))],
            &lines(&|at| format!("<ol><li><a href=\"c0.xhtml#p{at}\">a</a></li></ol>")),
            "",
        ),
        12 => docx(&lines(&|at| format!("<w:p><w:r><w:t>{at}. Title</w:t></w:r></w:p>{P}")), "", ""),
        _ => {
            let entities: String =
                (1..20).map(|at| format!("<!ENTITY b{at} \"{}\">", format!("&b{};", at - 1).repeat(10))).collect();
            let bomb = format!("<!DOCTYPE a [<!ENTITY b0 \"boom\">{entities}]>");
            pack(&[(
                "word/document.xml".into(),
                format!("{bomb}<w:document><w:body><w:p><w:r><w:t>{}", "&b19;".repeat(length / 5)).into_bytes(),
            )])
        }
    }
}
const CHAINED: usize = 14;

#[test]
fn deep_and_long_documents_take_time_as_their_length() {
    let times = |unit: &str, length: usize| unit.repeat((length / unit.len()).max(1));
    let counts = [WORD.len(), ODF.len(), BOOK.len(), CHAINED];
    let made = |format: usize, kind: usize, length: usize| {
        let (whole, part) = (|unit| times(unit, length), |unit| times(unit, length / 8));
        match format {
            0 => docx(&whole(WORD[kind]), &part(WORD[kind]), &part(WORD[kind])),
            1 => odt(&whole(ODF[kind]), &part(ODF[kind])),
            2 => epub(&[whole(BOOK[kind])], &part(BOOK[kind]), &part(BOOK[kind])),
            _ => chained(kind, length),
        }
    };
    let found = faults(counts.iter().sum(), |at| {
        let (mut format, mut kind) = (0, at);
        while kind >= counts[format] {
            (format, kind) = (format + 1, kind - counts[format]);
        }
        let name = ["a.docx", "a.odt", "a.epub", "a"][format];
        let unit = [WORD, ODF, BOOK].get(format).map_or("", |units| units[kind]);
        let fault = fault(Path::new(name), &|length| made(format, kind, length))?;
        Some(format!("{name} of kind {kind}, {unit}: {fault}"))
    });
    assert_sound(&found, counts.iter().sum());
}

#[test]
fn bombs_do_not_go_off() {
    let size = if long_run().is_some() { 1 << 26 } else { 1 << 20 };
    let bomb = |filling: &[u8]| filling.repeat(size / filling.len());
    let check = |what: &str, bytes: Vec<u8>| {
        let fault = alone::read(Path::new("bomb"), &bytes).err()?;
        Some(format!("{what}: {fault}"))
    };
    let document = |bytes: Vec<u8>| pack(&[("word/document.xml".into(), bytes)]);
    // Bytes that cannot be packed: with them, all may be expanded that ever may.
    let mut random = Random(1);
    let filling: Vec<u8> = (0..size / 40).map(|_| random.next() as u8).collect();
    let filled = |name: &str, start: &str, filler: &str| {
        let text = [start.as_bytes(), &filler.as_bytes().repeat(size * 4 / filler.len())].concat();
        pack(&[(name.into(), text), ("filling".into(), filling.clone())])
    };
    let many = || pack(&(0..65_000).map(|at| (format!("word/{at}.xml"), Vec::new())).collect::<Vec<_>>());
    let books = |count: usize, page: &dyn Fn() -> Vec<u8>| {
        let mut books = parts(&epub(&vec![String::new(); count], "", ""));
        books.iter_mut().filter(|(name, _)| name.starts_with('c')).for_each(|(_, bytes)| *bytes = page());
        books.push(("filling".into(), filling.clone()));
        pack(&books)
    };
    // Documents within a document: each alone is small enough.
    let within = |name: &str, inside: Vec<u8>| {
        let relations =
            format!("<Relationships><Relationship Id='a' Type='x/aFChunk' Target='{name}'/></Relationships>");
        let chunks = "<w:altChunk r:id='a'/>".repeat(1000);
        pack(&[
            ("word/document.xml".into(), format!("<w:document><w:body>{chunks}</w:body></w:document>").into_bytes()),
            ("word/_rels/document.xml.rels".into(), relations.into_bytes()),
            (format!("word/{name}"), inside),
            ("filling".into(), filling.clone()),
        ])
    };
    let few = |unit: &str| unit.repeat((size / 8 / unit.len()).max(1)).into_bytes();
    // Headers of parts whose names reach over the headers that follow.
    let names = || b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xff\xff\0\0".repeat(size / 32);
    let faults: Vec<String> = [
        check("pages within", within("a.html", few("<p>a"))),
        check("one page within", within("a.html", few("1. a "))),
        check("rich text within", within("a.rtf", [b"{\\rtf1 ".to_vec(), few("a\\par ")].concat())),
        check("rows within", within("a.html", few("<table><tr><td>a"))),
        check("plain text within", within("a.txt", few("1. a\n"))),
        check("documents within", within("a.docx", pack(&[("word/document.xml".into(), few(P))]))),
        check("long names", names()),
        check("the longest page", books(1, &|| b"1. a ".repeat(size * 4 / 5))),
        check("zeros", document(bomb(&[0]))),
        check("paragraphs", document(bomb(P.as_bytes()))),
        check("one text", document([b"<w:p><w:r><w:t>".to_vec(), bomb(b"1. a ")].concat())),
        check("the longest text", filled("word/document.xml", "<w:p><w:r><w:t>", "1. a ")),
        check("the most numbers", document(bomb(P.replace("a<", "1. a<").as_bytes()))),
        check("many parts", many()),
        check("many pages", books(500, &|| b"<p>a</p>".repeat(size / 8 / 500))),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert_sound(&faults, 15);
}
