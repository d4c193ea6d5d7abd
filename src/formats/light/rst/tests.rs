use super::*;
use crate::formats::light::testing::{blocks, check_growth, headings, marks};

fn read(source: &str) -> Document {
    ReStructuredText.read(source.as_bytes(), &Options::default())
}

#[test]
fn blocks_have_their_text() {
    let check = |source: &str, expected: &[&str]| assert_eq!(blocks(&read(source)), expected, "{source:?}");
    check("", &[]);
    check("a\nb\n\n今年的\n工作\n", &["p0 a b", "p0 今年的工作"]);
    check("T\n=\n\ntext\n\n----\n\nmore", &["h0 T", "p0 text", "r0 ———", "p0 more"]);
    check("So::\n\n   x\n\n     y\n\nz", &["p0 So:", "c0 x\n\n  y", "p0 z"]);
    check("::\n\n  # no\n  ====\n\nSo ::\n\n> a\n> b", &["c0 # no\n====", "p0 So", "c0 > a\n> b"]);
    check(".. code-block:: c\n   :linenos:\n\n   T\n   ==\n\nx", &["c0 T\n==", "p0 x"]);
    check("- a\n  b\n\n  - c\n\n    d\n- e\n\n* f", &["i0 • a b", "i1 • c", "p2 d", "i0 • e", "i0 • f"]);
    check("1. a\n2. b\n\n(a) c\n(b) d\n(#) e", &["i0 1. a", "i0 2. b", "i0 (a) c", "i0 (b) d", "i0 (#) e"]);
    check("A. Smith was here\nyesterday.", &["p0 A. Smith was here yesterday."]);
    check("   q\n   r\n\n      s", &["q0 q r", "q1 s"]);
    check("term : class\n  a\n\n  b\nu\n  c", &["i0 term : class", "p1 a", "p1 b", "i0 u", "p1 c"]);
    check(
        ":author: A\n:说明: 甲\n  乙\n:list:\n - a\n - b",
        &["i0 author: A", "i0 说明: 甲乙", "i0 list:", "i1 • a", "i1 • b"],
    );
    check(":orphan:\n\nT\n=\n", &["h0 T"]);
    check("-v  more\n-f FILE  the\n         file", &["i0 -v  more", "i0 -f FILE  the file"]);
    check("| a\n| b\n  c\n|\n| d", &["p0 a\nb c\n\nd"]);
    check(">>> 1\n1\n\nx", &["c0 >>> 1\n1", "p0 x"]);
    check(".. a comment\n   of two lines\n\nx\n\n..\n\n   quoted", &["p0 x", "q0 quoted"]);
    check("a [1]_ b [#]_\n\n.. [1] one\n   two\n.. [#] three\n", &["p0 a [1] b [2]", "p0 [1] one two", "p0 [2] three"]);
    check(".. _x: http://a\n.. _y:\n\nx_ and `y`_ and z_", &["p0 x and y and z_"]);
    check(".. note:: a\n   b\n\n   - c\n\nd", &["q0 Note: a b", "i1 • c", "p0 d"]);
    check(".. warning::\n   :class: x\n\n   a", &["q0 Warning: a"]);
    check(".. admonition:: 提示\n\n   a\n\n   b", &["q0 提示: a", "q0 b"]);
    check(".. versionadded:: 3.5\n   The *x*.\n", &["q0 Added in 3.5: The x."]);
    check(
        ".. image:: a.png\n   :alt: A b\n\n.. figure:: c.png\n\n   The *d*.",
        &["m0 [A b]", "m0 [c.png]", "p0 The d."],
    );
    check(".. toctree::\n   :maxdepth: 2\n\n   a\n   b\n\n.. include:: c.txt", &[]);
    check(".. function:: f(x)\n              g(x)\n\n   Does.", &["i0 f(x)", "i0 g(x)", "p1 Does."]);
    check(".. |a| replace:: *b* c\n.. |c| unicode:: 0xA9 .. sign\n\nx |a| |c| |d|", &["p0 x b c © d"]);
    check(".. |a| replace:: |b|, |a|\n.. |b| replace:: :c:func:`f`\n\n|a|", &["p0 f(), |b|, |a|"]);
    check(".. math:: a + b\n\n   c", &["c0 a + b\nc"]);
    check(".. rubric:: R\n\n.. unknown:: a\n\n.. tab:: b\n\n   c", &["p0 R", "p0 b", "p0 c"]);
    check(".. only:: latex\n\n   a\n\n.. only:: html and not x\n\n   B\n   =\n", &["h0 B"]);
    check("__ http://a\n\nx", &["p0 x"]);
}

#[test]
fn tables_have_rows_and_cells() {
    let check = |source: &str, expected: &[&str]| assert_eq!(blocks(&read(source)), expected, "{source:?}");
    check("+---+----+\n| a | 目 |\n+===+====+\n| c | d  |\n|   | e  |\n+---+----+\n", &["t0 a\t目\nc\td e"]);
    check("+---+---+\n| a b   |\n+---+---+\n| c | d |\n+   +---+\n| e | f |\n+---+---+", &["t0 a b\t\nc\td\ne\tf"]);
    check("=== ===\na   b\n=== ===\nc   d\n    e\n\nf   g\n=== ===\n\nx", &["t0 a\tb\nc\td e\nf\tg", "p0 x"]);
    check("== ==\na  b\n== ==", &["t0 a\tb"]);
    check("====  ====\nspan both\n----------\n目录  x\n====  ====\n", &["t0 span both\t\n目录\tx"]);
    check(".. csv-table:: T\n   :header: a, b\n\n   1, \"x, y\"\n", &["p0 T", "t0 a\tb\n1\tx, y"]);
    check(".. list-table::\n   :widths: 1 2\n\n   * - a\n     - b\n       c\n   * - d\n     -\n", &["t0 a\tb c\nd\t"]);
    check(
        ".. flat-table::\n\n   * .. _x:\n\n     - a\n\n       - b\n     - c\n   - - d\n     - e",
        &["t0 a - b\tc\nd\te"],
    );
    check("== not a table", &["p0 == not a table"]);
}

#[test]
fn titles_have_levels_by_the_order_of_their_styles() {
    let check = |source: &str, expected: &[(u8, &str, u32)]| {
        let expected: Vec<_> = expected.iter().map(|&(level, title, line)| (level, title.to_owned(), line)).collect();
        assert_eq!(headings(&read(source)), expected, "{source:?}");
    };
    check("A\n=\n\nB\n-\n\nC\n~\n\nD\n-\n", &[(1, "A", 1), (2, "B", 4), (3, "C", 7), (2, "D", 10)]);
    check("===\n A\n===\n\nB\n===\n\n", &[(1, "A", 2), (2, "B", 5)]);
    check(
        "1) 缩进\n-------\n\n12) 宏，枚举和RTL\n-----------------\n",
        &[(1, "1) 缩进", 1), (1, "12) 宏，枚举和RTL", 4)],
    );
    check("too long for its line\n----\nA\n\nlong\n---\n", &[(1, "too long for its line", 1)]);
    check("目录\n===\n", &[]);
    check("目录\n====\n", &[(1, "目录", 1)]);
    check("a\nb\n---\n", &[]);
    check("- a\n\n  B\n  =\n\n   C\n   =\n", &[]);
    check("The *x* of ``y`` and :ref:`z <w>`\n=================================\n", &[(1, "The x of y and z", 1)]);
    check("====\nA\n----\n", &[]);
    check("::\n\n  A\n  =\n\nB\n=\n", &[(1, "B", 6)]);
    let source = ".. sectnum::\n   :depth: 2\n\nT\n=\n\nA\n-\n\nB\n~\n\nC\n+\n\nD\n-\n";
    check(source, &[(1, "T", 4), (2, "1 A", 7), (3, "1.1 B", 10), (4, "C", 13), (2, "2 D", 16)]);
    check(".. sectnum::\n\nA\n=\n\nB\n=\n", &[(1, "1 A", 3), (1, "2 B", 6)]);
    check("A\n=\nB\n=\ntext\n", &[(1, "A", 1), (1, "B", 3)]);
}

#[test]
fn marks_cover_their_words() {
    let check = |source: &str, text: &str, expected: &[(&str, &str)]| {
        let document = read(source);
        let expected: Vec<_> = expected.iter().map(|&(kind, words)| (kind.to_owned(), words.to_owned())).collect();
        assert_eq!((document.text.as_str(), marks(&document)), (text, expected), "{source:?}");
    };
    check("*a b* **c** ``d  *e``", "a b c d  *e", &[("Emphasis", "a b"), ("Strong", "c"), ("Code", "d  *e")]);
    check("2 * 3 * 4, a*b*c, '*', *a", "2 * 3 * 4, a*b*c, '*', *a", &[]);
    check("（*甲*），*乙*\\ 丙", "（甲），乙丙", &[("Emphasis", "甲"), ("Emphasis", "乙")]);
    check("`t <http://a>`_ `b`__ `c`", "t b c", &[("Link", "t"), ("Link", "b"), ("Emphasis", "c")]);
    check(":ref:`T <x>` :doc:`/y` `z`:code:", "T /y z", &[("Link", "T"), ("Link", "/y"), ("Code", "z")]);
    check(":c:func:`f` :class:`~a.B` :math:`x^2`", "f() B x^2", &[("Code", "f()"), ("Code", "B")]);
    check("see https://a.cn/b_c. \\*d\\*", "see https://a.cn/b_c. *d*", &[("Link", "https://a.cn/b_c")]);
    check("a_b __init__ x_", "a_b __init__ x_", &[]);
    check("an _`inline target`", "an inline target", &[]);
}

#[test]
fn the_work_grows_as_the_source_does() {
    let check = |count: usize, made: &dyn Fn(usize) -> String| check_growth(read, made, count);
    check(300_000, &|count| "*".repeat(count));
    check(100_000, &|count| "*a ".repeat(count));
    check(100_000, &|count| "`a ".repeat(count));
    check(100_000, &|count| "* ".repeat(count));
    check(100_000, &|count| "====\n".repeat(count));
    check(50_000, &|count| "== ==\n".repeat(count));
    check(50_000, &|count| "+--+\n".repeat(count));
    check(30_000, &|count| "+--+\n|  |\n".repeat(count));
    check(4_000_000, &|count| (0..count.isqrt()).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect());
    check(4_000_000, &|count| (0..count.isqrt()).map(|depth| format!("{}a\n\n", " ".repeat(depth))).collect());
    check(50_000, &|count| ".. note::\n\n".repeat(count));
    check(100_000, &|count| "|a".repeat(count));
    check(100_000, &|count| format!("+{}\n", "-+".repeat(count)));
    check(50_000, &|count| format!(".. |a| replace:: {}\n\n{}", "b ".repeat(count), "|a| ".repeat(count)));
}
