//! How fast files are read, outline and text, on one core.
//!
//! `cargo bench --bench formats`. The corpora are the samples of a format, repeated, and documents made here. Bytes are
//! those of the file; those of zipped formats are counted as they are expanded. Where pdftotext is installed, it reads the same PDF.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use mulu::formats::{self, Options};

fn main() {
    divan::main();
}

/// The bytes of a corpus.
const SIZE: usize = 4_000_000;

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data")
}

/// A sample, repeated until it is long enough.
fn repeated(path: &str) -> Vec<u8> {
    let sample = fs::read(samples().join(path)).unwrap_or_default();
    sample.repeat(SIZE / sample.len().max(1) + 1)
}

fn measure(bencher: Bencher, name: &str, bytes: &[u8], size: usize) {
    let read = || formats::read(Path::new(name), divan::black_box(bytes), &Options::default());
    bencher.counter(BytesCount::new(size)).bench(read);
}

/// Formats that are text.
#[divan::bench(sample_count = 10, args = [
    "Engineering/Handbook/operations-handbook.md",
    "Engineering/Manuals/Tidal Gate Operator Manual.html",
    "设备手册/排涝泵站运行维护手册.html",
    "设备手册/排涝泵站运行维护手册.txt",
    "Engineering/Manuals/Tide Gauge Firmware Guide.rst",
    "Engineering/接口文档/水位遥测平台开发手册.adoc",
    "计划方案/数字档案馆迁移任务.org",
])]
fn texts(bencher: Bencher, path: &str) {
    let bytes = repeated(path);
    measure(bencher, path, &bytes, bytes.len());
}

/// A long web page: the body of a sample over and over.
#[divan::bench(sample_count = 10)]
fn html_page(bencher: Bencher) {
    let page = format!("<!DOCTYPE html><html><head><title>a</title></head><body>{}</body></html>", chapters(SIZE));
    measure(bencher, "a.html", page.as_bytes(), page.len());
}

/// RTF of so many paragraphs of Chinese in a code page.
#[divan::bench(sample_count = 10)]
fn rtf(bencher: Bencher) {
    let paragraph = r"\pard\plain\s1\outlinelevel0\b\f1\'d7\'dc\'d4\'f2\par\pard\plain\qj\fs21\f1 \'b1\'be\'ca\'d6\'b2\'e1 text \b bold\b0 , \u31449?\u38271?\par ";
    let text = format!(
        r"{{\rtf1\ansi\ansicpg936{{\fonttbl{{\f1\fcharset134 a;}}}}{}}}",
        paragraph.repeat(SIZE / paragraph.len())
    );
    measure(bencher, "a.rtf", text.as_bytes(), text.len());
}

/// Chapters of a book in HTML, of so many bytes.
fn chapters(size: usize) -> String {
    let mut text = String::new();
    for at in 1.. {
        if text.len() >= size {
            break;
        }
        let _ = write!(
            text,
            "<h2>{at}. Keeping the gauge</h2>\n<p>A tide gauge that <em>nobody</em> visits records its own decay, &amp; the keeper \
             should know what to look at, in which order, and what to <a href=\"#n{at}\">write down</a>.</p>\n<p>各站人员上岗前应当通读全册，并在站长监督下完成\
             一次完整的开停机演练。</p>\n<ul><li>the tape</li><li>the log</li></ul>\n"
        );
    }
    text
}

/// A book of ten pages.
#[divan::bench(sample_count = 10)]
fn epub(bencher: Bencher) {
    let page = format!("<html><body>{}</body></html>", chapters(SIZE / 10));
    let items: String = (0..10)
        .map(|at| format!("<item id=\"c{at}\" href=\"c{at}.xhtml\" media-type=\"application/xhtml+xml\"/>"))
        .collect();
    let spine: String = (0..10).map(|at| format!("<itemref idref=\"c{at}\"/>")).collect();
    let package = format!("<package><manifest>{items}</manifest><spine>{spine}</spine></package>");
    let mut parts = vec![
        ("mimetype".to_owned(), "application/epub+zip".to_owned()),
        (
            "META-INF/container.xml".to_owned(),
            "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>".to_owned(),
        ),
        ("p.opf".to_owned(), package),
    ];
    parts.extend((0..10).map(|at| (format!("c{at}.xhtml"), page.clone())));
    measure(bencher, "a.epub", &packed(&parts), 10 * page.len());
}

/// Word documents of about 20 pages: files a second.
#[divan::bench(sample_count = 20)]
fn docx_of_20_pages(bencher: Bencher) {
    let mut body = String::new();
    for at in 0..60 {
        let _ = write!(
            body,
            "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><w:t>Keeping the gauge</w:t></w:r></w:p>",
            at % 3 + 1
        );
        for _ in 0..5 {
            body.push_str("<w:p w:rsidR=\"00A77B3E\"><w:pPr><w:ind w:firstLine=\"420\"/></w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t>各站人员上岗前应当通读全册，并在站长监督下完成\
                 一次完整的开停机演练。各站人员上岗前应当通读全册，并在</w:t></w:r><w:r><w:rPr><w:b/><w:sz w:val=\"24\"/></w:rPr><w:t>站长监督</w:t></w:r><w:r><w:t>下完成一次完整的开停机演练。</w:t></w:r></w:p>");
        }
    }
    let style = |at: usize| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{at}\"><w:name w:val=\"heading {at}\"/><w:pPr><w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>",
            at - 1
        )
    };
    let level = |at: usize| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%{}、\"/></w:lvl>",
            at + 1
        )
    };
    let styles: String = (1..=60).map(style).collect();
    let levels: String = (0..3).map(level).collect();
    let bytes = packed(&[
        ("word/document.xml".to_owned(), format!("<w:document><w:body>{body}</w:body></w:document>")),
        ("word/styles.xml".to_owned(), format!("<w:styles>{styles}</w:styles>")),
        (
            "word/numbering.xml".to_owned(),
            format!(
                "<w:numbering><w:abstractNum w:abstractNumId=\"1\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"
            ),
        ),
    ]);
    let read = || formats::read(Path::new("a.docx"), divan::black_box(&bytes), &Options::default());
    bencher.counter(ItemsCount::new(1_usize)).bench(read);
}

/// The samples of the formats of word processors, as they are: files a second.
#[divan::bench(sample_count = 20, args = [
    "设备手册/排涝泵站运行维护手册.docx",
    "设备手册/排涝泵站运行维护手册.odt",
    "工作总结/2024年/行政审批局工作总结.rtf",
    "制度法规/档案管理办法.doc",
])]
fn office(bencher: Bencher, path: &str) {
    let bytes = fs::read(samples().join(path)).unwrap_or_default();
    let read = || formats::read(Path::new(path), divan::black_box(&bytes), &Options::default());
    bencher.counter(ItemsCount::new(1_usize)).bench(read);
}

/// The pages of the PDF that is made here.
const PAGES: usize = 400;

/// A PDF of so many pages of text in a standard font: pages a second.
#[divan::bench(sample_count = 5)]
fn pdf(bencher: Bencher) {
    let bytes = pages();
    let read = || formats::read(Path::new("a.pdf"), divan::black_box(&bytes), &Options::default());
    bencher.counter(ItemsCount::new(PAGES)).bench(read);
}

/// What can be shown of files before they are read: the bookmarks of the same PDF, the contents of a book.
#[divan::bench(sample_count = 20, args = ["a.pdf", "设备手册/排涝泵站运行维护手册.epub"])]
fn glance(bencher: Bencher, path: &str) {
    let bytes = fs::read(samples().join(path)).unwrap_or_else(|_| pages());
    let glance = || formats::glance(Path::new(path), divan::black_box(&bytes), &Options::default());
    bencher.counter(BytesCount::new(bytes.len())).bench(glance);
}

/// The same PDF, read by pdftotext where it is installed, its start included.
#[divan::bench(sample_count = 5)]
fn pdf_by_pdftotext(bencher: Bencher) {
    let path = std::env::temp_dir().join(format!("mulu-bench-{}.pdf", std::process::id()));
    if fs::write(&path, pages()).is_ok() {
        let read =
            || Command::new("pdftotext").arg(&path).arg("-").stdout(Stdio::null()).stderr(Stdio::null()).status();
        bencher.counter(ItemsCount::new(PAGES)).bench(read);
        let _ = fs::remove_file(path);
    }
}

fn pages() -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>> endobj\n4 0 obj <</First 5000 0 R>> endobj\n3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n".to_vec();
    let kids: String = (0..PAGES).map(|at| format!("{} 0 R ", 2 * at + 10)).collect();
    bytes.extend(format!("2 0 obj <</Type/Pages/Count {PAGES}/Kids[{kids}]>> endobj\n").into_bytes());
    for at in 0..PAGES {
        let mut content = format!("BT /F 16 Tf 1 0 0 1 72 770 Tm ({at}. Keeping the gauge) Tj ET\n");
        for line in 0..44 {
            let _ = writeln!(
                content,
                "BT /F 11 Tf 1 0 0 1 72 {} Tm [(A tide gauge that no) 20 (body visits records its own de) -15 (cay, and the keeper looks.)] TJ ET",
                740 - 15 * line
            );
        }
        let page = 2 * at + 10;
        let mark = format!(
            "{} 0 obj <</Title({at}. Keeping the gauge)/Dest[{page} 0 R/Fit]/Next {} 0 R>> endobj\n",
            5000 + at,
            5001 + at
        );
        bytes.extend(mark.into_bytes());
        bytes.extend(format!("{page} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>> endobj\n", page + 1).into_bytes());
        bytes.extend(
            format!("{} 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n", page + 1, content.len())
                .into_bytes(),
        );
    }
    bytes.extend(b"trailer <</Root 1 0 R>>\n");
    bytes
}

/// A zip archive without a list, whose parts are found by their headers.
fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, text) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
        let _ = encoder.write_all(text.as_bytes());
        let packed = encoder.finish().unwrap_or_default();
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        archive.extend(b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0");
        archive
            .extend([crc.sum(), packed.len() as u32, text.len() as u32].iter().flat_map(|field| field.to_le_bytes()));
        archive.extend((name.len() as u16).to_le_bytes());
        archive.extend([0, 0]);
        archive.extend(name.as_bytes());
        archive.extend(packed);
    }
    archive
}
