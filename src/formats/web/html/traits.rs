//! What the attributes of an element say that matters to reading.

use crate::formats::web::html::attributes::attributes;
use crate::formats::web::html::css::Style;
use crate::text::Part;

/// The attributes that matter, as written; empty where there are none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Traits<'a> {
    /// All attributes, as they stand in the source.
    pub(super) all: &'a str,
    pub(super) class: &'a str,
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) role: &'a str,
    /// `epub:type`, which tells the parts of a book.
    pub(super) kind: &'a str,
    pub(super) aria_level: &'a str,
    pub(super) align: &'a str,
    pub(super) href: &'a str,
    pub(super) alt: &'a str,
    pub(super) start: &'a str,
    pub(super) value: &'a str,
    /// `type` of lists and inputs.
    pub(super) list: &'a str,
    pub(super) size: &'a str,
    pub(super) border: &'a str,
    pub(super) colspan: &'a str,
    pub(super) rowspan: &'a str,
    pub(super) checked: bool,
    pub(super) hidden: bool,
    pub(super) style: Style,
}

impl<'a> Traits<'a> {
    /// The traits that the attributes of a tag give.
    pub(super) fn new(text: &'a str) -> Self {
        let mut traits = Self { all: text, ..Self::default() };
        if text.is_empty() {
            return traits;
        }
        for (name, value) in attributes(text) {
            let mut lower = [0_u8; 16];
            let Some(lower) = lower.get_mut(..name.len()) else { continue };
            lower.copy_from_slice(name.as_bytes());
            lower.make_ascii_lowercase();
            traits.set(lower, value);
        }
        traits
    }

    fn set(&mut self, name: &[u8], value: &'a str) {
        match name {
            b"class" => self.class = value,
            b"id" | b"xml:id" => self.id = value,
            b"name" => self.name = value,
            b"role" => self.role = value,
            b"epub:type" => self.kind = value,
            b"aria-level" => self.aria_level = value,
            b"align" => self.align = value,
            b"href" => self.href = value,
            b"alt" => self.alt = value,
            b"start" => self.start = value,
            b"value" => self.value = value,
            b"type" => self.list = value,
            b"size" => self.size = value,
            b"border" => self.border = value,
            b"colspan" => self.colspan = value,
            b"rowspan" => self.rowspan = value,
            b"checked" => self.checked = true,
            b"hidden" => self.hidden = true,
            b"style" => self.style = Style::new(value),
            _ => {}
        }
    }

    /// Whether one of its classes is one of some, in lower case.
    pub(super) fn has_class(&self, of: &[&str]) -> bool {
        !self.class.is_empty() && self.class.split_ascii_whitespace().any(|class| is_one(class, of))
    }

    /// Whether its class, its name or its part of the page is one of some, in lower case.
    pub(super) fn is_named(&self, of: &[&str]) -> bool {
        self.has_class(of) || is_one(self.id, of)
    }

    /// Whether its role or its part of a book is one of some, in lower case.
    pub(super) fn has_role(&self, of: &[&str]) -> bool {
        let all = self.role.split_ascii_whitespace().chain(self.kind.split_ascii_whitespace());
        all.map(|role| role.strip_prefix("doc-").unwrap_or(role)).any(|role| is_one(role, of))
    }

    /// Whether its text is not shown.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden || self.style.hidden
    }
}

fn is_one(word: &str, of: &[&str]) -> bool {
    !word.is_empty() && of.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The number at the beginning of an attribute.
pub(super) fn number(value: &str) -> Option<u32> {
    let value = value.trim();
    let digits = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value.part(0..digits).parse().ok()
}
