//! The tree filtered to reports that hold a heading: what is typed for it, and what it does.

use crate::app::input::command::Command;
use crate::app::input::prompt::Prompt;
use crate::app::panes::Focus;
use crate::app::{Effect, State};
use crate::search::QueryError;
use crate::search::holding::Holding;

/// What the tree is filtered with.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What the user types; `None` while no prompt is open.
    pub prompt: Option<Prompt>,
    query: String,
    /// The number of the last search for it.
    number: u64,
    awaited: bool,
    /// Whether the answer is to something that was not looked for before.
    new: bool,
    fruitless: bool,
    trouble: Option<QueryError>,
}

impl Filter {
    /// What is looked for; empty where the tree shows everything.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Whether no report holds such a heading.
    pub fn is_fruitless(&self) -> bool {
        self.fruitless
    }

    /// Why it can't be looked for.
    pub fn trouble(&self) -> Option<&QueryError> {
        self.trouble.as_ref()
    }

    /// Whether an answer is on its way.
    pub fn is_waiting(&self) -> bool {
        self.awaited
    }
}

impl State {
    /// Opens the prompt.
    pub(in crate::app) fn open_filter(&mut self) -> Vec<Effect> {
        self.focus_tree();
        self.tree.filter.prompt = Some(Prompt::default());
        Vec::new()
    }

    /// Takes what was typed or pasted.
    pub(in crate::app) fn filter_typed(&mut self, text: &str) -> Vec<Effect> {
        if let Some(prompt) = &mut self.tree.filter.prompt {
            prompt.insert(text);
        }
        self.filter_anew()
    }

    /// A command in the prompt. To delete what is not there leaves it.
    pub(in crate::app) fn filter(&mut self, command: Command) -> Vec<Effect> {
        let Some(prompt) = &mut self.tree.filter.prompt else { return Vec::new() };
        if command == Command::Accept {
            self.tree.filter.prompt = None;
        } else if command == Command::DeleteBefore && prompt.text().is_empty() {
            self.lift_filter();
        } else if prompt.edit(command) {
            return self.filter_anew();
        }
        Vec::new()
    }

    /// Looks for what is typed now.
    fn filter_anew(&mut self) -> Vec<Effect> {
        let typed = self.tree.filter.prompt.as_ref().map_or("", |prompt| prompt.text().trim());
        if typed == self.tree.filter.query {
            return Vec::new();
        }
        self.tree.filter.query = typed.to_owned();
        if self.tree.filter.query.is_empty() {
            self.show_all();
        }
        self.tree.filter.new = true;
        self.renew_filter()
    }

    /// Looks for the same once more, after the library has changed.
    pub(in crate::app) fn renew_filter(&mut self) -> Vec<Effect> {
        if self.tree.filter.query.is_empty() {
            return Vec::new();
        }
        self.tree.filter.number += 1;
        self.tree.filter.awaited = true;
        vec![Effect::FindHolding { number: self.tree.filter.number, query: self.tree.filter.query.clone() }]
    }

    /// Takes the answer: the tree shows these reports and no others. Where there are none, it shows all.
    pub(in crate::app) fn held(&mut self, number: u64, found: Result<Holding, QueryError>) -> Vec<Effect> {
        if number != self.tree.filter.number || self.tree.filter.query.is_empty() {
            return Vec::new();
        }
        self.tree.filter.awaited = false;
        self.tree.filter.trouble = found.as_ref().err().cloned();
        let holding = found.unwrap_or_default();
        self.tree.filter.fruitless = holding.reports.is_empty();
        let before = self.tree.cursor(&self.shelf.library);
        let new = std::mem::take(&mut self.tree.filter.new);
        self.tree.sift(&self.shelf.library, Some(holding).filter(|holding| !holding.reports.is_empty()), new);
        let moved = self.tree.cursor(&self.shelf.library) != before && self.panes.focus == Focus::Tree;
        if moved && !self.is_prompting() { self.preview() } else { Vec::new() }
    }

    /// Shows all reports again, and closes the prompt.
    pub(in crate::app) fn lift_filter(&mut self) {
        self.tree.filter = Filter { number: self.tree.filter.number, ..Filter::default() };
        self.show_all();
    }

    fn show_all(&mut self) {
        (self.tree.filter.fruitless, self.tree.filter.awaited, self.tree.filter.trouble) = (false, false, None);
        self.tree.sift(&self.shelf.library, None, false);
    }
}
