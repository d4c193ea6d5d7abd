//! What each format says of its images.
#![cfg(test)]

use std::path::Path;

use crate::formats::archive::tests::stored_bytes;
use crate::formats::{Options, image, read};
use crate::outline::image::Source;
use crate::outline::{BlockKind, Document, MarkKind};
use crate::text::Part;

/// The beginning of an image of 640 by 480 pixels.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0";

/// The images of a document: their words, `|` before those that stand by themselves, and all that is known of them.
fn images(document: &Document) -> Vec<String> {
    let marks = document.marks.iter().filter(|mark| mark.kind == MarkKind::Image);
    let row = |mark: &crate::outline::Mark| {
        let alone =
            |block: &&crate::outline::Block| block.span.contains(mark.span.start) && block.kind == BlockKind::Image;
        let frame = if document.blocks.iter().any(|block| alone(&block)) { "| " } else { "" };
        let words = document.text.span(mark.span);
        let Some(image) = document.image(mark) else { return format!("{frame}{words}") };
        let place = match &image.source {
            Source::File(path) => format!("file {path}"),
            Source::Part(part) => format!("part {part}"),
            Source::Data(_) => "data".to_owned(),
            Source::Web(address) => format!("web {address}"),
            Source::Unknown => "nowhere".to_owned(),
            Source::Object(number) => format!("object {number}"),
        };
        format!("{frame}{words} > {place} ({})", image.facts(words)).replace(" ()", "")
    };
    marks.map(row).collect()
}

fn check_bytes(name: &str, bytes: &[u8], expected: &[&str]) {
    let document = read(Path::new(name), bytes, &Options::default());
    assert_eq!(images(&document), expected, "{}", document.text.as_str());
}

fn check(name: &str, source: &str, expected: &[&str]) {
    check_bytes(name, source.as_bytes(), expected);
}

#[test]
fn markdown() {
    check("a.md", "![图 1](图/a.png)", &["| 图 1 > file 图/a.png (a.png)"]);
    check("a.md", "一 ![b](b.png) 二", &["b > file b.png (b.png)"]);
    check("a.md", "一 ![](b.png) 二", &["| b.png > file b.png"]);
    check("a.md", "![a](a.png) ![b](b.png)", &["| a > file a.png (a.png)", "| b > file b.png (b.png)"]);
    check(
        "a.md",
        "![a](a.png)\n![](b.png)\n![c](c.png)",
        &["| a > file a.png (a.png)", "| c > file c.png (c.png)", "| b.png > file b.png"],
    );
    check("a.md", "> ![a](a.png)", &["| a > file a.png (a.png)"]);
    check("a.md", "[![a](a.png)](b) [![c](c.png)](d)", &["a > file a.png (a.png)", "c > file c.png (c.png)"]);
    check("a.md", "- ![](a.png)\n- b ![](c.png)", &["a.png > file a.png", "| c.png > file c.png"]);
    check("a.md", "![](a.png \"图 1\")", &["| 图 1 > file a.png (a.png)"]);
    check("a.md", "- ![a](a.png)", &["a > file a.png (a.png)"]);
    check("a.md", "# 一 ![](a.png)\n\n二", &["| a.png > file a.png"]);
    check("a.md", "|x|\n|-|\n|![](a.png)|", &["a.png > file a.png"]);
    check("a.md", "![a](https://b.cn/c.png)", &["| a > web https://b.cn/c.png (c.png)"]);
    check("a.md", "![a](data:image/png;base64,AAAA)", &["| a > data (image.png)"]);
    check("a.md", "![a](javascript:x)", &["| a"]);
    check("a.md", "[![a](a.png)](https://b.cn)", &["| a > file a.png (a.png)"]);
    check("a.md", "x <img src=a.png width=640 height=480>", &["| a.png > file a.png (640 × 480 px)"]);
    check("a.md", "x <img src=a.png width=16>", &[]);
}

#[test]
fn web_pages() {
    check("a.html", "<p><img src='a.png' alt='图 1' width=64 height=48>", &["| 图 1 > file a.png (a.png  64 × 48 px)"]);
    check("a.html", "<p>一<img src=a.png>二", &["| a.png > file a.png"]);
    check("a.html", "<p>一<b><img src=a.png>二</b></p><p>三", &["| a.png > file a.png"]);
    check("a.html", "<p>一<img src=a.png alt=''><img src=dot.gif width=1 height=1>二", &[]);
    check("a.html", "<p>一 <img src=a.png alt=b> 二", &["b > file a.png (a.png)"]);
    check(
        "a.html",
        "<h1>一<img src=a.png></h1><figure><img src=b.png><figcaption>c</figcaption></figure>",
        &["| a.png > file a.png", "| b.png > file b.png"],
    );
    check("a.html", "<nav><img src=a.png alt=x> a</nav><p>b", &[]);
    check("a.html", "<table><tr><td><img src=a.png><td>b<tr><td>c<td>d</table>", &["a.png > file a.png"]);
    check("a.html", "<ol><li><img src=a.png><li>b</ol>", &["a.png > file a.png"]);
    check(
        "a.html",
        "<p><img src=a.png alt=a><img src=b.png alt=b>",
        &["| a > file a.png (a.png)", "| b > file b.png (b.png)"],
    );
}

#[test]
fn light_markup() {
    check(
        "a.rst",
        "一\n\n.. figure:: 图/a.png\n   :alt: b\n   :width: 300px\n   :height: 200\n\n   说明\n\n.. image:: c.png\n",
        &["| b > file 图/a.png (a.png  300 × 200 px)", "| c.png > file c.png"],
    );
    check(
        "a.adoc",
        "= T\n:imagesdir: 图\n\nimage::a.png[b,300,200]\n\n一 image:c.png[d] 二 icon:e[]\n\nimage::f.png[alt=g,width=9]\n",
        &["| b > file 图/a.png (a.png  300 × 200 px)", "d > file 图/c.png (c.png)", "| g > file 图/f.png (f.png)"],
    );
    check(
        "a.org",
        "一\n\n[[file:图/a.png]]\n\n[[./b.jpg]] [[file:c.png][d]]\n",
        &["| a.png > file 图/a.png", "| b.jpg > file ./b.jpg"],
    );
}

#[test]
fn word_documents() {
    let drawing = |words: &str, id: &str, size: u32| {
        format!(
            "<w:r><w:drawing><wp:inline><wp:extent cx='{size}' cy='3600000'/><wp:docPr descr='{words}'/>\
             <a:blip r:embed='{id}'/></wp:inline></w:drawing></w:r>"
        )
    };
    let text = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let body = [
        format!("<w:p>{}</w:p>", drawing("图 1", "r1", 5_400_000)),
        format!("<w:p>{}{}</w:p>", text("甲"), drawing("", "r2", 5_400_000)),
        format!("<w:p>{}{}</w:p>", text("乙"), drawing("", "r1", 100_000)),
        format!("<w:p>{}{}</w:p>", text("丙"), drawing("丁", "none", 5_400_000)),
        "<w:p><w:r><w:pict><v:shape><v:imagedata r:id='r3'/></v:shape></w:pict></w:r></w:p>".to_owned(),
    ];
    let document = format!("<w:document><w:body>{}</w:body></w:document>", body.concat());
    let relation = |id: &str, target: &str, mode: &str| {
        format!("<Relationship Id='{id}' Type='http://x/image' Target='{target}' TargetMode='{mode}'/>")
    };
    let relations = [
        relation("r1", "media/image1.png", ""),
        relation("r2", "/word/media/image2.emf", "Internal"),
        relation("r3", "https://a.cn/b.png", "External"),
    ];
    let relations = format!("<Relationships>{}</Relationships>", relations.concat());
    let file = stored_bytes(&[
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/image1.png", PNG),
    ]);
    let expected = [
        "| 图 1 > part word/media/image1.png (image1.png  640 × 480 px  15.0 × 10.0 cm)",
        "| image2.emf > part word/media/image2.emf (15.0 × 10.0 cm)",
        "丁",
        "| b.png > web https://a.cn/b.png",
    ];
    check_bytes("a.docx", &file, &expected);
    let bytes = |part: &str| image(Path::new("a.docx"), &file, &Source::Part(part.into()), &Options::default());
    assert_eq!(bytes("word/media/image1.png").as_deref(), Some(PNG));
    assert_eq!(bytes("word/media/image2.emf"), None);
}

#[test]
fn documents_of_other_word_processors() {
    let frame = |inside: &str| format!("<draw:frame svg:width='15cm' svg:height='10cm'>{inside}</draw:frame>");
    let body = [
        format!("<text:p>{}</text:p>", frame("<draw:image xlink:href='Pictures/a.png'/><svg:desc>图 1</svg:desc>")),
        format!("<text:p>甲{}</text:p>", frame("<draw:image xlink:href='../b/c.png'/>")),
    ];
    let content = format!(
        "<office:document-content><office:body><office:text>{}</office:text></office:body></office:document-content>",
        body.concat()
    );
    let file = stored_bytes(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("Pictures/a.png", PNG),
    ]);
    let expected = [
        "| 图 1 > part Pictures/a.png (a.png  640 × 480 px  15.0 × 10.0 cm)",
        "| c.png > file b/c.png (15.0 × 10.0 cm)",
    ];
    check_bytes("a.odt", &file, &expected);
}

#[test]
fn rich_text() {
    let digits: String = PNG.iter().map(|byte| format!("{byte:02x}\n")).collect();
    let picture = |inside: &str| {
        format!(
            r"{{\*\shppict{{\pict\picwgoal5669\pichgoal2835{inside}\pngblip {digits}}}}}{{\nonshppict{{\pict\wmetafile8 00}}}}"
        )
    };
    let described = picture(r"{\*\picprop{\sp{\sn wzDescription}{\sv \u22270\'3f\'201}}}");
    let body = format!(
        r"\pard {described} x\par {}\par\trowd a\intbl\cell {}\cell\row\pard {{\v {}}}\par",
        picture(""),
        picture(""),
        picture("")
    );
    let file = format!(r"{{\rtf1\ansi {body}}}");
    let names = ["image1.png", "image2.png", "image3.png"].map(|name| format!("{}/{name}", 0));
    let document = read(Path::new("a.rtf"), file.as_bytes(), &Options::default());
    let found: Vec<String> = images(&document).iter().map(|image| without_place(image)).collect();
    let facts = "640 × 480 px  10.0 × 5.0 cm";
    let expected = [
        format!("图 1 > part {} (image1.png  {facts})", names[0]),
        format!("| image2.png > part {} ({facts})", names[1]),
        format!("image3.png > part {} ({facts})", names[2]),
    ];
    assert_eq!(found, expected, "{}", document.text.as_str());
    for found in &document.images {
        let bytes = image(Path::new("a.rtf"), file.as_bytes(), &found.source, &Options::default());
        assert_eq!(bytes.as_deref(), Some(PNG));
    }
    let binary = [br"{\rtf1{\pict\pngblip\bin24 ".as_slice(), PNG, b"}}"].concat();
    let document = read(Path::new("a.rtf"), &binary, &Options::default());
    let bytes = image(Path::new("a.rtf"), &binary, &document.images[0].source, &Options::default());
    assert_eq!(bytes.as_deref(), Some(PNG));
}

/// What is known of an image, but for the place in the file that the name of its part begins with.
fn without_place(image: &str) -> String {
    let (before, part) = image.split_once("part ").unwrap();
    format!("{before}part 0{}", part.trim_start_matches(|letter: char| letter.is_ascii_digit()))
}

#[test]
fn data_in_pages_that_are_packed_is_found_again() {
    let page = "<html><body><p>甲</p><p><img alt='b' src='data:image/gif;base64,QU\n JD'/></p></body></html>";
    let package = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='a'/></spine></package>";
    let book = stored_bytes(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path='b.opf'/></container>"),
        ("b.opf", package.as_bytes()),
        ("a.xhtml", page.as_bytes()),
    ]);
    let message = format!("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{page}");
    for (name, file) in [("a.epub", book.as_slice()), ("a.mht", message.as_bytes()), ("a.html", page.as_bytes())] {
        let document = read(Path::new(name), file, &Options::default());
        let bytes = image(Path::new(name), file, &document.images[0].source, &Options::default());
        assert_eq!(bytes.as_deref(), Some(b"ABC".as_slice()), "{name}");
    }
}

#[test]
fn images_of_an_archive_of_many_parts_are_measured() {
    let names: Vec<String> = (0..33_000).map(|at| format!("p{at}")).collect();
    let document =
        "<w:document><w:body><w:p><w:r><w:drawing><a:blip r:embed='r'/></w:drawing></w:r></w:p></w:body></w:document>";
    let relations = "<Relationships><Relationship Id='r' Type='http://x/image' Target='media/a.png'/></Relationships>";
    let mut parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    parts.extend([
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/media/a.png", PNG),
    ]);
    check_bytes("a.docx", &stored_bytes(&parts), &["| a.png > part word/media/a.png (640 × 480 px)"]);
}

#[test]
fn parts_of_a_message_are_found_by_their_ends() {
    let part = |fields: &str, body: &str| format!("--=_x\r\n{fields}\r\n\r\n{body}\r\n");
    let image64 = "iVBORw0KGgoAAAANSUhEUgAAAoAAAAHg";
    let located = |place: &str, body: &str| {
        let fields = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: ";
        part(&format!("{fields}{place}"), body)
    };
    let message = [
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_x\"\r\n\r\n".to_owned(),
        part("Content-Type: text/html", "<p><img src='b%20c/a.png' alt=a></p><p><img src=d.png alt=d></p>"),
        located("file:///C:/b%20c/a.png", image64),
        located("file:///C:/x/d.png", image64),
        located("file:///C:/x/d.png", "AAAA"),
        located("file:///C:/xd.png", "AAAA"),
        "--=_x--\r\n".to_owned(),
    ]
    .concat();
    let expected = [
        "| a > part file:///C:/b%20c/a.png (a.png  640 × 480 px)",
        "| d > part file:///C:/x/d.png (d.png  640 × 480 px)",
    ];
    check("a.mht", &message, &expected);
}

#[test]
fn books_and_saved_pages() {
    let page = "<html><body><p>甲</p><p><img src='../图/a.png' alt='b'/></p></body></html>";
    let package = "<package><manifest><item id='a' href='t/one.xhtml' media-type='application/xhtml+xml'/></manifest>\
        <spine><itemref idref='a'/></spine></package>";
    let file = stored_bytes(&[
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", b"<container><rootfile full-path='O/b.opf'/></container>"),
        ("O/b.opf", package.as_bytes()),
        ("O/t/one.xhtml", page.as_bytes()),
        ("O/图/a.png", PNG),
    ]);
    check_bytes("a.epub", &file, &["| b > part O/图/a.png (a.png  640 × 480 px)"]);
    let image64 = "iVBORw0KGgoAAAANSUhEUgAAAoAAAAHg";
    let part = |fields: &str, body: &str| format!("--=_x\r\n{fields}\r\n\r\n{body}\r\n");
    let message = [
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_x\"\r\n\r\n".to_owned(),
        part("Content-Type: text/html", "<p>a</p><p><img src=https://a.cn/b.png></p><p><img src=cid:c alt=d></p>"),
        part(
            "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://a.cn/b.png",
            image64,
        ),
        part("Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <c>", image64),
        "--=_x--\r\n".to_owned(),
    ]
    .concat();
    let expected = ["| b.png > part https://a.cn/b.png (640 × 480 px)", "| d > part cid:c (640 × 480 px)"];
    check("a.mht", &message, &expected);
    let bytes = image(Path::new("a.mht"), message.as_bytes(), &Source::Part("cid:c".into()), &Options::default());
    assert_eq!(bytes.as_deref(), Some(PNG));
}

#[test]
fn data_in_the_text_is_found_again() {
    let text = "![a](data:image/gif;base64,QUJD) ![b](data:image/png;base64,iVBORw0KGgo=)";
    let document = read(Path::new("a.md"), text.as_bytes(), &Options::default());
    let bytes = |at: usize| image(Path::new("a.md"), text.as_bytes(), &document.images[at].source, &Options::default());
    assert_eq!(bytes(0).as_deref(), Some(b"ABC".as_slice()));
    assert_eq!(bytes(1).as_deref(), PNG.get(..8));
}
