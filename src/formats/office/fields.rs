//! Fields (ECMA-376 part 1, 17.16; MS-DOC 2.8.25): their instructions are not shown, their results are.

use crate::formats::limits::DEEPEST;

/// The fields that are open, each in the next.
#[derive(Debug, Default)]
pub(in crate::formats) struct Fields {
    open: Vec<Field>,
    /// How many more are open than are kept.
    excess: usize,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    shown: bool,
    link: bool,
    contents: bool,
}

/// The longest part of an instruction that is looked at, in bytes.
const LONGEST: usize = 256;

impl Fields {
    /// A field begins with its instruction.
    pub(in crate::formats) fn begin(&mut self) {
        if self.open.len() < DEEPEST { self.open.push(Field::default()) } else { self.excess += 1 }
    }

    /// A piece of an instruction.
    pub(in crate::formats) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.shown && field.instruction.len() < LONGEST) {
            field.instruction.push_str(text);
        }
    }

    /// The result begins; whether it is a link.
    pub(in crate::formats) fn separate(&mut self) -> bool {
        let Some(field) = self.open.last_mut().filter(|_| self.excess == 0) else { return false };
        let name = name(&field.instruction);
        field.shown = true;
        field.link = name == LINK;
        field.contents = matches!(name.as_str(), "TOC" | "INDEX" | "TOA");
        field.link
    }

    /// A field begins whose instruction is known; whether its result is a link.
    pub(in crate::formats) fn simple(&mut self, instruction: &str) -> bool {
        self.begin();
        self.instruct(instruction);
        self.separate()
    }

    /// The innermost field ends; whether its result was a link.
    pub(in crate::formats) fn end(&mut self) -> bool {
        if self.excess > 0 {
            self.excess -= 1;
            return false;
        }
        self.open.pop().is_some_and(|field| field.link)
    }

    /// A paragraph ends: an instruction that has not ended by then has lost its end.
    pub(in crate::formats) fn end_paragraph(&mut self) {
        for field in &mut self.open {
            field.shown = true;
        }
    }

    /// Whether what comes belongs to an instruction.
    pub(in crate::formats) fn hide(&self) -> bool {
        self.open.iter().any(|field| !field.shown)
    }

    /// Whether what comes is the words of a link.
    pub(in crate::formats) fn is_link(&self) -> bool {
        self.open.iter().any(|field| field.link)
    }

    /// Whether what comes belongs to a table of contents or to an index.
    pub(in crate::formats) fn is_contents(&self) -> bool {
        self.open.iter().any(|field| field.contents)
    }

    /// The table of contents has ended without saying so.
    pub(in crate::formats) fn forget_contents(&mut self) {
        for field in &mut self.open {
            field.contents = false;
        }
    }
}

/// What the instruction of a link begins with.
const LINK: &str = "HYPERLINK";

/// Whether an instruction makes a link of its result.
pub(in crate::formats) fn is_link(instruction: &str) -> bool {
    name(instruction) == LINK
}

/// The name that an instruction begins with, in capitals.
fn name(instruction: &str) -> String {
    let letters = instruction.trim_start().chars().take_while(char::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_uppercase()).collect()
}
