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
    /// What its result refers to, where that is a link.
    link: Option<Box<str>>,
    contents: bool,
}

/// The longest part of an instruction that is looked at, in bytes.
const LONGEST: usize = 2_200;

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

    /// The result begins; what it refers to, if it is a link.
    pub(in crate::formats) fn separate(&mut self) -> Option<&str> {
        let field = self.open.last_mut().filter(|_| self.excess == 0)?;
        field.shown = true;
        field.link = reference(&field.instruction).map(Box::from);
        field.contents = matches!(name(&field.instruction).as_str(), "TOC" | "INDEX" | "TOA");
        field.link.as_deref()
    }

    /// A field begins whose instruction is known; what its result refers to, if it is a link.
    pub(in crate::formats) fn simple(&mut self, instruction: &str) -> Option<&str> {
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
        self.open.pop().is_some_and(|field| field.link.is_some())
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

    /// What the words refer to that come, if they are those of a link.
    pub(in crate::formats) fn link(&self) -> Option<&str> {
        self.open.iter().rev().find_map(|field| field.link.as_deref())
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

/// What the result of a field refers to, if its instruction makes a link of it: a `HYPERLINK` to an address or, behind
/// `\\l`, to a bookmark, or a `REF` to a bookmark with `\\h`. Empty where the link does not say it.
pub(in crate::formats) fn reference(instruction: &str) -> Option<String> {
    let name = name(instruction);
    let mut words = words(instruction).skip(1);
    match name.as_str() {
        "HYPERLINK" => {
            let (mut address, mut place) = ("", "");
            while let Some(word) = words.next() {
                match word {
                    "\\l" => place = words.next().unwrap_or_default(),
                    "\\o" | "\\t" | "\\s" => drop(words.next()),
                    word if address.is_empty() && !word.starts_with('\\') => address = word,
                    _ => {}
                }
            }
            Some(if place.is_empty() { address.to_owned() } else { format!("{address}#{place}") })
        }
        "REF" | "NOTEREF" => {
            let place = words.next()?;
            words.any(|word| word == "\\h").then(|| format!("#{place}"))
        }
        _ => None,
    }
}

/// The words of an instruction; what stands in quotes is one.
fn words(instruction: &str) -> impl Iterator<Item = &str> {
    let quotes = ['"', '“', '”'];
    let parts = instruction.split(quotes).enumerate();
    parts.flat_map(|(at, part)| {
        let quoted = (at % 2 == 1).then_some(part);
        quoted.into_iter().chain(if at % 2 == 1 { "" } else { part }.split_whitespace())
    })
}

/// The name that an instruction begins with, in capitals.
fn name(instruction: &str) -> String {
    let letters = instruction.trim_start().chars().take_while(char::is_ascii_alphabetic);
    letters.map(|letter| letter.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_say_where_links_lead() {
        let check = |instruction: &str, expected: Option<&str>| {
            assert_eq!(reference(instruction).as_deref(), expected, "{instruction}");
        };
        check(r#" HYPERLINK "https://a.cn/b c" \o "tip" "#, Some("https://a.cn/b c"));
        check(r#"HYPERLINK \l "_Toc1" \h"#, Some("#_Toc1"));
        check(r#"hyperlink "b.docx" \l "x""#, Some("b.docx#x"));
        check("HYPERLINK", Some(""));
        check(r"REF _Ref12 \r \h", Some("#_Ref12"));
        check("REF _Ref12", None);
        check("PAGE", None);
    }
}
