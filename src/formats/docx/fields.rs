//! Fields (ECMA-376 part 1, 17.16): their instructions are not shown, their results are.

/// The fields that are open, each in the next.
#[derive(Debug, Default)]
pub(super) struct Fields(Vec<Field>);

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
    pub(super) fn begin(&mut self) {
        self.0.push(Field::default());
    }

    /// A piece of an instruction.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.0.last_mut().filter(|field| !field.shown && field.instruction.len() < LONGEST) {
            field.instruction.push_str(text);
        }
    }

    /// The result begins; whether it is a link.
    pub(super) fn separate(&mut self) -> bool {
        let Some(field) = self.0.last_mut() else { return false };
        let name = field.instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        field.shown = true;
        field.link = name == "HYPERLINK";
        field.contents = matches!(name.as_str(), "TOC" | "INDEX" | "TOA");
        field.link
    }

    /// A field begins whose instruction is known; whether its result is a link.
    pub(super) fn simple(&mut self, instruction: &str) -> bool {
        self.begin();
        self.instruct(instruction);
        self.separate()
    }

    /// The innermost field ends; whether its result was a link.
    pub(super) fn end(&mut self) -> bool {
        self.0.pop().is_some_and(|field| field.link)
    }

    /// A paragraph ends: an instruction that has not ended by then has lost its end.
    pub(super) fn end_paragraph(&mut self) {
        for field in &mut self.0 {
            field.shown = true;
        }
    }

    /// Whether what comes belongs to an instruction.
    pub(super) fn hide(&self) -> bool {
        self.0.iter().any(|field| !field.shown)
    }

    /// Whether what comes belongs to a table of contents or to an index.
    pub(super) fn is_contents(&self) -> bool {
        self.0.iter().any(|field| field.contents)
    }

    /// The table of contents has ended without saying so.
    pub(super) fn forget_contents(&mut self) {
        for field in &mut self.0 {
            field.contents = false;
        }
    }
}
