use super::*;
use crate::formats::light::testing::{blocks, check_growth, headings, marks};

fn read(source: &str) -> Document {
    AsciiDoc.read(source.as_bytes(), &Options::default())
}

#[test]
fn blocks_have_their_text() {
    let check = |source: &str, expected: &[&str]| assert_eq!(blocks(&read(source)), expected, "{source:?}");
    check("", &[]);
    check("a\nb\n// no\nc\n\n今年的\n工作", &["p0 a b c", "p0 今年的工作"]);
    check("= T\nA. Author <a@b.cn>\nv1.0, 2024-01-01\n:toc:\n\ntext", &["h0 T", "p0 text"]);
    check("[source,sh]\n----\n== no\n$ x\n----\n\ny", &["c0 == no\n$ x", "p0 y"]);
    check("....\n* no\n....\n```rb\n# no\n```\n", &["c0 * no", "c0 # no"]);
    check(".A *title*\n----\nx\n----", &["p0 A title", "c0 x"]);
    check("a\n\n  literal\n    text\n\nb", &["p0 a", "c0 literal\n  text", "p0 b"]);
    check("[NOTE]\n.提示\n====\na\n\n* b\n====\nc", &["q0 Note: 提示", "q0 a", "i1 • b", "p0 c"]);
    check("TIP: a\nb\n\n[WARNING]\nc", &["q0 Tip: a b", "q0 Warning: c"]);
    check("[quote,Who,Where]\n____\na\n____", &["q0 a", "q0 — Who,Where"]);
    check("[verse]\na\nb\n\n****\nc\n****", &["q0 a\nb", "q0 c"]);
    check("* a\nmore\n** b\n\n** c\n* d\n\ne", &["i0 • a more", "i1 • b", "i1 • c", "i0 • d", "p0 e"]);
    check("- a\n+\npara\n+\n----\nx\n----\n- b", &["i0 • a", "p1 para", "c1 x", "i0 • b"]);
    check(". a\n.. b\n. c\n\n7. d", &["i0 1. a", "i1 a. b", "i0 2. c", "i1 7. d"]);
    check("* [x] a\n* [ ] b", &["i0 ☑ a", "i0 ☐ b"]);
    check("t:: d\nu v::\n  e\n\nw::\n\nf\n\ng", &["i0 t", "p1 d", "i0 u v", "p1 e", "i0 w", "p1 f", "p0 g"]);
    check("----\nx <1>\n----\n<1> one\n<.> two", &["c0 x <1>", "i0 <1> one", "i0 <2> two"]);
    check("--\na\n\nb\n--\n[source]\n--\nx\n--", &["p0 a", "p0 b", "c0 x"]);
    check("////\n== no\n////\n+++++\n<b>x</b>\n+++++\na", &["p0 a"]);
    check("ifdef::x[]\na\nendif::[]\ninclude::b.adoc[]\n\nc", &["p0 a", "p0 c"]);
    check("image::a.png[A b,300]\n\nimage::b.png[]\n\n'''\n\n<<<\nc", &["m0 [A b]", "m0 [b.png]", "r0 ———", "p0 c"]);
    check(":x: 甲\n:y: {x}乙 \\\n  c\n\n{x} {y} {z}", &["p0 甲 甲乙 c {z}"]);
    check("[[a]]\n[.role]\ntext [.x]#y#", &["p0 text y"]);
    check("a +\nb", &["p0 a\nb"]);
    check("====\na\n\n== no", &["p0 a", "h0 no"]);
    check("|===\n|a |b\n\n|c\n|d *e*\n|===\n", &["t0 a\tb\nc\td e"]);
    check("[%header,format=csv]\n|===\na,\"b, c\"\n|===\n,===\nd,e\n,===", &["t0 a\tb, c", "t0 d\te"]);
}

#[test]
fn titles_have_levels_by_their_marks() {
    let check = |source: &str, expected: &[(u8, &str, u32)]| {
        let expected: Vec<_> = expected.iter().map(|&(level, title, line)| (level, title.to_owned(), line)).collect();
        assert_eq!(headings(&read(source)), expected, "{source:?}");
    };
    check("= T\n\n== A\n\n=== 目 ===\n", &[(1, "T", 1), (2, "A", 3), (3, "目", 5)]);
    check("[[x]]\n=== A\n\n==== [[y]]B `c`\n", &[(3, "A", 2), (4, "B c", 4)]);
    check("Title\n=====\n\nPart\n----\n\nSub\n~~~\n", &[(1, "Title", 1), (2, "Part", 4), (3, "Sub", 7)]);
    check("目录\n----\n\n目录二\n------\n", &[(2, "目录", 1), (2, "目录二", 4)]);
    check("text\n== no\n\n====\n== no\n\n[discrete]\n== B\n====\n", &[(2, "B", 8)]);
    check("a:\n----\nb\n----\n", &[]);
    check("## A ##\n", &[(2, "A", 1)]);
    check(
        "= T\n:sectnums:\n\n== A\n\n=== B\n\n[appendix]\n== C\n",
        &[(1, "T", 1), (2, "1. A", 4), (3, "1.1. B", 6), (2, "Appendix A: C", 9)],
    );
    check(":leveloffset: +1\n\n== A\n\n:leveloffset: -1\n\n== B\n", &[(3, "A", 3), (2, "B", 7)]);
}

#[test]
fn marks_cover_their_words() {
    let check = |source: &str, text: &str, expected: &[(&str, &str)]| {
        let document = read(source);
        let expected: Vec<_> = expected.iter().map(|&(kind, words)| (kind.to_owned(), words.to_owned())).collect();
        assert_eq!((document.text.as_str(), marks(&document)), (text, expected), "{source:?}");
    };
    check("*a _b_* `c`", "a b c", &[("Strong", "a b"), ("Emphasis", "b"), ("Code", "c")]);
    check("2 * 3 * 4, a*b*c, snake_case_name", "2 * 3 * 4, a*b*c, snake_case_name", &[]);
    check("甲**乙**丙 ``d``e __f__", "甲乙丙 de f", &[("Strong", "乙"), ("Code", "d"), ("Emphasis", "f")]);
    check(
        "https://a.cn[t] link:b.html[c] https://d.cn/e.",
        "t c https://d.cn/e.",
        &[("Link", "t"), ("Link", "c"), ("Link", "https://d.cn/e")],
    );
    check(
        "<<a,见 b>> <<c>> xref:d.adoc[e] mailto:f@g[]",
        "见 b c e f@g",
        &[("Link", "见 b"), ("Link", "c"), ("Link", "e"), ("Link", "f@g")],
    );
    check(
        "a.footnote:[a *b*.] image:x[y] kbd:[C] (((i))) ((j))",
        "a.[a b.] [y] C  j",
        &[("Strong", "b"), ("Image", "y"), ("Code", "C")],
    );
    check("\"`q`\" don't -- x... (C) a--b \\*c*", "“q” don’t — x… © a—b *c*", &[]);
    check("`+*a*+` +*b*+ +++<u>+++ H~2~O", "*a* *b* <u> H2O", &[("Code", "*a*")]);
}

#[test]
fn the_work_grows_as_the_source_does() {
    let check = |count: usize, made: &dyn Fn(usize) -> String| check_growth(read, made, count);
    check(300_000, &|count| "*".repeat(count));
    check(100_000, &|count| "*a ".repeat(count));
    check(100_000, &|count| "[[a ".repeat(count));
    check(50_000, &|count| "link:a[".repeat(count));
    check(50_000, &|count| "http://a[".repeat(count));
    check(100_000, &|count| "====\n".repeat(count));
    check(4_000_000, &|count| (4..count.isqrt()).map(|length| "=".repeat(length) + "\n").collect());
    check(50_000, &|count| (1..count).map(|at| format!("{at}::: a\n")).collect());
    check(50_000, &|count| format!("|===\n{}\n|===", "9*|a ".repeat(count)));
    check(100_000, &|count| "{a}".repeat(count));
    check(100_000, &|count| "a:: ".repeat(count));
    check(50_000, &|count| format!(":a: {}\n\n{}", "b ".repeat(count), "{a}\n\n".repeat(count)));
}
