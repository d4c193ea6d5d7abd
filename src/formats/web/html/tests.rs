//! Pages and what is read of them.

use super::*;
use crate::outline::{Block, BlockKind};
use crate::text::Part;

fn read(source: &str) -> Document {
    Html.read(source.as_bytes(), &Options::default())
}

/// The letter that stands for a kind of block in the tables below.
fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Paragraph => 'p',
        BlockKind::Heading => 'h',
        BlockKind::Item => 'i',
        BlockKind::Quote => 'q',
        BlockKind::Code => 'c',
        BlockKind::Table => 't',
        BlockKind::Gap => 'g',
        BlockKind::Boilerplate => 'b',
        BlockKind::Rule => 'r',
        BlockKind::Image => 'm',
    }
}

fn check_blocks(source: &str, expected: &[&str]) {
    let document = read(source);
    let block = |block: &Block| format!("{}{} {}", letter(block.kind), block.depth, document.text.span(block.span));
    let found: Vec<_> = document.blocks.iter().map(block).collect();
    assert_eq!(found, expected, "{source:?}");
}

#[test]
fn text_stands_in_blocks() {
    let check = check_blocks;
    check("", &[]);
    check("a <b>b</b>\n c<p>d  e</p>f", &["p0 a b c", "p0 d e", "p0 f"]);
    check("<p>今年\n工作</p><p>总 则</p>", &["p0 今年工作", "p0 总 则"]);
    check("<p>a<br>b<br><br>c</p>", &["p0 a\nb", "p0 c"]);
    check("<div>a<div>b</div>c</div>", &["p0 a", "p0 b", "p0 c"]);
    check("<h2>A <i>b</i><br>c</h2><p>&nbsp;</p>x", &["h0 A b c", "p0 x"]);
    check(
        "<blockquote>q<blockquote><p>r</blockquote></blockquote>words, words, words",
        &["q0 q", "q1 r", "p0 words, words, words"],
    );
    check("<pre>\n a\n\n  b\n</pre>words, words", &["c0  a\n\n  b", "p0 words, words"]);
    check("<p><span style='white-space:pre'>a\n b</span></p>", &["p0 a b"]);
    check("<div style='white-space:pre'>a\n b</div>", &["c0 a\n b"]);
    check("<p>a<hr>b", &["p0 a", "r0 ———", "p0 b"]);
    check("<img alt='[Note]'><img alt=''><img alt='--'>x", &["p0 [Note]x"]);
    check("<ruby>目<rp>(</rp><rt>mù</rt></ruby>", &["p0 目(mù)"]);
    check("<svg><title>t</title><text>a</text><text>b</text></svg>c", &["p0 a", "p0 b", "p0 c"]);
    check(
        "x<!-- y --><script>z</script><style>z</style><template>z</template><p hidden>z<p style='display:none'>z",
        &["p0 x"],
    );
    check("<select><option>a<option>b</select><textarea>c</textarea><button>d</button>e", &["p0 e"]);
}

#[test]
fn lists_have_bullets() {
    let check = check_blocks;
    check("<ul><li>a<li>b<ul><li>c</ul><li><p>d<p>e</ul>", &["i0 • a", "i0 • b", "i1 • c", "i0 • d", "p1 e"]);
    check("<ol start=3 type=a><li>a<li>b</ol>", &["i0 c. a", "i0 d. b"]);
    check("<ul><li><input type=checkbox checked> a<li></ul>", &["i0 ☑ a"]);
    check("<dl><dt>a<dd>b<dd><p>c</dl>", &["p0 a", "p1 b", "p1 c"]);
    check("<li>a<li>b", &["i0 • a", "i0 • b"]);
}

#[test]
fn tables_of_data_are_tables() {
    let check = check_blocks;
    check("<table><tr><th>a<th>b<tr><td>c d<td><p>e</p><p>f</table>", &["t0 a\tb\nc d\te f"]);
    check("<table border=1><caption>T</caption><tr><td colspan=2>a<td>b<tr><td>c</table>", &["p0 T", "t0 a\t\tb\nc"]);
    check("<table><thead><tr><td rowspan=2>a<td>b<tbody><tr><td>c</table>", &["t0 a\tb\n\tc"]);
    check("<table><tr><td>a<ul><li>b<li>c</ul><td>d<br>e</table>", &["t0 a b c\td e"]);
}

#[test]
fn tables_that_lay_out_a_page_are_none() {
    let check = check_blocks;
    check("<table><tr><td>a<tr><td>b</table>", &["p0 a", "p0 b"]);
    check("<table><tr><td><h1>A</h1><td>b</table>", &["h0 A", "p0 b"]);
    check("<table><tr><td>a<td><table><tr><th>b<th>c</table></table>", &["p0 a", "t0 b\tc"]);
    check("<table><tr><td>a<td><p>b<p>c<p>d<p>e</table>", &["p0 a", "p0 b", "p0 c", "p0 d", "p0 e"]);
    check("<table role=presentation><tr><th>a<th>b</table>", &["p0 a", "p0 b"]);
}

#[test]
fn navigation_is_dimmed() {
    let check = check_blocks;
    let text = "These are the words of the report, which are many more than those of its page.";
    let dimmed = |page: &str, expected: &str| {
        check(&format!("{page}<p>{text}"), &[&format!("b0 {expected}"), &format!("p0 {text}")]);
    };
    dimmed("<nav><h2>N</h2><ul><li>a<li>b</ul></nav>", "N\n• a\n• b");
    dimmed("<div class='x breadcrumb'>a &gt; b</div>", "a > b");
    dimmed("<div role=navigation>a</div>", "a");
    dimmed("<table><tr><td><a href=1>首页</a><td><a href=2>新闻</a><td><a href=3>论坛</a></table>", "首页\n新闻\n论坛");
    dimmed("<p>当前位置：<a href=/>首页</a></p>", "当前位置：首页");
    dimmed("<p>[打印] [关闭]</p>", "[打印] [关闭]");
    check(&format!("<main><p>{text}</main>x<p>y"), &[&format!("p0 {text}"), "p0 x", "b0 y"]);
    check(&format!("<div class=nav><p>{text}</div>x"), &[&format!("p0 {text}"), "p0 x"]);
    check(&format!("<article><aside>a</aside><p class=links>{text}</article>"), &["p0 a", &format!("p0 {text}")]);
}

fn check_outline(source: &str, title: Option<&str>, expected: &[&str]) {
    let document = read(source);
    let outline = &document.outline;
    let row = |at: u32| {
        let heading = outline.get(at).unwrap();
        format!("{}{} @{}", "  ".repeat(heading.depth.into()), outline.title(at), heading.line)
    };
    assert_eq!((0..outline.len()).map(row).collect::<Vec<_>>(), expected, "{source:?}");
    assert_eq!(document.title.as_deref(), title, "{source:?}");
}

#[test]
fn headings_make_the_outline() {
    let check = check_outline;
    check("<title>T</title>\n<p>a", Some("T"), &[]);
    check("<h1>A</h1>\n<h2>B</h2>\n\n<h2>C", Some("A"), &["A @1", "  B @2", "  C @4"]);
    check("<title>BB - site</title><h1>A</h1><h1>BB</h1><h1>C</h1>", Some("BB"), &["A @1", "BB @1", "C @1"]);
    check(
        "<div role=heading aria-level=1>A</div><p role=heading>B</p><h6>C",
        Some("A"),
        &["A @1", "  B @1", "    C @1"],
    );
    check(
        "<h1>A<a class=headerlink href=#a>¶</a></h1><h2>B <a href=#b>#</a></h2><h2>C<a class=footnote-ref href=#n>1</a>",
        Some("A"),
        &["A @1", "  B @1", "  C @1"],
    );
    check("<nav><h2>N</h2></nav><h1>A<h2>B<h2></h2><h2>D", Some("A"), &["A @1", "  B @1", "  D @1"]);
    check("<h1>A</h1><div class=note><h3>Note</h3>x</div><h2>B</h2><h2>C", Some("A"), &["A @1", "  B @1", "  C @1"]);
}

#[test]
fn chapters_on_one_page_stand_above_their_sections() {
    let division = |class: &str, level: u8, title: &str, inner: &str| {
        format!(
            "<div class={class}><div class=titlepage><h{level} class=title>{title}</h{level}><h3>author</h3></div>{inner}</div>"
        )
    };
    let sections =
        division("section", 2, "1.1", &division("section", 3, "1.1.1", "")) + &division("section", 2, "1.2", "");
    let book = division("book", 1, "Book", &division("chapter", 2, "1", &sections));
    check_outline(&book, Some("Book"), &["Book @1", "  1 @1", "    1.1 @1", "      1.1.1 @1", "    1.2 @1"]);
}

#[test]
fn headings_without_marks_are_detected() {
    let body = "各单位要认真落实整改责任，逐项对照检查，按期完成任务，并将结果书面报告。整改情况纳入年度考核。";
    let pages = [
        ("<p><b>", "</b></p>"),
        ("<font size=5>", "</font><br>"),
        ("<p align=center><span style='font-size:20pt'>", "</span></p>"),
        ("<style>p.h{font-size:18pt}</style><p class=h>", "</p>"),
        ("<h1>通报</h1><p>", "</p>"),
    ];
    for (before, after) in pages {
        let part = |title: &str| format!("\n{before}{title}{after}<p>{body}</p><p>{body}</p>");
        let page =
            format!("<title>通报</title>{}{}{}", part("一、基本情况"), part("二、主要问题"), part("三、工作要求"));
        let page = page.replace("<h1>通报</h1>", "");
        check_outline(&page, Some("通报"), &["一、基本情况 @2", "二、主要问题 @3", "三、工作要求 @4"]);
    }
}

#[test]
fn a_long_part_without_marks_gets_what_is_detected() {
    let body =
        "各单位要认真落实整改责任，逐项对照检查，按期完成任务，并将结果书面报告。整改情况纳入年度考核。".repeat(3);
    let part = |title: &str| format!("<p>{title}</p><p>{body}</p>");
    let text = part("一、基本情况") + &part("二、主要问题") + &part("三、工作要求");
    check_outline(
        &format!("<h1>站名</h1><h2>通报</h2>{text}<h3>相关</h3><p>甲</p><h3>热点</h3><p>乙</p>"),
        Some("站名"),
        &[
            "站名 @1",
            "  通报 @1",
            "    一、基本情况 @1",
            "    二、主要问题 @1",
            "    三、工作要求 @1",
            "    相关 @1",
            "    热点 @1",
        ],
    );
}

#[test]
fn marks_cover_their_words() {
    let check = |source: &str, expected: &[(&str, &str)]| {
        let document = read(source);
        let name = |mark: &crate::outline::Mark| format!("{:?}", mark.kind);
        let found: Vec<_> = document.marks.iter().map(|mark| (name(mark), document.text.span(mark.span))).collect();
        let expected: Vec<_> = expected.iter().map(|&(kind, text)| (kind.to_owned(), text)).collect();
        assert_eq!(found, expected, "{source:?}");
    };
    check("a <b>b <i>c</i></b> d", &[("Strong", "b c"), ("Emphasis", "c")]);
    check("<b><p>a</p><p>b</b>c</p>", &[("Strong", "a"), ("Strong", "b")]);
    check("<b>a<i>b</b>c</i>d", &[("Strong", "ab"), ("Emphasis", "b"), ("Emphasis", "c")]);
    check("<del>a</del> <code>b</code> <a href=x>c</a>", &[("Strike", "a"), ("Code", "b"), ("Link", "c")]);
    check("<span style='font-weight:700'>a</span><b style='font-weight:normal'>b</b>", &[("Strong", "a")]);
    check("<table border=1><tr><td><b>a<td>b</table>", &[("Strong", "a")]);
    check("<b> </b><a href=x></a>", &[]);
}

#[test]
fn pages_are_known_by_their_beginning() {
    let check = |bytes: &[u8], expected: bool| assert_eq!(Html.recognises(bytes), expected, "{bytes:?}");
    check(b"\xef\xbb\xbf\n<!DOCTYPE HTML>", true);
    check(b"<HTML lang=zh>", true);
    check(b"<?xml version='1.0'?>\n<html xmlns='x'>", true);
    check(b"<!-- saved from url --><html>", true);
    check(b"<?xml version='1.0'?><office/>", false);
    check(b"About <html>", false);
    check(b"", false);
}

#[test]
fn a_page_in_another_encoding_than_it_says_is_read() {
    let page = "<meta charset=gb2312><title>通知</title><p>朱镕基同志的讲话。".to_owned();
    let bytes = crate::text::decode::encoding("gbk").unwrap().encode(&page).0.into_owned();
    let document = Html.read(&bytes, &Options::default());
    assert_eq!((document.encoding, document.text.as_str()), (Some("GB18030"), "朱镕基同志的讲话。"));
    assert!(document.problems.is_empty());
}

#[test]
fn hostile_pages_are_read_in_time() {
    let check = |page: String| {
        let document = read(&page);
        assert!(document.problems.is_empty(), "{:?}", document.problems);
        assert!(document.text.ends_with('x'), "{}", page.part(0..20));
    };
    check("<div><b><i><font>".repeat(20_000) + "x");
    check("<table><tr><td>".repeat(20_000) + "x");
    check("<ul><li><blockquote>".repeat(20_000) + "x");
    check("<p><font size=1><a href=y>z".repeat(20_000) + "x");
    check("<!-- ".repeat(20_000) + ">x");
    check("<title>".repeat(20_000) + "<p>x");
    check("<a b='c' ".repeat(20_000) + ">x");
}
