//! What is done with a section: it is copied, exported, sent to a command.

pub mod ask;

use std::sync::Arc;

use crate::app::beside::comparison::Passage;
use crate::app::event::{Export, Exported, Sent};
use crate::app::input::command::{Command, Scope};
use crate::app::page::selection::Selection;
use crate::app::panes::Focus;
use crate::app::tree::Node;
use crate::app::working::ask::{Ask, Question};
use crate::app::{Effect, Message, State};
use crate::export::{self, Section, Subject};
use crate::library::address;
use crate::text::{Part, Span};

/// Characters of a title that no name of a file should have.
const UNFIT: &str = "/\\:*?\"<>|";
/// The most that is copied, in bytes: more would keep the terminal busy, and few clipboards take it.
const MOST_COPIED: usize = 2 * 1024 * 1024;
/// The longest title that becomes the name of a file, in characters.
const LONGEST_NAME: usize = 60;

impl State {
    /// Copies the section's text.
    pub(in crate::app) fn copy_section(&mut self) -> Vec<Effect> {
        let Some(Passage { document, span }) = self.passage() else { return self.nothing_to_work_with() };
        if span.len() > MOST_COPIED {
            return self.too_long(span);
        }
        self.copy(document.text.span(span).to_owned())
    }

    /// Copies the section as Markdown, with the titles that it stands under and its address below it.
    pub(in crate::app) fn copy_markdown(&mut self) -> Vec<Effect> {
        let node = self.worked_on();
        let report = node.and_then(|node| self.shelf.library.report(node.entry));
        let (Some(Node { heading, .. }), Some(report), Some(Passage { document, span })) =
            (node, report, self.passage())
        else {
            return self.nothing_to_work_with();
        };
        if span.len() > MOST_COPIED {
            return self.too_long(span);
        }
        let (name, address) = (report.presented(), address::of(report, heading));
        let section = Section { document: &document, heading, report: &name, address: &address, part: self.selected() };
        let markdown = export::quotation(&section, &report.crumbs(heading));
        self.copy(markdown)
    }

    /// More than a clipboard takes.
    fn too_long(&mut self, span: Span) -> Vec<Effect> {
        self.front.message = Some(Message::TooLongToCopy(span.len()));
        Vec::new()
    }

    fn copy(&mut self, text: String) -> Vec<Effect> {
        self.front.message = Some(Message::Copied(text.chars().count()));
        vec![Effect::Copy(text)]
    }

    /// Copies the section's address.
    pub(in crate::app) fn copy_address(&mut self) -> Vec<Effect> {
        let report = self.worked_on().and_then(|node| Some((node, self.shelf.library.report(node.entry)?)));
        let Some((node, report)) = report else { return self.nothing_to_work_with() };
        let address = address::of(report, node.heading);
        self.front.message = Some(Message::CopiedAddress(address.clone()));
        vec![Effect::Copy(address)]
    }

    /// The part of the page that is selected, while the page has the keys.
    pub(in crate::app) fn selected(&self) -> Option<Span> {
        self.page.selection.filter(|_| self.panes.focus == Focus::Page).map(Selection::span)
    }

    /// The section that the keys are about; where something is selected, the one in which that begins.
    fn worked_on(&self) -> Option<Node> {
        let node = self.current()?;
        let selected = self.selected().zip(self.page.document());
        let begins = selected.map(|(part, document)| document.outline.at(part.start));
        Some(Node { heading: begins.unwrap_or(node.heading), ..node })
    }

    /// What is selected, or the section that the keys are about, where its text is at hand.
    fn passage(&self) -> Option<Passage> {
        let node = self.current().filter(|node| self.page.entry() == Some(node.entry))?;
        let document = Arc::clone(self.page.document()?);
        let length = document.text.len();
        let whole = Span { start: 0, end: length };
        let section = node.heading.map_or(whole, |heading| document.outline.section(heading, length));
        let span = self.selected().unwrap_or(section);
        Some(Passage { document, span })
    }

    fn nothing_to_work_with(&mut self) -> Vec<Effect> {
        self.front.message = Some(Message::NothingToCopy);
        Vec::new()
    }

    /// Asks for the file to which the section is to be exported, or the report, or the outlines of a folder.
    pub(in crate::app) fn ask_for_file(&mut self) -> Vec<Effect> {
        let Some(node) = self.worked_on() else { return self.nothing_to_work_with() };
        let is_folder = self.shelf.library.report(node.entry).is_none();
        let document = self.passage().map(|passage| passage.document);
        if document.is_none() && !is_folder {
            return self.nothing_to_work_with();
        }
        let offered = self.offered_file(node);
        let (library, part) = (Arc::clone(&self.shelf.library), self.selected());
        let subject = Subject { library, entry: node.entry, heading: node.heading, document, part };
        self.front.ask =
            Some(Ask::new(Question::File(Export { subject, file: String::new(), replace: false }), &offered));
        Vec::new()
    }

    /// A file named like the section, in the folder and the format of the last export.
    fn offered_file(&mut self, node: Node) -> String {
        let library = &self.shelf.library;
        let title = match (library.report(node.entry), node.heading) {
            (Some(report), Some(heading)) => report.outline.title(heading).to_owned(),
            (Some(report), None) => report.presented(),
            (None, _) => library.entry(node.entry).map_or_else(String::new, |entry| entry.name()),
        };
        let fit = |c: &char| !c.is_control() && !c.is_whitespace() && !UNFIT.contains(*c);
        let name: String = title.chars().filter(fit).take(LONGEST_NAME).collect();
        self.front.answers.files.rest();
        let last = self.front.answers.files.older("").unwrap_or("~/x.md").to_owned();
        self.front.answers.files.rest();
        let folder = last.rfind('/').map_or("", |at| last.part(0..at + 1));
        let extension = last.rfind('.').map_or("", |at| last.part(at..last.len()));
        format!("{folder}{}{extension}", if name.is_empty() { "mulu" } else { &name })
    }

    /// Asks for the command that gets the section's text.
    pub(in crate::app) fn ask_for_command(&mut self) -> Vec<Effect> {
        let Some(passage) = self.passage() else { return self.nothing_to_work_with() };
        self.front.ask = Some(Ask::new(Question::Command(passage), ""));
        Vec::new()
    }

    /// Takes what was typed or pasted. Whether a file is to be replaced, the first letter answers.
    pub(in crate::app) fn ask_typed(&mut self, text: &str) -> Vec<Effect> {
        let Some(ask) = &mut self.front.ask else { return Vec::new() };
        let Question::Replace(export) = &ask.question else {
            ask.prompt.insert(text);
            self.rest_answers();
            return Vec::new();
        };
        let yes = text.chars().next().is_some_and(|letter| matches!(letter, 'y' | 'Y' | 'ｙ'));
        let export = Export { replace: true, ..export.clone() };
        self.leave_ask();
        if yes { vec![Effect::Export(export)] } else { Vec::new() }
    }

    /// A command in the line. To delete what is not there leaves it.
    pub(in crate::app) fn ask_command(&mut self, command: Command) -> Vec<Effect> {
        let Some(ask) = &mut self.front.ask else { return Vec::new() };
        let history = self.front.answers.to(&ask.question);
        match command {
            _ if matches!(ask.question, Question::Replace(_)) => self.leave_ask(),
            Command::Accept => return self.answer(),
            Command::RecallOlder => drop(history.recall(&mut ask.prompt, true)),
            Command::RecallNewer => drop(history.recall(&mut ask.prompt, false)),
            Command::DeleteBefore if ask.prompt.text().is_empty() => self.leave_ask(),
            command => {
                if ask.prompt.edit(command) {
                    history.rest();
                }
            }
        }
        Vec::new()
    }

    /// Closes the line without an answer.
    pub(in crate::app) fn leave_ask(&mut self) {
        self.front.ask = None;
        self.rest_answers();
    }

    fn rest_answers(&mut self) {
        self.front.answers.files.rest();
        self.front.answers.commands.rest();
    }

    /// Takes what is typed as the answer. Where nothing is, there is none.
    fn answer(&mut self) -> Vec<Effect> {
        let Some(Ask { question, prompt }) = self.front.ask.take() else { return Vec::new() };
        let history = self.front.answers.to(&question);
        history.rest();
        let typed = prompt.text().trim().to_owned();
        if typed.is_empty() {
            return Vec::new();
        }
        history.add(&typed);
        match question {
            Question::File(export) | Question::Replace(export) => {
                vec![Effect::Export(Export { file: typed, ..export })]
            }
            Question::Command(Passage { document, span }) => {
                vec![Effect::Send { text: document.text.span(span).to_owned(), command: typed }]
            }
        }
    }

    /// An export has come to its end. Where the file is there already, it is asked whether to replace it, unless
    /// the keys go somewhere else by now.
    pub(in crate::app) fn exported(&mut self, export: Export, exported: Exported) {
        match exported {
            Exported::Exists if matches!(self.scope(), Scope::Tree | Scope::Page | Scope::Selection) => {
                self.front.ask = Some(Ask::new(Question::Replace(export), ""));
            }
            exported => self.front.message = Some(Message::Exported(export.file, exported)),
        }
    }

    /// The command that got a text has ended.
    pub(in crate::app) fn sent(&mut self, command: String, sent: Sent) {
        self.front.message = Some(Message::Sent(command, sent));
    }
}
