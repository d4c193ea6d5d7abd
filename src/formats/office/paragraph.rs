//! A paragraph as it is put together from runs of letters.

use std::num::NonZeroU32;
use std::rc::Rc;

use super::{Label, Paragraph, Role};
use crate::formats::compose::{bracketed, is_note};
use crate::outline::link::LONGEST;
use crate::outline::{Mark, MarkKind};
use crate::text::{Part, Span};

/// How letters look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::formats) struct Letters {
    /// Their size in half points; 0 where it is unknown.
    pub(in crate::formats) size: u16,
    /// Whether they are bold.
    pub(in crate::formats) bold: bool,
    /// Whether their face is one that Chinese uses in place of bold letters.
    pub(in crate::formats) heavy: bool,
    /// Whether they lean.
    pub(in crate::formats) italic: bool,
    /// Whether they are struck out.
    pub(in crate::formats) struck: bool,
    /// Whether they are code.
    pub(in crate::formats) code: bool,
    /// Whether they are not to be seen.
    pub(in crate::formats) hidden: bool,
}

/// Where the links of a paragraph lead, and the names that it gives to its places.
#[derive(Clone, Debug, Default)]
pub(in crate::formats) struct Links {
    /// What the marks of links refer to: a mark's target is one more than the index in this list.
    pub(in crate::formats) references: Vec<Box<str>>,
    /// Places in the text, and their names.
    pub(in crate::formats) anchors: Vec<(u32, Box<str>)>,
}

impl Links {
    fn number(&mut self, reference: &str) -> Option<NonZeroU32> {
        if reference.is_empty() || reference.len() > LONGEST {
            return None;
        }
        self.references.push(reference.into());
        NonZeroU32::new(u32::try_from(self.references.len()).ok()?)
    }

    /// The bytes of memory that they take.
    pub(in crate::formats) fn memory(&self) -> usize {
        let references: usize = self.references.iter().map(|reference| reference.len() + size_of::<Box<str>>()).sum();
        let anchors: usize = self.anchors.iter().map(|(_, name)| name.len() + size_of::<(u32, Box<str>)>()).sum();
        references + anchors
    }
}

/// The text of a paragraph, its marks, and the looks of its letters.
#[derive(Debug, Default)]
pub(in crate::formats) struct Builder {
    pub(in crate::formats) text: String,
    marks: Vec<Mark>,
    /// The marks of letters that may go on, by kind.
    open: [Option<u32>; 4],
    /// Where the words of links begin that have not ended, and which of the references they have.
    open_links: Vec<(u32, Option<NonZeroU32>)>,
    links: Links,
    /// How many letters look how.
    letters: Vec<(Letters, usize)>,
    /// How those of the style of the paragraph do.
    plain: Letters,
}

/// The kinds of marks that come from the looks of letters.
const KINDS: [MarkKind; 4] = [MarkKind::Strong, MarkKind::Emphasis, MarkKind::Strike, MarkKind::Code];

impl Builder {
    /// Appends letters that look in a way; `plain` is how those of the style of the paragraph do.
    pub(in crate::formats) fn push(&mut self, piece: &str, letters: Letters, plain: Letters) {
        if letters.hidden || piece.is_empty() {
            return;
        }
        let at = self.place();
        let marked = [letters.bold, letters.italic, letters.struck, letters.code && !plain.code];
        self.plain = plain;
        if !piece.trim().is_empty() {
            for (index, marked) in marked.into_iter().enumerate() {
                self.turn(index, marked, at);
            }
        }
        self.text.push_str(piece);
        self.count(piece, letters);
    }

    /// Begins or ends the mark of a kind.
    fn turn(&mut self, index: usize, marked: bool, at: u32) {
        let (Some(open), Some(kind)) = (self.open.get_mut(index), KINDS.get(index)) else {
            return;
        };
        match (*open, marked) {
            (None, true) => *open = Some(at),
            (Some(start), false) => {
                *open = None;
                self.marks.push(Mark::new(*kind, Span { start, end: at }));
            }
            _ => {}
        }
    }

    /// Counts the letters of a piece by their look.
    fn count(&mut self, piece: &str, letters: Letters) {
        let count = piece.chars().filter(|letter| !letter.is_whitespace()).count();
        match self.letters.iter_mut().find(|(known, _)| *known == letters) {
            Some((_, sum)) => *sum += count,
            None if count > 0 => self.letters.push((letters, count)),
            None => {}
        }
    }

    /// Begins the words of a link that refers to something; to nothing that is known where that is empty.
    pub(in crate::formats) fn begin_link(&mut self, reference: &str) {
        let number = self.links.number(reference);
        self.open_links.push((self.place(), number));
    }

    /// Names the place that the text has reached.
    pub(in crate::formats) fn anchor(&mut self, name: &str) {
        if !name.is_empty() && name.len() <= LONGEST {
            let place = self.place();
            self.links.anchors.push((place, name.into()));
        }
    }

    /// Ends the words of the link that began last.
    pub(in crate::formats) fn end_link(&mut self) {
        let end = self.place();
        if let Some((start, target)) = self.open_links.pop() {
            let reference = target.and_then(|target| self.links.references.get(target.get() as usize - 1));
            let kind = if reference.is_some_and(|known| is_note(known)) { MarkKind::Note } else { MarkKind::Link };
            self.marks.push(Mark { kind, span: Span { start, end }, target });
        }
    }

    /// Marks the words that the text ends with as the sign of a note, which a reference leads to.
    pub(in crate::formats) fn refer(&mut self, words: &str, reference: &str) {
        if self.text.ends_with(words) {
            let end = self.place();
            let start = end.saturating_sub(u32::try_from(words.len()).unwrap_or(0));
            let target = self.links.number(reference);
            self.marks.push(Mark { kind: MarkKind::Note, span: Span { start, end }, target });
        }
    }

    /// Marks the words in brackets that the text ends with as those for a picture, by what is known of it.
    pub(in crate::formats) fn picture(&mut self, words: &str, known: &str) {
        if !words.is_empty() && self.text.ends_with(&bracketed(words)) {
            let end = self.place().saturating_sub(1);
            let start = end.saturating_sub(u32::try_from(words.len()).unwrap_or(0));
            let target = self.links.number(known);
            self.marks.push(Mark { kind: MarkKind::Image, span: Span { start, end }, target });
        }
    }

    /// Begins the words of a link that refers to something, goes on with them, or ends them.
    pub(in crate::formats) fn set_link(&mut self, reference: Option<&str>) {
        let open = self.open_links.last().map(|(_, number)| {
            let index = number.map(|number| number.get() as usize - 1);
            index.and_then(|index| self.links.references.get(index)).map_or("", |reference| reference)
        });
        let wanted = reference.map(|reference| if reference.len() > LONGEST { "" } else { reference });
        if open == wanted {
            return;
        }
        if open.is_some() {
            self.end_link();
        }
        if let Some(reference) = wanted {
            self.begin_link(reference);
        }
    }

    /// The bytes of memory that it takes.
    pub(in crate::formats) fn memory(&self) -> u64 {
        let marks = size_of_val(self.marks.as_slice()) + size_of_val(self.open_links.as_slice());
        (self.text.capacity() + marks + size_of_val(self.letters.as_slice()) + self.links.memory()) as u64
    }

    /// Whether it shows nothing.
    pub(in crate::formats) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn place(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The look of most letters.
    fn most(&self) -> Letters {
        self.letters.iter().max_by_key(|(_, count)| *count).map_or(Letters::default(), |(most, _)| *most)
    }

    /// Whether there are letters, and all look in some way.
    fn all(&self, look: impl Fn(&Letters) -> bool) -> bool {
        !self.letters.is_empty() && self.letters.iter().all(|(letters, _)| look(letters))
    }

    /// The paragraph, if it has text: of a role, behind its label, in a style. One that is counted is an item of a list.
    pub(in crate::formats) fn paragraph(
        self,
        role: Role,
        label: Label,
        centred: bool,
        style: &Rc<str>,
    ) -> Option<Paragraph> {
        if self.is_blank() && role != Role::Code {
            return None;
        }
        let role = match role {
            Role::Text if !label.text.is_empty() => Role::Item(label.depth, label.bullet),
            role => role,
        };
        let bulleted = label.bullet && matches!(role, Role::Heading(_) | Role::Title(_));
        let letters = self.most();
        let plain = if is_told(role) { self.plain } else { Letters::default() };
        let (bold, heavy) = (self.all(|letters| letters.bold), self.all(|letters| letters.bold || letters.heavy));
        let (text, mut marks, links) = self.finish();
        marks.retain(|mark| match mark.kind {
            MarkKind::Strong => !plain.bold,
            MarkKind::Emphasis => !plain.italic,
            _ => true,
        });
        Some(Paragraph {
            role,
            label: if bulleted { String::new() } else { label.text },
            tight: label.tight,
            text,
            marks,
            links,
            letters,
            bold,
            heavy,
            centred,
            style: Rc::clone(style),
            line: 0,
        })
    }

    /// The text and its marks, sorted by their start, white space at their ends left out, and where links lead.
    pub(in crate::formats) fn finish(mut self) -> (String, Vec<Mark>, Links) {
        let end = self.place();
        for index in 0..KINDS.len() {
            self.turn(index, false, end);
        }
        while !self.open_links.is_empty() {
            self.end_link();
        }
        let mut marks = self.marks;
        for mark in &mut marks {
            let words = self.text.as_str().span(mark.span);
            let after = words.len() - words.trim_end().len();
            mark.span.end -= u32::try_from(after).unwrap_or(0);
        }
        marks.retain(|mark| !mark.span.is_empty());
        marks.sort_by_key(|mark| mark.span);
        (self.text, marks, self.links)
    }
}

/// Whether a role itself tells the reader how the letters of its style look, so that they are not marked once more.
fn is_told(role: Role) -> bool {
    matches!(role, Role::Heading(_) | Role::Contents | Role::Quote | Role::Code)
}
