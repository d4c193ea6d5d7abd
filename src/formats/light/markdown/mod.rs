//! CommonMark, with the tables, strike-through, task lists and footnotes of GitHub.

mod blocks;
mod front;
mod html;
mod line;
mod skeleton;

use crate::formats::compose::{Listed, titles};
use crate::formats::light::markdown::front::FrontMatter;
use crate::formats::light::markdown::skeleton::Skeleton;
use crate::formats::limits::Budget;
use crate::formats::source::Source;
use crate::formats::{Options, Reader};
use crate::outline::Document;
use crate::text::decode::{Decoded, decode, is_binary};

/// The reader of Markdown.
pub(in crate::formats) struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mkd", "mdown", "mdx", "qmd", "rmd", "livemd"]
    }

    fn taken(&self) -> &'static str {
        "CommonMark with the tables, tasks, notes and callouts of GitHub: all headings, lists, quotes, code, emphasis, \
         links; the title of the front matter; mathematics as written"
    }

    fn read_within(&self, bytes: &[u8], options: &Options, _budget: &Budget) -> Document {
        let Source { text, encoding, problems } = Source::new(bytes, options);
        let (document, title) = blocks::compose(self.name(), &text);
        let top = || document.outline.lone_top().map(|top| document.outline.title(top).into());
        Document { encoding, title: title.or_else(top), problems, ..document }
    }

    /// The headings of a skeleton of the source are those of the source.
    fn glance(&self, bytes: &[u8], options: &Options, _budget: &Budget) -> Option<Document> {
        if options.encoding.is_none() && is_binary(bytes) {
            return None;
        }
        let Decoded { text, encoding, malformed: false } = decode(bytes, options.encoding) else { return None };
        let skeleton = Skeleton::of(&text, FrontMatter::find(&text).map_or(0, |front| front.length))?;
        let (Document { outline, .. }, title) = blocks::compose(self.name(), &skeleton.text);
        let title = title.or_else(|| outline.lone_top().map(|top| outline.title(top).into()));
        let entries = (0..).zip(outline.headings()).map(|(at, heading)| Listed {
            level: heading.level,
            title: outline.title(at),
            line: skeleton.source_line(heading.line),
        });
        Some(Document { encoding: Some(encoding), ..titles(self.name(), title, entries) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::light::testing::{blocks, headings, marks};
    use crate::outline::Problem;

    fn read(source: &str) -> Document {
        Markdown.read(source.as_bytes(), &Options::default())
    }

    #[test]
    fn blocks_have_their_text() {
        let check = |source: &str, expected: &[&str]| assert_eq!(blocks(&read(source)), expected, "{source:?}");
        check("", &[]);
        check("a\nb  \nc\n\nd", &["p0 a b\nc", "p0 d"]);
        check("今年的\n工作\nand more\n“引\n文”", &["p0 今年的工作 and more “引文”"]);
        check("# 一、*总则* `x` {#one}\n正文", &["h0 一、总则 x", "p0 正文"]);
        check("# a {#b .c}\n# d {.e k=v}\n# f {: #g}\n# h {-}", &["h0 a", "h0 d", "h0 f", "h0 h"]);
        check(
            "::: tip 提示\na\n\nb\n:::\n\n::: {.x}\nc\n:::\nd :::",
            &["p0 tip 提示", "p0 a", "p0 b", "p0 c", "p0 d :::"],
        );
        check("```\n::: x\n```", &["c0 ::: x"]);
        check("# a {b}\n# {#}\n# c ## {#d}\n", &["h0 a {b}", "h0 {#}", "h0 c ##"]);
        check("> [!NOTE]\n> a\n> - b\n\n> [!tip]\n> - c", &["q0 Note: a", "i1 • b", "q0 Tip:", "i1 • c"]);
        check(
            "a $x_1 * y_2$ b\n\n$$\n\\sum_i *a*\n$$\n\n$5 and $10",
            &["p0 a $x_1 * y_2$ b", "p0 $$\n\\sum_i *a*\n$$", "p0 $5 and $10"],
        );
        check("# {a}\n\n#\n\nTwo\nlines\n===", &["h0 {a}", "h0 Two lines"]);
        check("- a\n- b\n  - c\n\n    d\n- e", &["i0 • a", "i0 • b", "i1 • c", "p2 d", "i0 • e"]);
        check("3) a\n3) b\n\n1. c", &["i0 3) a", "i0 4) b", "i0 1. c"]);
        check("- [x] done\n- [ ] *not*\n-\n- - n", &["i0 ☑ done", "i0 ☐ not", "i0 •", "i0 •", "i1 • n"]);
        check("> q\n> > r\n>\n> - i\n> # h", &["q0 q", "q1 r", "i1 • i", "h1 h"]);
        check("- # h\n- ```\n  x\n  ```", &["h1 h", "i0 •", "c1 x"]);
        check("```rust\n# no\n\n  x\n```\n\n    y", &["c0 # no\n\n  x", "c0 y"]);
        check("|a|b|\n|-|-|\n|x\ty||\n||z|", &["t0 a\tb\nx y\t\n\tz"]);
        check("a\n\n---\n\nb", &["p0 a", "r0 ———", "p0 b"]);
        check("![logo](a.png) ![](b.png)x [![c](d)](e)", &["p0 [logo] x [c]", "m0 [b.png]"]);
        check("a[^1]\n\n[^1]: note\n\n    more", &["p0 a[1]", "p0 [1] note", "p0 more"]);
        check("&amp; &lt; \\* <https://a.cn>", &["p0 & < * https://a.cn"]);
        check("---\ntitle: T\n---\nx", &["b0 title: T", "p0 x"]);
        check("a<br>b <!-- c --><b>d</b> <img alt='e'>", &["p0 a\nb d [e]"]);
        check("<div>\n<p>甲\n乙 &amp; <b>c</b></p>\nd</div>\n\ne", &["p0 甲乙 & c", "p0 d", "p0 e"]);
        check("<!-- # no\n\nnothing -->\n<script>\nx\n</script>", &[]);
        check("<h2 id=a>\n<img alt=L> T\n</h2>\n<pre>\n x\n</pre>", &["h0 [L] T", "c0 \n x"]);
        check("<table><tr><td>a<td>b</tr>\n<tr><td>c</table>", &["t0 a\tb\nc"]);
        check("<ul><li>a</li><li>b</li></ul>", &["i0 • a", "i0 • b"]);
    }

    #[test]
    fn the_outline_has_every_heading() {
        let check = |source: &str, title: Option<&str>, expected: &[(u8, &str, u32)]| {
            let document = read(source);
            let expected: Vec<_> =
                expected.iter().map(|&(level, title, line)| (level, title.to_owned(), line)).collect();
            assert_eq!((document.title.as_deref(), headings(&document)), (title, expected), "{source:?}");
        };
        check("text", None, &[]);
        check("# A\n\n## B\n", Some("A"), &[(1, "A", 1), (2, "B", 3)]);
        check("# A\r\n\r\n# B\r\n", None, &[(1, "A", 1), (1, "B", 3)]);
        check("## A\n# B\n", None, &[(2, "A", 1), (1, "B", 2)]);
        check("\nA\n==\nb\nc\n--\n", Some("A"), &[(1, "A", 2), (2, "b c", 4)]);
        check("> # Q\n\n- x\n  ## I\n", Some("Q"), &[(1, "Q", 1), (2, "I", 4)]);
        check("```\n# no\n```\n    # no\n\n#no\n###### 六 ##\n", None, &[(6, "六", 7)]);
        check("---\ntitle: T\n---\n# A\n", Some("T"), &[(1, "A", 4)]);
        check("x\n\n<h1>\nA</h1><h2>B\n</h2>\n\n# C", None, &[(1, "A", 3), (2, "B", 4), (1, "C", 7)]);
        check("# <a name=x></a>A  b\n", Some("A b"), &[(1, "A b", 1)]);
    }

    #[test]
    fn titles_know_their_numbers() {
        let check = |title: &str, expected: &str| assert_eq!(read(&format!("# {title}")).outline.number(0), expected);
        check("1\\. Start", "1.");
        check("1.2 Scope", "1.2");
        check("第三章 总则", "第三章");
        check("一、总体要求", "一、");
        check("2024 in review", "");
        check("A tale", "");
    }

    #[test]
    fn marks_cover_their_words() {
        let check = |source: &str, expected: &[(&str, &str)]| {
            let expected: Vec<_> = expected.iter().map(|&(kind, text)| (kind.to_owned(), text.to_owned())).collect();
            assert_eq!(marks(&read(source)), expected, "{source:?}");
        };
        check("a **b *c*** d\n*e*", &[("Strong", "b c"), ("Emphasis", "c"), ("Emphasis", "e")]);
        check("~~x~~ `y z` [t *u*](v)", &[("Strike", "x"), ("Code", "y z"), ("Link", "t u"), ("Emphasis", "u")]);
        check("- *a*\n- `b`\n\n# **c** {#d}", &[("Emphasis", "a"), ("Code", "b"), ("Strong", "c")]);
        check("**<br>** [](x) ![](y)", &[("Image", "y")]);
        check("*a\n::: b\nc*", &[("Emphasis", "a"), ("Emphasis", "b"), ("Strong", "b"), ("Emphasis", "c")]);
        check(
            "见https://a.cn/b。 [https://c.cn](d) `http://e`",
            &[("Link", "https://a.cn/b"), ("Link", "https://c.cn"), ("Code", "http://e")],
        );
    }

    #[test]
    fn damage_is_told() {
        let document = Markdown.read(
            b"\xe7\x9b\xae\xe5\xbd\x95\xe7\x9b\xae\xe5\xbd\x95\xe7\x9b\xae\xe5\xbd\x95\xe7\x9b\xae\xe5\xbd\x95 \xff.",
            &Options::default(),
        );
        assert_eq!(document.encoding, Some("UTF-8"));
        assert_eq!(document.problems, [Problem::Undecodable { encoding: "UTF-8" }]);
    }
}
