use super::*;
use crate::formats::light::testing::{blocks, check_growth, headings, marks};

fn read(source: &str) -> Document {
    Org.read(source.as_bytes(), &Options::default())
}

#[test]
fn blocks_have_their_text() {
    let check = |source: &str, expected: &[&str]| assert_eq!(blocks(&read(source)), expected, "{source:?}");
    check("", &[]);
    check("#+TITLE: T\n#+author: A\n\na\nb\n\n今年的\n工作", &["p0 T", "p0 a b", "p0 今年的工作"]);
    check("* TODO A :x:\nSCHEDULED: <2024-01-01>\n:PROPERTIES:\n:ID: 1\n:END:\na", &["h0 A", "p0 a"]);
    check("#+begin_src sh\n,* no\n,#+x\n  y\n#+end_src\nb", &["c0 * no\n#+x\n  y", "p0 b"]);
    check("#+BEGIN_EXAMPLE\n* A\n#+END_EXAMPLE\n", &["p0 #+BEGIN_EXAMPLE", "h0 A"]);
    check("#+begin_quote\na\n\n- b\n#+end_quote\nc", &["q0 a", "i1 • b", "p0 c"]);
    check("#+begin_verse\na\nb\n#+end_verse\n#+begin_center\nc\n#+end_center", &["q0 a\nb", "p0 c"]);
    check("#+begin_note\na\n#+end_note\n#+begin_comment\nb\n#+end_comment", &["q0 Note: a"]);
    check("- a\n  more\n  - b\n\n    c\n- d\n\n\ne", &["i0 • a more", "i1 • b", "p2 c", "i0 • d", "p0 e"]);
    check("1. a\n   #+begin_src x\n   y\n   #+end_src\n2) [X] b\nc", &["i0 1. a", "c1 y", "i0 ☑ b", "p0 c"]);
    check("- t :: d\n- u ::\n  e", &["i0 • t: d", "i0 • u", "p1 e"]);
    check("| a | b |\n|---+---|\n| c | *d* |\n#+TBLFM: $1=2", &["t0 a\tb\nc\td"]);
    check(": x\n:   y\n# no\n-----\n#+caption: *c*", &["c0 x\n  y", "r0 ———", "p0 c"]);
    check("a[fn:1] b[fn::c]\n\n[fn:1] note\nmore", &["p0 a[1] b[c]", "p0 [1] note more"]);
    check(":note:\na\n:end:\n\\begin{x}\nb\n\\end{x}", &["p0 a", "c0 \\begin{x}\nb\n\\end{x}"]);
    check("* COMMENT A\nb\n** C\n* D", &["b0 * COMMENT A\nb\n** C", "h0 D"]);
    check("a\\\\\nb \\alpha\\beta{}c", &["p0 a\nb αβc"]);
    check("#+macro: v 9.6\n#+macro: k @@x:$1@@\n{{{v}}} {{{k(C-c)}}} @@html:<b>@@x", &["p0 9.6 C-c x"]);
}

#[test]
fn headlines_are_the_outline() {
    let check = |source: &str, title: Option<&str>, expected: &[(u8, &str, u32)]| {
        let document = read(source);
        let expected: Vec<_> = expected.iter().map(|&(level, title, line)| (level, title.to_owned(), line)).collect();
        assert_eq!((document.title.as_deref(), headings(&document)), (title, expected), "{source:?}");
    };
    check("#+title: 甲\n#+TITLE: 乙\n* A\n*** B\n", Some("甲 乙"), &[(1, "A", 3), (3, "B", 4)]);
    check("* A\n** =b= [[x][c]]\n", Some("A"), &[(1, "A", 1), (2, "b c", 2)]);
    check("#+TODO: 办(b) | 毕\n* 办 A\n* TODO B\n", None, &[(1, "A", 2), (1, "TODO B", 3)]);
    check("*bold* a\n * b\n**\n- c\n* D\n", Some("D"), &[(1, "D", 5)]);
    check("#+begin_src org\n * no\n,* no\n#+end_src\n- a\n* B\n", Some("B"), &[(1, "B", 6)]);
}

#[test]
fn marks_cover_their_words() {
    let check = |source: &str, text: &str, expected: &[(&str, &str)]| {
        let document = read(source);
        let expected: Vec<_> = expected.iter().map(|&(kind, words)| (kind.to_owned(), words.to_owned())).collect();
        assert_eq!((document.text.as_str(), marks(&document)), (text, expected), "{source:?}");
    };
    check("*a /b/* =c*d*= ~e~", "a b c*d* e", &[("Strong", "a b"), ("Emphasis", "b"), ("Code", "c*d*"), ("Code", "e")]);
    check("+x+ _y_（*甲*）", "x y（甲）", &[("Strike", "x"), ("Emphasis", "y"), ("Strong", "甲")]);
    check("2 * 3 * 4 a*b*c a/b/c 1+2+3 x=y=z", "2 * 3 * 4 a*b*c a/b/c 1+2+3 x=y=z", &[]);
    check(
        "[[https://a.cn][t *u*]] [[*节]] <https://b.cn> https://c.cn.",
        "t u 节 https://b.cn https://c.cn.",
        &[("Link", "t u"), ("Strong", "u"), ("Link", "节"), ("Link", "https://b.cn"), ("Link", "https://c.cn")],
    );
    check("<<t>>a <<<b>>> <2024-01-02 Tue> x_{1} src_sh{ls}", "a b <2024-01-02 Tue> x1 ls", &[("Code", "ls")]);
}

#[test]
fn the_work_grows_as_the_source_does() {
    let check = |count: usize, made: &dyn Fn(usize) -> String| check_growth(read, made, count);
    check(300_000, &|count| "*".repeat(count));
    check(100_000, &|count| " *a".repeat(count));
    check(100_000, &|count| "[[a ".repeat(count));
    check(100_000, &|count| "[fn:".repeat(count));
    check(100_000, &|count| "\\(".repeat(count));
    check(100_000, &|count| "#+begin_quote\n".repeat(count));
    check(30_000, &|count| (0..count).map(|at| format!("#+begin_{at}\n")).collect());
    check(30_000, &|count| "#+begin_x\n".repeat(count) + &"#+end_x\n".repeat(count));
    check(4_000_000, &|count| (0..count.isqrt()).map(|depth| format!("{}- a\n", " ".repeat(depth))).collect());
    check(30_000, &|count| "* COMMENT a\n** b\n".repeat(count));
    check(100_000, &|count| ":a:\n".repeat(count));
    check(20_000, &|count| format!("#+macro: a {}\n{}", "$1".repeat(2_000), "{{{a(bcd)}}} ".repeat(count)));
}
