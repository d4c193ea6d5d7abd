//! Goes through the tokens of an RTF file, keeps what holds in each group, and fills paragraphs.

use crate::formats::limits::{Budget, DEEPEST};
use crate::formats::numerals::is_tight;
use crate::formats::office::rtf::state::{Destination, Group, Kind, Open, State, Story};
use crate::formats::office::rtf::tables::{Font, Fonts, Style, Styles};
use crate::formats::office::rtf::tokens::{Token, Tokens};
use crate::formats::office::{End, Label, Paragraph, Placed, Source, pieces};
use crate::outline::Problem;
use crate::text::code_page::{CodePage, WESTERN};

/// Reads a file, as far as its budget reaches.
pub(super) fn source(bytes: &[u8], budget: &Budget) -> Source {
    let mut interpreter = Interpreter::new(bytes, budget);
    let mut tokens = Tokens::new(bytes);
    let mut count = 0_u32;
    while let Some(token) = tokens.next() {
        count = count.wrapping_add(1);
        if count.is_multiple_of(4096) && interpreter.budget.is_over() {
            interpreter.fail(Budget::too_long());
        }
        if interpreter.is_spent {
            break;
        }
        interpreter.line = tokens.line;
        interpreter.place = bytes.len() - tokens.left();
        interpreter.take(token);
    }
    interpreter.finish()
}

/// What is known at a place in the file.
pub(super) struct Interpreter<'a> {
    pub(super) file: &'a [u8],
    budget: &'a Budget,
    /// Whether reading is given up.
    is_spent: bool,
    pub(super) line: u32,
    /// The bytes of the file that have been taken.
    pub(super) place: usize,
    /// How many pictures there are so far.
    pub(super) pictures: u32,
    pub(super) state: State,
    groups: Vec<Group>,
    /// How many groups are open beyond those that are kept.
    excess: usize,
    /// Whether `\*` has just come: a group of an unknown word behind it is not to be shown.
    pub(super) starred: bool,
    /// How many characters are still to be left out behind one of Unicode.
    pub(super) skipped: usize,
    /// Bytes that are not decoded yet, all in the same font.
    pub(super) pending: Vec<u8>,
    /// The first half of a character of two units of UTF-16.
    pub(super) surrogate: Option<u16>,
    pub(super) page: CodePage,
    pub(super) default_font: i32,
    pub(super) fonts: Fonts,
    /// The font that is being listed.
    pub(super) font: Font,
    pub(super) styles: Styles,
    pub(super) fields: Vec<String>,
    stories: Vec<Story>,
    pub(super) story: Story,
    notes: Vec<Placed>,
    /// How many notes have begun.
    pub(super) note: u32,
    /// Whether the number of a note stands right before, in the note itself.
    pub(super) is_behind_mark: bool,
    /// The title of the properties.
    pub(super) title: String,
    problems: Vec<Problem>,
}

impl<'a> Interpreter<'a> {
    fn new(file: &'a [u8], budget: &'a Budget) -> Self {
        Self {
            file,
            budget,
            is_spent: false,
            line: 1,
            place: 0,
            pictures: 0,
            state: State::default(),
            groups: Vec::new(),
            excess: 0,
            starred: false,
            skipped: 0,
            pending: Vec::new(),
            surrogate: None,
            page: WESTERN,
            default_font: 0,
            fonts: Fonts::default(),
            font: Font::default(),
            styles: Styles::default(),
            fields: Vec::new(),
            stories: Vec::new(),
            story: Story::default(),
            notes: Vec::new(),
            note: 0,
            is_behind_mark: false,
            title: String::new(),
            problems: Vec::new(),
        }
    }

    fn take(&mut self, token: Token<'_>) {
        match token {
            Token::Open => self.open(),
            Token::Close => self.close(),
            Token::Text(_) | Token::Byte(_) if self.state.destination == Destination::Skip => {}
            Token::Text(bytes) => self.bytes(bytes),
            Token::Byte(byte) => self.bytes(&[byte]),
            Token::Word(name, number) => self.word(name, number),
            Token::Symbol(symbol) => self.symbol(symbol),
        }
    }

    fn open(&mut self) {
        self.flush();
        (self.skipped, self.starred) = (0, false);
        if self.groups.len() >= DEEPEST {
            self.excess += 1;
            return;
        }
        let kind = match self.state.destination {
            Destination::Fonts => Kind::Font,
            Destination::Styles => Kind::Style(Some(0), Box::default()),
            _ => Kind::Plain,
        };
        self.groups.push(Group { outside: self.state, kind });
    }

    fn close(&mut self) {
        self.flush();
        (self.skipped, self.starred) = (0, false);
        if self.excess > 0 {
            self.excess -= 1;
            return;
        }
        match self.groups.pop() {
            Some(group) => self.end_group(group),
            None => self.fail(Problem::Damaged("a group ends that never began")),
        }
    }

    fn end_group(&mut self, group: Group) {
        match group.kind {
            Kind::Plain => {}
            Kind::Field => {
                self.fields.pop();
            }
            Kind::Font => self.end_font(),
            Kind::Style(number, style) => {
                if let Some(number) = number {
                    self.styles.add(number, *style);
                }
            }
            Kind::Note => {
                let paragraphs = self.end_story();
                self.notes.extend(paragraphs);
            }
            Kind::Box => {
                let paragraphs = self.end_story();
                self.story.boxes.extend(paragraphs);
            }
        }
        self.state = group.outside;
    }

    /// Says what ends with the innermost group.
    pub(super) fn set_kind(&mut self, kind: Kind) {
        if let Some(group) = self.groups.last_mut().filter(|_| self.excess == 0) {
            group.kind = kind;
        }
    }

    /// The style that is being listed.
    pub(super) fn style(&mut self) -> Option<(&mut Option<i32>, &mut Style)> {
        match &mut self.groups.last_mut()?.kind {
            Kind::Style(number, style) => Some((number, style)),
            _ => None,
        }
    }

    /// The font whose number is the state's is listed.
    pub(super) fn end_font(&mut self) {
        let font = std::mem::take(&mut self.font);
        if !font.name.is_empty() || font.page.is_some() || font.is_symbol {
            self.fonts.add(self.state.font, font);
        }
    }

    /// Begins a story beside the one that is being told; it ends with the innermost group.
    pub(super) fn begin_story(&mut self, kind: Kind) {
        if self.excess == 0 && !self.groups.is_empty() {
            self.set_kind(kind);
            self.stories.push(std::mem::take(&mut self.story));
            self.state.shape = Default::default();
        }
    }

    /// Whether the story that is being told is one of a note.
    pub(super) fn is_in_note(&self) -> bool {
        self.groups.iter().any(|group| matches!(group.kind, Kind::Note))
    }

    /// Ends a story that was begun; the one around it goes on.
    fn end_story(&mut self) -> Vec<Placed> {
        self.end_paragraph(End::Paragraph);
        let around = self.stories.pop().unwrap_or_default();
        let mut story = std::mem::replace(&mut self.story, around);
        story.done.append(&mut story.boxes);
        story.done
    }

    /// Ends the paragraph that is being filled.
    pub(super) fn end_paragraph(&mut self, end: End) {
        self.flush();
        let Open { builder, label, pictures, line } = std::mem::take(&mut self.story.open);
        let shape = self.state.shape;
        let label = match label.trim() {
            "·" | "o" | "\u{ad}" => "•",
            label => label,
        };
        let label = Label {
            text: label.to_owned(),
            tight: is_tight(label, false),
            bullet: !label.chars().any(char::is_alphanumeric),
            depth: shape.depth,
        };
        let (style, standing) = self.styles.get(shape.style);
        let paragraph = builder.paragraph(standing.role(shape.level), label, shape.centred, &style);
        let table = match end {
            End::Paragraph => shape.table(),
            End::Cell | End::Row => shape.table().max(1),
        };
        let paragraph = paragraph.map(|known| Box::new(Paragraph { line, ..known }));
        self.keep(Placed { paragraph, pictures, table, end, heads: false });
    }

    /// Ends a row of the table at a depth.
    pub(super) fn end_row(&mut self, table: u8) {
        self.flush();
        if !(self.story.open.builder.is_blank() && self.story.open.pictures.is_empty()) {
            self.end_paragraph(End::Cell);
        }
        self.story.open = Open::default();
        self.keep(Placed { table, end: End::Row, heads: self.state.head_row, ..Placed::default() });
    }

    fn keep(&mut self, placed: Placed) {
        if self.budget.take(placed.memory()) {
            self.story.end(placed);
        } else {
            self.fail(Budget::too_large());
            self.is_spent = true;
        }
    }

    /// Takes note of what is wrong, once.
    fn fail(&mut self, problem: Problem) {
        self.is_spent |= matches!(problem, Problem::TookTooLong { .. });
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    fn finish(mut self) -> Source {
        self.flush();
        if !(self.groups.is_empty() || self.is_spent) {
            self.fail(Problem::Damaged("its end is missing"));
        }
        while let Some(group) = self.groups.pop() {
            self.end_group(group);
        }
        self.end_paragraph(End::Paragraph);
        let mut story = self.story;
        story.done.append(&mut story.boxes);
        Source {
            pieces: pieces(story.done),
            notes: vec![(String::new(), pieces(self.notes))],
            title: Some(self.title),
            pictures: self.pictures > 0,
            problems: self.problems,
        }
    }
}
