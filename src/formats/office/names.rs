//! What the names of styles say, in the languages that word processors and their templates are written in.

/// What a paragraph of a style is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Place {
    /// A heading of this level.
    Heading(u8),
    /// The title of the document.
    Title,
    /// A line of a table of contents or of an index.
    Contents,
    /// Quoted text.
    Quote,
    /// Code.
    Code,
    /// A caption, a subtitle: neither heading nor running text.
    Aside,
}

/// The words for a heading that stand before its level.
const HEADINGS: [&str; 24] = [
    "heading",
    "标题",
    "標題",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "titolo",
    "заголовок",
    "kop",
    "rubrik",
    "nagłówek",
    "overskrift",
    "otsikko",
    "nadpis",
    "başlık",
    "címsor",
    "見出し",
    "제목",
    "επικεφαλίδα",
    "titlu",
    "tiêu đề",
    "judul",
    "ttulo",
];
/// The names of the title's style.
const TITLES: [&str; 17] = [
    "title",
    "标题",
    "標題",
    "titel",
    "titre",
    "título",
    "titulo",
    "titolo",
    "название",
    "заголовок",
    "tytuł",
    "otsikko",
    "표제",
    "表題",
    "文档标题",
    "文章标题",
    "公文标题",
];
/// What the styles of tables of contents and of indexes begin with.
const CONTENTS: [&str; 24] = [
    "toc ",
    "contents ",
    "目录",
    "目錄",
    "目次",
    "index ",
    "table of contents",
    "table of figures",
    "table of authorities",
    "illustration index",
    "figure index",
    "table index",
    "object index",
    "user index",
    "bibliography ",
    "inhaltsverzeichnis",
    "verzeichnis ",
    "table des matières",
    "tm ",
    "sommario",
    "índice",
    "sumário",
    "оглавление",
    "inhopg",
];
const QUOTES: [&str; 9] = [
    "quote",
    "quotations",
    "intense quote",
    "block text",
    "block quotation",
    "blockquote",
    "引用",
    "明显引用",
    "zitat",
];
const CODE: [&str; 7] = ["code", "preformatted", "listing", "verbatim", "代码", "源代码", "程序代码"];
const ASIDES: [&str; 12] = [
    "subtitle",
    "副标题",
    "副標題",
    "caption",
    "题注",
    "題注",
    "image caption",
    "table caption",
    "untertitel",
    "sous-titre",
    "figure",
    "图题",
];

/// What a style's name says of its paragraphs.
pub(in crate::formats) fn meaning(name: &str) -> Option<Place> {
    let words = words(name);
    let name = name.split([',', ';']).next().unwrap_or_default().trim().to_lowercase();
    if let Some(level) = heading(&name) {
        return Some(Place::Heading(level));
    }
    let is = |known: &[&str]| known.contains(&name.as_str());
    if is(&TITLES) {
        return Some(Place::Title);
    }
    if CONTENTS.iter().any(|start| name.starts_with(start)) || is_numbered(&name, "toc") {
        return Some(Place::Contents);
    }
    if is(&ASIDES) {
        return Some(Place::Aside);
    }
    if is(&QUOTES) {
        return Some(Place::Quote);
    }
    let says = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    (says(&CODE) && !says(&["caption", "label", "title", "heading", "char"])).then_some(Place::Code)
}

/// The level of a heading by its name: `heading 1`, `标题 1`, `一级标题`.
fn heading(name: &str) -> Option<u8> {
    let numbered = HEADINGS.iter().find_map(|word| {
        let mut rest = name.strip_prefix(word)?.trim_start().chars();
        let level = rest.next().and_then(|digit| digit.to_digit(10)).filter(|level| (1..=9).contains(level))?;
        rest.next().is_none_or(|next| !next.is_alphanumeric()).then_some(level)
    });
    let graded = || {
        let (grade, rest) = name.trim_start_matches('第').split_once('级')?;
        let mut letters = grade.chars().rev();
        let level = letters.next().and_then(|letter| {
            "一二三四五六七八九"
                .chars()
                .position(|known| known == letter)
                .map(|at| at as u32 + 1)
                .or(letter.to_digit(10))
        });
        let below = match rest {
            "标题" | "标题样式" => 0,
            "条标题" => 1,
            _ => return None,
        };
        level.map(|level| level + below).filter(|level| (1..=9).contains(level))
    };
    numbered.or_else(graded).and_then(|level| u8::try_from(level).ok())
}

fn is_numbered(name: &str, word: &str) -> bool {
    name.strip_prefix(word).is_some_and(|rest| rest.chars().next().is_some_and(|next| next.is_ascii_digit()))
}

/// How high the headings of a publisher's style stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// Of a part of a book.
    Part,
    /// Of a chapter.
    Chapter,
    /// Within a chapter, from 1.
    Section(u8),
}

/// Words by which a style is of something that stands beside the text.
const BESIDE: [&str; 27] = [
    "box",
    "table",
    "figure",
    "fig",
    "list",
    "toc",
    "contents",
    "index",
    "note",
    "notes",
    "footnote",
    "endnote",
    "sidebar",
    "caption",
    "running",
    "run",
    "author",
    "code",
    "listing",
    "header",
    "footer",
    "page",
    "copyright",
    "glossary",
    "equation",
    "half",
    "char",
];

/// The rank of headings by the name of a style that has neither a level nor a usual name: `HeadA`, `Chapter Title`,
/// `H2`. Weak evidence: only for documents that have no other headings.
pub(super) fn rank(name: &str) -> Option<Rank> {
    let words = words(name);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    if has(&BESIDE) || words.len() > 4 {
        return None;
    }
    let head = has(&["head", "heading", "headline", "hd", "h", "标题"]);
    let titled = head || has(&["title", "ttl"]);
    let level = words.iter().find_map(|word| grade(word)).filter(|_| head);
    match () {
        () if level.is_some() => level.map(Rank::Section),
        () if titled && has(&["part"]) => Some(Rank::Part),
        () if titled && has(&["chapter", "chap", "ch", "appendix", "frontmatter", "backmatter"]) => Some(Rank::Chapter),
        () if titled && has(&["subsubsection"]) => Some(Rank::Section(3)),
        () if titled && has(&["subsection", "sub"]) => Some(Rank::Section(2)),
        () if titled && has(&["section", "sect", "sec"]) => Some(Rank::Section(1)),
        () if has(&["subhead", "subheading"]) => Some(Rank::Section(2)),
        () if head && words.len() == 1 => Some(Rank::Section(1)),
        () if name.ends_with("章标题") => Some(Rank::Chapter),
        () if name.ends_with("节标题") => Some(Rank::Section(1)),
        () => None,
    }
}

/// The grade that a single letter or digit gives.
fn grade(word: &str) -> Option<u8> {
    match word.as_bytes() {
        [digit @ b'1'..=b'6'] => Some(digit - b'0'),
        [letter @ b'a'..=b'f'] => Some(letter - b'a' + 1),
        _ => None,
    }
}

/// The words of a name in small letters: parted by anything but letters, where small letters turn to capitals, and
/// where letters turn to digits. `frontmatter` and `sub` stay whole.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let next_is_small = letters.peek().is_some_and(|next| next.is_lowercase());
        let turns = before.is_lowercase() && letter.is_uppercase()
            || before.is_uppercase() && letter.is_uppercase() && next_is_small
            || before.is_alphabetic() && letter.is_ascii_digit()
            || before.is_ascii_digit() && letter.is_alphabetic();
        if turns || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
        before = letter;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_places() {
        let check = |name: &str, expected: Option<Place>| assert_eq!(meaning(name), expected, "{name}");
        check("heading 1", Some(Place::Heading(1)));
        check("Heading 3,H3", Some(Place::Heading(3)));
        check("标题 2", Some(Place::Heading(2)));
        check("Überschrift 4", Some(Place::Heading(4)));
        check("Heading1", Some(Place::Heading(1)));
        check("Heading 10", None);
        check("heading", None);
        check("Heading 1Char", None);
        check("一级标题", Some(Place::Heading(1)));
        check("第三级标题", Some(Place::Heading(3)));
        check("一级条标题", Some(Place::Heading(2)));
        check("Title", Some(Place::Title));
        check("标题", Some(Place::Title));
        check("toc 1", Some(Place::Contents));
        check("TOC Heading", Some(Place::Contents));
        check("目录 1", Some(Place::Contents));
        check("Table Contents", None);
        check("Table Heading", None);
        check("Source Code", Some(Place::Code));
        check("HTML Preformatted", Some(Place::Code));
        check("CodeLabel", None);
        check("Plain Text", None);
        check("Intense Quote", Some(Place::Quote));
        check("caption", Some(Place::Aside));
        check("Normal", None);
        check("", None);
    }

    #[test]
    fn styles_of_publishers_have_ranks() {
        let check = |name: &str, expected: Option<Rank>| assert_eq!(rank(name), expected, "{name}");
        check("HeadA", Some(Rank::Section(1)));
        check("HeadBNumber", Some(Rank::Section(2)));
        check("A-Head", Some(Rank::Section(1)));
        check("C Head", Some(Rank::Section(3)));
        check("H2", Some(Rank::Section(2)));
        check("ChapterTitle", Some(Rank::Chapter));
        check("Part Title", Some(Rank::Part));
        check("Section Heading", Some(Rank::Section(1)));
        check("Subsection Title", Some(Rank::Section(2)));
        check("章标题", Some(Rank::Chapter));
        check("BoxHeadA", None);
        check("BoxTitle", None);
        check("ListHead", None);
        check("RunInHead", None);
        check("ChapterNumber", None);
        check("ChapterIntro", None);
        check("Header", None);
        check("Body A", None);
        check("List 1", None);
    }
}
