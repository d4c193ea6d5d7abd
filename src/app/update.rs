//! Events change the state. This file routes; the parts do the work.

use std::sync::Arc;

use crate::app::input::command::{Command, Scope};
use crate::app::input::key::{Code, Key};
use crate::app::input::keymap::Order;
use crate::app::panes::{Areas, Focus};
use crate::app::searching::finder::Asked;
use crate::app::searching::history::History;
use crate::app::sheet::Sheet;
use crate::app::tree::Node;
use crate::app::{Effect, Event, Message, State};
use crate::library::{EntryId, Library, Place, Report, Update};
use crate::outline::Document;
use crate::text::width::with_ambiguous;
use crate::text::wrap::wrap;

impl State {
    /// Takes in what happened, and returns what the world must do.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let ambiguous = if let Event::Ambiguous(told) = event { told } else { self.panes.ambiguous };
        with_ambiguous(ambiguous, || self.take(event))
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        self.note_touch(&event);
        let effects = match event {
            Event::Key(key) => self.key(key),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Paste(text) => self.paste(&text),
            Event::Resize(width, height) => {
                (self.panes.width, self.panes.height) = (width, height);
                Vec::new()
            }
            Event::Ambiguous(ambiguous) => {
                self.panes.ambiguous = ambiguous;
                Vec::new()
            }
            Event::Library(update) => self.library(update),
            Event::Document(entry, document) => self.document(entry, document),
            Event::Measured(document, images) => {
                self.measured(&document, &images);
                Vec::new()
            }
            Event::Source(entry, lines, before) => {
                self.source(entry, lines, before);
                Vec::new()
            }
            Event::Compared(pair, differences) => {
                self.compared(&pair, differences);
                Vec::new()
            }
            Event::Explained(why, explained) => {
                self.explained(&why, explained);
                Vec::new()
            }
            Event::Found(search, found) => self.found(search, found),
            Event::TextsFound(search, answer) => self.texts_found(search, answer),
            Event::TextFound(number, found) => self.text_found(number, found),
            Event::Held(search, holding) => self.held(search, holding),
            Event::Queries(queries) => {
                self.finder.history = History::new(queries);
                Vec::new()
            }
            Event::Positions(positions) => {
                self.trail.positions.set(positions, &self.shelf.library);
                Vec::new()
            }
            Event::Edited(entry, failure) => self.edited(entry, failure),
            Event::NotOpened(reason) => {
                self.front.message = Some(Message::NoOpener(reason));
                Vec::new()
            }
            Event::Exported(export, exported) => {
                self.exported(export, exported);
                Vec::new()
            }
            Event::Sent(command, sent) => {
                self.sent(command, sent);
                Vec::new()
            }
            Event::Terminate => vec![Effect::Quit],
            Event::Stop => vec![Effect::Stop],
            Event::Continue => vec![Effect::TakeTerminal],
        };
        self.settle();
        let further = self.look_on();
        self.keep_position(effects.into_iter().chain(further).collect())
    }

    /// Whether an answer from a worker is on its way that will change the screen.
    pub fn is_waiting(&self) -> bool {
        let searches = self.finder.is_searching() || self.text_search.is_waiting() || self.tree.filter.is_waiting();
        let sheet = self.front.sheet.as_ref().is_some_and(Sheet::is_waiting);
        searches || sheet || self.is_waiting_beside() || self.page.is_waiting(&self.shelf.library)
    }

    /// Whether what the next key means depends on an answer that is on its way.
    pub fn is_deciding(&self) -> bool {
        self.finder.is_searching() && self.finder.is_accepted()
            || self.text_search.is_waiting() && self.text_search.is_accepted()
    }

    /// Where everything is on the screen now.
    pub fn areas(&self) -> Areas {
        let areas = match (self.is_prompting(), &self.beside) {
            (true, _) if self.has_remark() => self.panes.finder_areas().with_remark(),
            (true, _) => self.panes.finder_areas(),
            (false, Some(beside)) => self.panes.areas().with_beside(beside.first),
            (false, None) => self.panes.areas(),
        };
        match self.notice() {
            Some(notice) => areas.with_notice(wrap(&notice, areas.page.width.into()).len()),
            None => areas,
        }
    }

    /// Whether a prompt over all reports is open, which has the place of the tree.
    pub fn is_prompting(&self) -> bool {
        self.finder.open || self.text_search.open
    }

    /// Whether something is to be said below the prompt.
    fn has_remark(&self) -> bool {
        let texts = &self.text_search;
        let heads = self.finder.open && self.finder.trouble().is_some();
        heads || texts.open && (texts.trouble().is_some() || texts.prompt.text().is_empty())
    }

    /// What stands above the text of a report of which some is missing.
    pub fn notice(&self) -> Option<String> {
        let document = self.page.document().filter(|document| !document.text.is_empty())?;
        let problem = document.problems.iter().find(|problem| problem.loses_text());
        problem.map(|problem| format!("This report {}", problem.told()))
    }

    /// Where keys go.
    pub fn scope(&self) -> Scope {
        match self.panes.focus {
            _ if self.front.ask.is_some() => Scope::Ask,
            _ if self.front.sheet.is_some() => Scope::Sheet,
            _ if self.finder.open && !self.finder.is_prompt() => Scope::List,
            _ if self.finder.open => Scope::Finder,
            _ if self.text_search.open => Scope::Texts,
            _ if self.tree.filter.prompt.is_some() => Scope::Filter,
            _ if self.page.find.prompt.is_some() => Scope::Find,
            _ if self.page.hints.is_some() => Scope::Links,
            Focus::Tree => Scope::Tree,
            Focus::Page if self.page.selection.is_some() => Scope::Selection,
            Focus::Page => Scope::Page,
        }
    }

    fn key(&mut self, key: Key) -> Vec<Effect> {
        self.front.message = None;
        self.page.find.awaited = None;
        let scope = self.scope();
        if key.code == Code::Esc && self.panes.pending.cancel() {
            return Vec::new();
        }
        match self.panes.pending.take(scope, key) {
            Some(order) => self.order(scope, order),
            None => match (scope, key.character()) {
                (Scope::Finder | Scope::Texts | Scope::Find | Scope::Filter | Scope::Ask, Some(character)) => {
                    self.typed(scope, &character.to_string())
                }
                (Scope::Links, _) => match key.half_width().character() {
                    Some(letter) => self.hint_typed(letter),
                    None => self.back_out(),
                },
                _ => Vec::new(),
            },
        }
    }

    fn order(&mut self, scope: Scope, order: Order) -> Vec<Effect> {
        match order.command {
            Command::Suspend => vec![Effect::AskToStop],
            Command::Quit => vec![Effect::Quit],
            Command::BackOut => self.back_out(),
            _ => match scope {
                Scope::Tree | Scope::Page => self.browse(order),
                Scope::Finder | Scope::List => self.seek(order.command),
                Scope::Texts => self.text_seek(order.command),
                Scope::Find => self.find(order.command),
                Scope::Links => Vec::new(),
                Scope::Ask => self.ask_command(order.command),
                Scope::Selection => self.selecting(order),
                Scope::Filter => self.filter(order.command),
                Scope::Sheet => self.sheet(order.command),
            },
        }
    }

    fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.scope() {
            scope @ (Scope::Finder | Scope::Texts | Scope::Find | Scope::Filter | Scope::Ask) => {
                self.typed(scope, text)
            }
            _ => Vec::new(),
        }
    }

    /// Takes what was typed or pasted into a prompt.
    fn typed(&mut self, scope: Scope, text: &str) -> Vec<Effect> {
        match scope {
            Scope::Finder => return self.seek_typed(text),
            Scope::Texts => return self.text_seek_typed(text),
            Scope::Ask => return self.ask_typed(text),
            Scope::Filter => return self.filter_typed(text),
            _ => self.find_typed(text),
        }
        Vec::new()
    }

    /// Esc leaves the innermost thing that is open: a sheet, a prompt, the marks of what was found, the page.
    fn back_out(&mut self) -> Vec<Effect> {
        match self.scope() {
            Scope::Ask => self.leave_ask(),
            Scope::Selection => self.page.selection = None,
            Scope::Sheet => self.front.sheet = None,
            Scope::Finder | Scope::List => return self.leave_finder(),
            Scope::Texts => return self.leave_text_search(),
            Scope::Find => self.leave_find(),
            Scope::Links => self.page.hints = None,
            Scope::Filter => self.lift_filter(),
            Scope::Page if self.page.find.is_looking() => self.page.find.set_query("", None, 0),
            Scope::Page if self.beside.as_ref().is_some_and(|beside| beside.first) => self.close_beside(),
            Scope::Page => self.focus_tree(),
            Scope::Tree => self.lift_filter(),
        }
        Vec::new()
    }

    fn sheet(&mut self, command: Command) -> Vec<Effect> {
        let page = isize::try_from(self.sheet_rows()).unwrap_or(1);
        match command {
            Command::Down => self.scroll_sheet(1),
            Command::Up => self.scroll_sheet(-1),
            Command::HalfPageDown => self.scroll_sheet(page / 2),
            Command::HalfPageUp => self.scroll_sheet(-page / 2),
            Command::PageDown => self.scroll_sheet(page),
            Command::PageUp => self.scroll_sheet(-page),
            Command::Top => self.scroll_sheet(isize::MIN),
            Command::Bottom => self.scroll_sheet(isize::MAX),
            Command::Redraw => return vec![Effect::Redraw],
            _ => return self.back_out(),
        }
        Vec::new()
    }

    pub(super) fn scroll_sheet(&mut self, lines: isize) {
        let (columns, rows) = (self.panes.width, self.sheet_rows());
        if let Some(sheet) = &mut self.front.sheet {
            sheet.scroll(lines, columns, rows);
        }
    }

    /// Rows for the lines of a sheet.
    fn sheet_rows(&self) -> usize {
        self.panes.height.saturating_sub(2).into()
    }

    fn library(&mut self, update: Update) -> Vec<Effect> {
        let old = std::mem::replace(&mut self.shelf.library, update.library);
        let unwatched = update.progress.unwatched.filter(|_| self.shelf.progress.unwatched.is_none());
        self.front.message = unwatched.map(Message::Unwatched).or_else(|| self.front.message.take());
        self.shelf.progress = update.progress;
        let new = Arc::clone(&self.shelf.library);
        self.tree.follow(&old, &new);
        self.trail.follow(&old, &new);
        self.text_search.follow(&old, &new);
        self.follow_beside(&old);
        self.trail.positions.offer(&new);
        let mut effects = self.follow_page(&old);
        effects.extend(self.read_beside());
        if self.finder.open {
            effects.extend(self.search());
        }
        effects.extend(self.renew_text_search());
        effects.extend(self.renew_filter());
        effects
    }

    /// Follows the page into the newest library. A report that has changed is read again; where nothing is shown,
    /// the tree's cursor is.
    fn follow_page(&mut self, old: &Library) -> Vec<Effect> {
        let new = Arc::clone(&self.shelf.library);
        if let Some(origin) = self.finder.origin {
            self.finder.origin = origin.relocated(old, &new);
        }
        if let Asked::Corresponding(place) = &mut self.finder.asked {
            *place = place.relocated(old, &new).unwrap_or(*place);
        }
        let place = self.page.place().and_then(|place| place.relocated(old, &new));
        let changed = place.and_then(|place| Some((old.report(place.entry)?, new.report(place.entry)?)));
        let changed = changed.is_some_and(|(before, now)| !Arc::ptr_eq(before, now));
        self.page.follow(place);
        match place {
            Some(place) if changed => self.read(place.entry),
            Some(_) if !self.tree.is_untouched() || self.is_prompting() => Vec::new(),
            _ => self.preview(),
        }
    }

    /// A report was read for the page. Where its headings are not those that the library knows, the file has changed
    /// since, and the library reads it again. One that can't be read any more stays, and the page says why.
    fn document(&mut self, entry: EntryId, document: Arc<Document>) -> Vec<Effect> {
        let known = self.shelf.library.report(entry);
        let readable = !document.text.is_empty();
        let changed = readable && known.is_some_and(|report| report.outline != document.outline);
        if let Some(beside) = &mut self.beside {
            beside.page.set_document(entry, Arc::clone(&document));
        }
        self.page.set_document(entry, document);
        if self.page.entry() == Some(entry) && self.panes.focus == Focus::Page && !self.is_prompting() {
            // A name in a link may have led further than to the beginning.
            self.follow_reading();
        }
        let again = changed.then_some(Effect::ReadAgain(entry));
        again.into_iter().chain(self.read_beside()).collect()
    }

    fn edited(&mut self, entry: EntryId, failure: Option<String>) -> Vec<Effect> {
        if let Some(reason) = failure {
            self.front.message = Some(Message::NoEditor(reason));
        }
        vec![Effect::ReadAgain(entry), Effect::Redraw]
    }

    /// Shows a place in the page. The report is read for that where it is not at hand.
    pub(super) fn show(&mut self, place: Place) -> Vec<Effect> {
        match self.page.show(place) {
            Some(entry) => self.read(entry),
            None => Vec::new(),
        }
    }

    /// Asks for the text of a report.
    pub(super) fn read(&self, entry: EntryId) -> Vec<Effect> {
        let report = self.shelf.library.report(entry);
        let read = |report: &Arc<Report>| {
            let path = report.path.to_path_buf();
            Effect::Read { entry, path, reading: report.reading }
        };
        report.map(read).into_iter().collect()
    }

    /// Shows in the page what the tree's cursor is on.
    pub(super) fn preview(&mut self) -> Vec<Effect> {
        let node = self.tree.cursor(&self.shelf.library);
        node.map_or_else(Vec::new, |node| self.show(self.place_of(node)))
    }

    /// The place at which a node begins.
    pub(super) fn place_of(&self, node: Node) -> Place {
        let report = self.shelf.library.report(node.entry);
        let heading = node.heading.and_then(|index| report?.outline.get(index));
        Place { entry: node.entry, heading: node.heading, offset: heading.map_or(0, |heading| heading.span.start) }
    }

    /// Brings every part into line with the size of the screen, after anything has changed.
    pub(super) fn settle(&mut self) {
        self.settle_beside();
        let areas = self.areas();
        self.page.settle(areas.page.width, areas.page.height, self.panes.ambiguous);
        self.tree.keep_visible(&self.shelf.library, areas.tree.height.into());
        if self.finder.open {
            self.finder.results.keep_visible(areas.results.height.into());
        }
        if self.text_search.open {
            self.text_search.results.keep_visible(areas.results.height.into());
        }
        self.scroll_sheet(0);
    }
}
