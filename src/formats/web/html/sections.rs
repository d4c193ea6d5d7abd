//! Which headings stand in the outline, and how deep.
//!
//! The levels are those of `h1` to `h6`, but for pages made from DocBook: on one page it gives chapters and their
//! sections the same level, and says in the classes of the elements around which is in which.

use crate::formats::web::html::traits::Traits;

/// What DocBook's style sheets call its divisions.
const DIVISIONS: [&str; 27] = [
    "acknowledgements",
    "appendix",
    "article",
    "bibliography",
    "book",
    "chapter",
    "colophon",
    "dedication",
    "glossary",
    "index",
    "part",
    "preface",
    "refentry",
    "reference",
    "refsect1",
    "refsect2",
    "refsect3",
    "refsection",
    "sect1",
    "sect2",
    "sect3",
    "sect4",
    "sect5",
    "section",
    "set",
    "simplesect",
    "topic",
];
/// Boxes in the text, whose headings say what sort of box they are.
const BOXES: [&str; 21] = [
    "admonition",
    "admonitionblock",
    "alert",
    "attention",
    "callout",
    "caution",
    "danger",
    "equation",
    "example",
    "figure",
    "hint",
    "important",
    "informalexample",
    "note",
    "seealso",
    "sidebar",
    "tip",
    "warning",
    "abstract",
    "legalnotice",
    "procedure",
];

/// What headings are called that say who wrote a text, and when.
const BYLINES: [&str; 13] = [
    "author",
    "authors",
    "byline",
    "collab",
    "contrib",
    "copyright",
    "corpauthor",
    "date",
    "editor",
    "othercredit",
    "pubdate",
    "releaseinfo",
    "translator",
];

/// Whether a heading is none, but says who wrote a text.
pub(super) fn is_byline(traits: &Traits<'_>) -> bool {
    traits.has_class(&BYLINES)
}

/// Whether an element is a division of a book, in DocBook's words.
pub(super) fn is_division(traits: &Traits<'_>) -> bool {
    traits.has_class(&DIVISIONS)
}

/// Whether an element is a box in the text.
pub(super) fn is_box(traits: &Traits<'_>) -> bool {
    traits.has_class(&BOXES)
}

/// Whether an element holds the title of a division and what belongs to it: authors, dates, licences.
pub(super) fn is_title_page(traits: &Traits<'_>) -> bool {
    traits.has_class(&["titlepage"])
}

/// The divisions that are open, each with the level of its title, or 0 before it has one.
#[derive(Debug, Default)]
pub(super) struct Divisions(Vec<u8>);

impl Divisions {
    /// Begins a division.
    pub(super) fn begin(&mut self) {
        self.0.push(0);
    }

    /// Ends a division.
    pub(super) fn end(&mut self) {
        self.0.pop();
    }

    /// Whether one of them has a title: then the page is a book, and nothing in it is navigation by its name.
    pub(super) fn are_titled(&self) -> bool {
        self.0.iter().any(|level| *level > 0)
    }

    /// The level of a title that is written as one of `level`: below those of the divisions around.
    pub(super) fn level(&mut self, level: u8) -> u8 {
        let Some((own, around)) = self.0.split_last_mut() else {
            return level;
        };
        let parent = around.iter().rev().copied().find(|level| *level > 0).unwrap_or(0);
        if *own == 0 {
            *own = level.max(parent.saturating_add(1));
        }
        *own
    }
}
