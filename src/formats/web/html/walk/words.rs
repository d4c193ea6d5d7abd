//! The words of a page, and what stands among them.

use crate::formats::compose::bracketed;
use crate::formats::web::html::attributes::attribute;
use crate::formats::web::html::css::font_size;
use crate::formats::web::html::entities::resolved;
use crate::formats::web::html::pictures::pictured;
use crate::formats::web::html::tag::Tag;
use crate::formats::web::html::traits::Traits;
use crate::formats::web::html::tree::Kind;
use crate::formats::web::html::walk::{Container, Frame, Walk};
use crate::outline::{BlockKind, MarkKind};
use crate::text::Part;

impl<'a> Walk<'_, 'a, '_> {
    /// Begins running text if none is open: that of the innermost quote or item, or a paragraph.
    pub(super) fn begin_text(&mut self) {
        if self.writer.composer.is_open() {
            return;
        }
        let own_depth = self.depth.saturating_sub(1);
        let (kind, depth) = match self.containers.last() {
            _ if self.state.page => (BlockKind::Boilerplate, 0),
            _ if self.state.preserved && !self.page.is_preformatted => (BlockKind::Code, self.depth),
            Some(Container::Quote) => (BlockKind::Quote, own_depth),
            Some(Container::Item) if self.bullet.is_some() => (BlockKind::Item, own_depth),
            _ => (BlockKind::Paragraph, self.depth),
        };
        self.writer.begin(kind, depth, self.state.centred, self.state.boxed);
    }

    /// Ends running text.
    pub(super) fn end_text(&mut self) {
        self.writer.end();
    }

    /// Writes text. What it returns says that the walk goes on with the next part.
    pub(super) fn text(&mut self, text: &str) -> bool {
        let preserved = self.state.preserved && !self.is_flat();
        if !self.writer.composer.is_open() {
            if text.trim_ascii().is_empty() {
                return true;
            }
            self.begin_text();
        }
        self.push_bullet();
        if preserved {
            let starts = self.writer.composer.block_text().is_empty();
            let text = if starts { text.strip_prefix('\n').unwrap_or(text) } else { text };
            self.writer.preserved(text);
        } else {
            self.writer.words(text);
        }
        true
    }

    /// Writes the bullet of an item whose text begins.
    fn push_bullet(&mut self) {
        if let Some(bullet) = self.bullet.take() {
            self.writer.bullet(&bullet);
        }
    }

    /// Writes text of the source, and notes the line where it begins one.
    pub(super) fn source_text(&mut self, source: &str, text: &str) -> bool {
        if self.writer.composer.is_at_line_start() && !text.trim_ascii().is_empty() {
            self.begin_text();
            let blank = source.len() - source.trim_ascii_start().len();
            let at = (source.as_ptr() as usize).saturating_sub(self.source.as_ptr() as usize) + blank;
            let line = self.line_of(at);
            self.walked.lines.push((self.writer.composer.position(), line));
        }
        self.text(text)
    }

    /// A formatting element begins.
    pub(super) fn on(&mut self, at: usize, tag: Tag, attributes: &'a str) -> bool {
        let traits = Traits::new(attributes);
        self.note_anchor(&traits);
        let size = if tag == Tag::Font { font_size(traits.size) } else { None };
        let mute = traits.is_hidden() || tag == Tag::A && self.is_mute_link(at, &traits);
        let face = attribute(if tag == Tag::Font { attributes } else { "" }, "face");
        let mut style = traits.style;
        if face.is_some_and(|face| face.contains('黑')) {
            style.strong = Some(true);
        }
        match tag {
            Tag::A if !traits.href.is_empty() => {
                let address = resolved(traits.href);
                let reference = self.names.reference(&address);
                let mark = if is_note(&traits, &reference) { MarkKind::Note } else { MarkKind::Link };
                self.writer.on_link(mark, &reference, style, mute);
            }
            _ => self.writer.on(tag, size, style, mute),
        }
        true
    }

    /// Whether a link leads to the heading that it stands in, or from there to a note.
    pub(super) fn is_mute_link(&self, at: usize, traits: &Traits<'_>) -> bool {
        if traits.has_class(&["headerlink", "permalink", "header-anchor", "anchorjs-link"]) {
            return true;
        }
        let is_sign = || match self.nodes.get(at + 1).map(|node| node.kind) {
            Some(Kind::Text(text)) => matches!(resolved(text).trim(), "¶" | "#" | "§" | "🔗"),
            _ => false,
        };
        let is_note = || traits.has_role(&["noteref"]) || traits.has_class(&["footnote-ref", "footnote-reference"]);
        self.state.heading && (is_sign() || is_note())
    }

    /// Writes the words that stand for an image.
    pub(super) fn image(&mut self, attributes: &str) {
        if self.state.page || self.writer.is_mute() {
            return;
        }
        let (words, picture) = pictured(attributes);
        let picture = self.names.picture(picture);
        if words.is_empty() {
            if self.bullet.is_some() && picture.is_shown() {
                self.begin_text();
                self.push_bullet();
            }
            self.writer.composer.picture("", &picture, self.depth);
        } else {
            self.text(&bracketed(&words));
            let known = picture.known().unwrap_or_default();
            self.writer.composer.mark_picture(&words, &known);
        }
    }

    /// Writes the box of a task.
    pub(super) fn input(&mut self, traits: &Traits<'_>) {
        if traits.list.eq_ignore_ascii_case("checkbox") && self.bullet.is_some() {
            self.bullet = Some(if traits.checked { "☑ " } else { "☐ " }.to_owned());
        }
    }

    /// Notes where an anchor stands.
    pub(super) fn note_anchor(&mut self, traits: &Traits<'_>) {
        for name in [traits.id, traits.name] {
            if name.is_empty() {
                continue;
            }
            let name = resolved(name);
            self.writer.composer.anchor(&self.names.name(&name));
            if self.names.wanted.contains(&*name) {
                self.walked.anchors.push((name.into_owned(), self.writer.composer.position()));
            }
        }
    }

    /// Notes the title of the page.
    pub(super) fn note_title(&mut self, at: usize, tag: Tag) {
        if tag == Tag::Title && self.walked.title.is_none() && !self.is_in_drawing() {
            let text = match self.nodes.get(at + 1).map(|node| node.kind) {
                Some(Kind::Text(text)) => resolved(text),
                _ => return,
            };
            let words: Vec<&str> = text.split_whitespace().collect();
            self.walked.title = Some(words.join(" ")).filter(|title| !title.is_empty());
        }
    }

    pub(super) fn is_in_drawing(&self) -> bool {
        let tag = |frame: &Frame| self.nodes.get(frame.node).map(|node| node.kind);
        self.frames.iter().any(|frame| matches!(tag(frame), Some(Kind::Element { tag: Tag::Svg, .. })))
    }

    /// The line of a place in the source, from 1. Places are asked in ascending order.
    pub(super) fn line_of(&mut self, at: usize) -> u32 {
        let (from, line) = self.place;
        let passed = self.source.part(from..at).bytes().filter(|byte| *byte == b'\n').count();
        self.place = (at.max(from), line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX)));
        self.place.1
    }
}

/// Whether a link leads to a note: by its role, its class, or the name that editors give to notes. `reference` is what it
/// refers to, seen from all pages.
fn is_note(traits: &Traits<'_>, reference: &str) -> bool {
    let name = reference.strip_prefix('#').and_then(|name| name.rsplit('#').next()).unwrap_or_default();
    traits.has_role(&["noteref"]) || traits.has_class(&["footnote-ref", "footnote-reference"]) || names_note(name)
}

/// Whether an element holds a note, by its role or its name.
pub(super) fn is_of_note(traits: &Traits<'_>) -> bool {
    !traits.id.is_empty() && (traits.has_role(&["footnote", "endnote"]) || names_note(traits.id))
}

/// Whether a name is one that editors give to notes.
fn names_note(name: &str) -> bool {
    const NAMES: [&str; 8] = ["fn", "_ftn", "_edn", "ftn", "cite_note", "footnote", "endnote", "note-"];
    // Behind `fn` other letters make it the name of something else, such as `fnmatch3`.
    let parted = |known: &str| name.strip_prefix(known).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    // The way back is named after the reference.
    let leads_back = name.split(|letter: char| !letter.is_alphabetic()).any(|word| word == "ref" || word == "backref");
    name.ends_with(|last: char| last.is_ascii_digit()) && !leads_back && NAMES.iter().any(|known| parted(known))
}
