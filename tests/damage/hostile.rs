//! The same few characters over and over, through every reader that takes text: no time grows faster than the text.
//!
//! The normal run reads short texts. The long one reads 4 MB of each, and compares the time with that of 256 KB.

use std::path::Path;
use std::time::Duration;

use super::alone;
use super::{LONGEST, assert_sound, check, faults, long_run};

/// The endings of the names of files that are text.
pub(super) const TEXTS: [&str; 8] = ["txt", "md", "html", "rst", "adoc", "org", "rtf", "mht"];
/// How long the texts are, in bytes: in the normal run, and in the long one.
const SHORT: usize = 1 << 11;
const LONG: usize = 1 << 22;
/// How many times as long as a part of it the whole text is, and how many times as long it may take. A square takes 256
/// times as long; where the whole no longer fits into a cache that the part fits into, up to twice as long for its length.
const STEP: usize = 16;
const MOST_GROWTH: u32 = 32;
/// The time of a whole text that is too short to compare, and how often it is measured again.
const TOO_SHORT: Duration = Duration::from_millis(50);
const MOST_RUNS: usize = 4;

/// What is repeated.
pub(super) const PATTERNS: &[&str] = &[
    "*",
    "**a",
    "*a _b ",
    "(",
    "[",
    "]",
    "[a](",
    "[a]: b\n",
    "[^1]",
    "![",
    "![](a.png)",
    "![a](b.png) ",
    "![a](b.png)\n\n",
    "![a](data:image/png;base64,AA==)",
    "<img src=a.png>",
    "<img src=a alt=b> ",
    "<a href=b><img src=a>",
    "[[./a.png]]",
    "image:a[b] ",
    "image::a[b]\n\n",
    ".. image:: a\n\n",
    "data:image/",
    "<",
    ">",
    "</",
    "<a",
    "<!--",
    "<![CDATA[",
    "|",
    "|a",
    "| a | b |\n",
    "|-|-|\n",
    "a|b\n-|-\n",
    "+--+\n",
    "+--+--+\n|  |  |\n",
    "|===\n",
    "====\n",
    "====\na\n",
    "a\n====\n",
    "----\n",
    "....\na\n",
    "****\n",
    "> ",
    "> > > >\n",
    ">\n",
    "&amp;",
    "&",
    "&#1;",
    "&a",
    "`",
    "``` ",
    "```\n",
    "```a\n",
    "~~~\n",
    "~",
    "{",
    "}",
    "{#a}",
    "{{",
    "<div>",
    "<table><tr><td>",
    "<table>",
    "</table>",
    "<ul><li>",
    "<p>",
    "<b>",
    "<b><i>",
    "<b></i>",
    "<font size=1>",
    "<a href=x>a</a> ",
    "<h1>",
    "<h1>a</h1>",
    "<br>",
    "<select><option>",
    "<script>",
    "<style>a{b:c}",
    "<svg>",
    "<pre>",
    "<p style='font-size:",
    "<p style='font-size:12px'>a",
    "<!DOCTYPE",
    "<?",
    "<section><h2>a</h2>",
    "<nav>",
    "<dl><dt>a<dd>b",
    "<q>",
    "<td rowspan=65534 colspan=1000>a",
    "<ruby>a<rt>b",
    "\\",
    "\\\\\n",
    "\\a",
    "\\par ",
    "\\u1234?",
    "\\u-1 ",
    "\\'b0",
    "\\bin9 ",
    "{\\*\\x",
    "{\\rtf1",
    "\\trowd\\cellx1\\cell\\row ",
    "{\\field{\\*\\fldinst ",
    "{\\stylesheet{\\s1 a;}}",
    "{\\pict 00}",
    "\\s1\\outlinelevel0 a\\par ",
    "{\\listtext 1.}",
    ":a:",
    ":a: b\n",
    ":a:`b` ",
    "`a`_ ",
    "`a",
    "a_ ",
    "|a|_",
    ".. a::\n",
    ".. _a:\n",
    ".. [1] a\n",
    ".. |a| replace:: |a|\n",
    "::\n\n a\n",
    "* a\n",
    "* ",
    "- ",
    "- a\n",
    "+ a\n",
    "1. ",
    "1. a\n",
    "1. a ",
    "1.\n",
    "(1)",
    "a) b) c) ",
    "I. A ",
    "① ",
    "1) a\n\n",
    "a. b\n",
    "#. a\n",
    "a::\n",
    "a:: b\n",
    "a\n  b\n",
    "一、",
    "一、甲\n",
    "（一）",
    "（一）甲\n",
    "第一章 ",
    "第一章\n",
    "第一条 甲乙。",
    "甲",
    "甲\n",
    "甲。",
    "1",
    "1.1.1.",
    "1.1 a\n",
    "a",
    "a ",
    "a\n",
    "a\n\n",
    "A B\n\n",
    " ",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u{3000}",
    "\u{feff}",
    "\u{301}",
    "-",
    "—",
    ".",
    "…",
    "......1\n",
    "a.....1\n",
    "I. a\n",
    "Article 1 ",
    "“",
    "”",
    "《",
    "=",
    "= a\n",
    "== a\n\nb\n\n",
    "#",
    "# ",
    "# a\n",
    "###### a\n",
    "* TODO a\n",
    "** a\n",
    "#+begin_src\n",
    "#+end_src\n",
    "#+begin_quote\n",
    "#+a: b\n",
    ":PROPERTIES:\n",
    "[[a][b]]",
    "[[",
    "<<a>>",
    "$",
    "$$",
    "$a$ ",
    "\\(",
    "=a= ",
    "/a/ ",
    "_a_ ",
    "+a+ ",
    "#a# ",
    "[.a]#b#",
    "include::a[]\n",
    "image::a[]\n",
    "ifdef::a[]\n",
    "[a]\n",
    "[[a]]\n",
    ".a\n",
    "+\n",
    "* a\n+\n",
    "a:: b\n+\n",
    "<1> a\n",
    "---\n",
    "+++\n",
    "+++",
    "++",
    "%%",
    "__",
    "##",
    "''",
    "^a^",
    "H~2~O ",
    "(C)",
    "{a}",
    ":a: {a}{a}\n{a}\n",
    "http://a.b ",
    "a@b.c ",
    "=3D",
    "=\n",
    "--=_\n",
    "Content-Type: text/html\n\n",
    "a: b\n",
];

/// A hostile text: the pattern over and over, between what makes a file of the format of it.
fn repeated(ending: &str, pattern: &str, length: usize) -> Vec<u8> {
    let (before, after) = match ending {
        "rtf" => ("{\\rtf1\\ansi ", "}"),
        "mht" => ("MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n", ""),
        _ => ("", ""),
    };
    format!("{before}{}{after}", pattern.repeat((length / pattern.len()).max(1))).into_bytes()
}

/// Texts that grow in other ways than by repetition.
fn grown(kind: usize, length: usize) -> String {
    let lines = |line: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for at in 1.. {
            if text.len() >= length {
                break;
            }
            text += &line(at);
        }
        text
    };
    let deep = (length as f64).sqrt() as usize;
    match kind {
        0 => lines(&|at| format!("{at}. Title\n\nText stands below it.\n\n")),
        1 => lines(&|at| format!("{}. an item of a list,\n", at % 1000)),
        2 => lines(&|at| format!("{}- a\n", " ".repeat(at % deep))),
        3 => lines(&|at| format!("{} a\n", "*".repeat(at % deep))),
        4 => lines(&|at| format!("{} a\n", "#".repeat(at % deep))),
        5 => lines(&|at| format!("{}a\n", "> ".repeat(at % deep))),
        6 => {
            lines(&|at| format!("a{at}\n{}\n", "=-~^\"'`#*+".chars().nth(at % 10).unwrap_or('=').to_string().repeat(9)))
        }
        7 => lines(&|at| format!("{}{}\n", "`".repeat(at % deep), "a")),
        8 => lines(&|at| format!("[a{at}]: b\n[a{at}] [c{at}]\n")),
        9 => lines(&|at| format!(":a{at}: {{a{}}}{{a{}}}\n{{a{at}}}\n", at - 1, at - 1)),
        10 => lines(&|at| format!(".. |a{at}| replace:: |a{}| |a{}|\n\n|a{at}|\n", at - 1, at - 1)),
        11 => lines(&|at| format!("<a{at}>")),
        12 => lines(&|at| format!("第{at}章 总则\n第{at}条 为了规范管理，制定本法。\n")),
        13 => lines(&|at| format!("1.{at}.2 a......{at}\n")),
        14 => lines(&|at| format!("{} a{at}\n", "=".repeat(at % 7))),
        15 => lines(&|at| format!("[^{at}]: a\n\n[^{at}]\n\n")),
        16 => lines(&|at| format!("|{}\n", "a|".repeat(at % deep))),
        17 => lines(&|at| format!("+{}\n|{}\n", "-+".repeat(at % deep), " |".repeat(at % deep))),
        18 => lines(&|at| format!("<h{}>{at}</h{}>", at % 6 + 1, at % 6 + 1)),
        19 => lines(&|at| format!("{}<", "\"'= \n".chars().nth(at % 5).unwrap_or(' '))),
        20 => lines(&|at| format!("{}{}\n", "(".repeat(at % deep), ")".repeat(at % deep))),
        21 => lines(&|at| format!("{}\n", "*a".repeat(at % deep))),
        22 => lines(&|at| format!("#+TODO: a{at} | b\n* c{at}\n")),
        23 => lines(&|at| format!("#+MACRO: a{at} b\n{{{{{{a{at}}}}}}}\n")),
        _ => lines(&|at| format!("{}. 一是{at}\n（{at}）二是；", "甲".repeat(at % deep))),
    }
}
const GROWN: usize = 25;

/// What is wrong with how a hostile text is read: in the long run how the time grows, too, and how much memory the
/// whole takes.
pub(super) fn fault(name: &Path, text: &dyn Fn(usize) -> Vec<u8>) -> Option<String> {
    if long_run().is_none() {
        return check(name, &text(SHORT));
    }
    growth(name, text).err()
}

/// Compares the times that a text and a part of it take: the shortest of a few runs, as other programs disturb them.
fn growth(name: &Path, text: &dyn Fn(usize) -> Vec<u8>) -> Result<(), String> {
    let (mut shorter, mut longer) = (Duration::MAX, Duration::MAX);
    let (short, long) = (text(LONG / STEP), text(LONG));
    for _ in 0..MOST_RUNS {
        let whole = alone::read(name, &long)?;
        longer = longer.min(whole.time);
        if longer < TOO_SHORT {
            return Ok(());
        }
        shorter = shorter.min(alone::read(name, &short)?.time);
        // On a busy machine the time is up before the work is done.
        let given_up = whole.given_up && longer > LONGEST / 2;
        if !given_up && longer <= shorter * MOST_GROWTH {
            return Ok(());
        }
    }
    Err(format!("{shorter:?} for one part of {STEP}, {longer:?} for the whole"))
}

#[test]
fn repeated_patterns_take_time_as_their_length() {
    let kinds = PATTERNS.len() + GROWN;
    let count = TEXTS.len() * kinds;
    let found = faults(count, |at| {
        let (ending, kind) = (TEXTS[at / kinds], at % kinds);
        let name = Path::new("hostile").with_extension(ending);
        let (what, fault) = match PATTERNS.get(kind) {
            Some(pattern) => (format!("{pattern:?}"), fault(&name, &|length| repeated(ending, pattern, length))),
            None => {
                let grown = |length| repeated(ending, &grown(kind - PATTERNS.len(), length), length);
                (format!("kind {}", kind - PATTERNS.len()), fault(&name, &grown))
            }
        };
        Some(format!("{ending} of {what}: {}", fault?))
    });
    assert_sound(&found, count);
}

#[test]
fn a_line_of_50_mb_is_read() {
    let length = if long_run().is_some() { 50_000_000 } else { 100_000 };
    let text = "第三条 各级政府应当加强领导，and so on. ";
    let found = faults(TEXTS.len(), |at| {
        let ending = TEXTS[at];
        let fault = alone::read(&Path::new("line").with_extension(ending), &repeated(ending, text, length)).err()?;
        Some(format!("{ending}: {fault}"))
    });
    assert_sound(&found, TEXTS.len());
}
