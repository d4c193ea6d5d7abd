//! The fields around a character: of each only the result is shown.

use crate::formats::limits::DEEPEST;

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    /// The beginning of its instruction.
    instruction: String,
    is_link: bool,
    has_result: bool,
}

/// The fields that are open, the outermost first.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many more are open than are kept.
    excess: usize,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        if self.open.len() < DEEPEST { self.open.push(Field::default()) } else { self.excess += 1 }
    }

    /// The instruction ends, and the result begins.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut().filter(|_| self.excess == 0) {
            field.has_result = true;
            let name = field.instruction.trim_start().get(..9);
            field.is_link = name.is_some_and(|name| name.eq_ignore_ascii_case("HYPERLINK"));
        }
    }

    pub(super) fn end(&mut self) {
        if self.excess > 0 {
            self.excess -= 1;
        } else {
            self.open.pop();
        }
    }

    /// A paragraph ends. No instruction is longer: one that is still open has lost its end.
    pub(super) fn end_paragraph(&mut self) {
        self.excess = 0;
        self.open.retain(|field| field.has_result);
    }

    /// Whether text belongs to an instruction, which takes it.
    pub(super) fn hides(&mut self, text: &str) -> bool {
        let Some(field) = self.open.iter_mut().find(|field| !field.has_result) else {
            return false;
        };
        if field.instruction.len() < 64 {
            field.instruction.push_str(text);
        }
        true
    }

    pub(super) fn is_link(&self) -> bool {
        self.open.iter().any(|field| field.is_link)
    }
}
