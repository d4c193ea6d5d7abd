//! Where the links of a section lead in what is exported of it.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use crate::export::section::Section;
use crate::outline::image::Source;
use crate::outline::link::{slug, unused};
use crate::outline::{BlockKind, Image, MarkKind, Target};
use crate::text::Part;

/// A note, as Markdown has it.
#[derive(Debug)]
pub(super) struct Note {
    /// Its label. No other note has it, though the chapters of a book may each count their notes anew.
    pub(super) label: String,
    /// The bytes of the sign that its text begins with.
    pub(super) sign: u32,
}

/// The places of a section to which its links lead.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The places of headings, by the name that each has in Markdown.
    headings: HashMap<u32, String>,
    /// The notes, by their places.
    notes: HashMap<u32, Note>,
    /// Where the blocks begin that are led to.
    blocks: HashSet<u32>,
    /// The blocks in which places lie.
    block_of: HashMap<u32, u32>,
}

impl Places {
    /// The places of a section. Linear in its length.
    pub(super) fn of(section: &Section<'_>) -> Self {
        let (document, span) = (section.document, section.span());
        let mut places = Self::default();
        let mut counts: HashMap<String, u32> = HashMap::new();
        for (at, heading) in (0..).zip(document.outline.headings()) {
            if span.contains(heading.span.start) {
                let own = unused(&mut counts, slug(document.outline.title(at)));
                places.headings.entry(heading.span.start).or_insert(own);
            }
        }
        counts.clear();
        for mark in document.marks_in(span) {
            let Some(Target::Place(place)) = document.target(mark) else { continue };
            let index = document.blocks.partition_point(|block| block.span.end <= *place);
            let Some(block) = document.blocks.get(index).filter(|block| span.contains(block.span.start)) else {
                continue;
            };
            places.blocks.insert(block.span.start);
            places.block_of.insert(*place, block.span.start);
            let words = document.text.span(mark.span);
            let begins = block.span.start == *place && block.kind == BlockKind::Paragraph;
            if mark.kind == MarkKind::Note && begins && document.text.span(block.span).starts_with(words) {
                places.add_note(*place, words, &mut counts);
            }
        }
        places
    }

    /// Adds the note at a place, which a sign refers to, unless it is known. `counts` are those of the labels so far.
    fn add_note(&mut self, place: u32, sign: &str, counts: &mut HashMap<String, u32>) {
        let Some(label) = label(sign).filter(|_| !self.notes.contains_key(&place)) else { return };
        let label = unused(counts, label.to_owned());
        self.notes.insert(place, Note { label, sign: u32::try_from(sign.len()).unwrap_or(0) });
    }

    /// The name of the block that begins at a place, if links lead there.
    pub(super) fn name(&self, block: u32) -> Option<String> {
        self.blocks.contains(&block).then(|| format!("p{block}"))
    }

    /// The note at a place.
    pub(super) fn note(&self, place: u32) -> Option<&Note> {
        self.notes.get(&place)
    }

    /// The address of a target in Markdown, where headings have the names that GitHub gives them.
    pub(super) fn in_markdown(&self, target: &Target) -> Option<String> {
        match target {
            Target::Place(place) => self.headings.get(place).map(|name| format!("#{}", fragment_of(name))),
            other => outside(other),
        }
    }

    /// The address of a target on a page of the web, where all blocks that are led to have names.
    pub(super) fn on_page(&self, target: &Target) -> Option<String> {
        match target {
            Target::Place(place) => self.block_of.get(place).map(|block| format!("#p{block}")),
            other => outside(other),
        }
    }
}

/// The address of a target outside of the section.
fn outside(target: &Target) -> Option<String> {
    match target {
        Target::Web(address) => Some(written(address)),
        Target::Report { path, fragment } if fragment.is_empty() => Some(encoded(path)),
        Target::Report { path, fragment } => Some(format!("{}#{}", encoded(path), fragment_of(fragment))),
        Target::Place(_) | Target::Image(_) => None,
    }
}

/// The address of an image; of one within a file its name alone.
pub(super) fn address(image: &Image) -> String {
    match &image.source {
        Source::File(path) => encoded(path),
        Source::Web(address) => written(address),
        Source::Part(_) | Source::Data(_) | Source::Object(_) | Source::Unknown => encoded(image.words()),
    }
}

/// The label of a note that Markdown can have.
fn label(words: &str) -> Option<&str> {
    let label = words.strip_prefix('[')?.strip_suffix(']')?;
    let fits = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.');
    (!label.is_empty() && label.chars().all(fits)).then_some(label)
}

/// A path as a reference (RFC 3987): what would mean something else in it is percent-encoded.
fn encoded(path: &str) -> String {
    // A colon before the first stroke would end a scheme.
    let colon = path.part(0..path.find('/').unwrap_or(path.len())).contains(':');
    let start = if colon { "./" } else { "" };
    escaped(start, path, |letter| matches!(letter, '%' | '#' | '?'))
}

/// The name of a place in what an address leads to, as it stands behind the `#`.
fn fragment_of(name: &str) -> String {
    escaped("", name, |letter| matches!(letter, '%' | '#'))
}

/// An address, in which nothing ends what it stands in.
fn written(address: &str) -> String {
    escaped("", address, |_| false)
}

fn escaped(start: &str, text: &str, other: impl Fn(char) -> bool) -> String {
    let mut escaped = start.to_owned();
    for letter in text.chars() {
        let means = letter.is_whitespace() || letter.is_control() || "<>()\"'\\`*[]~".contains(letter);
        if means || other(letter) {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(escaped, "%{byte:02X}");
            }
        } else {
            escaped.push(letter);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_nothing_that_they_stand_in() {
        let check = |target: Target, expected: Option<&str>| {
            assert_eq!(Places::default().in_markdown(&target).as_deref(), expected, "{target:?}");
        };
        let report = |path: &str, fragment: &str| Target::Report { path: path.into(), fragment: fragment.into() };
        check(Target::Web("https://a.cn/b_(c)?d=\"e\"&f#g".into()), Some("https://a.cn/b_%28c%29?d=%22e%22&f#g"));
        check(report("../总结 1.md", "一、"), Some("../总结%201.md#一、"));
        check(report("a#b?.md", ""), Some("a%23b%3F.md"));
        check(report("2024:a.md", ""), Some("./2024:a.md"));
        check(report("a.tex", "sec:b_c"), Some("a.tex#sec:b_c"));
        check(Target::Place(3), None);
    }
}
