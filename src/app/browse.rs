//! What the commands do in the tree and in the page.

use std::sync::Arc;

use crate::app::input::command::Command;
use crate::app::input::keymap::Order;
use crate::app::page::selection::Unit;
use crate::app::panes::Focus;
use crate::app::sheet::{Content, Sheet};
use crate::app::tree::Node;
use crate::app::tree::folds::ALL_LEVELS;
use crate::app::{Effect, Message, State};
use crate::formats::{self, Reading};
use crate::library::{Library, Place};
use crate::outline::Outline;

impl State {
    /// A command given in the tree or in the page.
    pub(super) fn browse(&mut self, order: Order) -> Vec<Effect> {
        let count = isize::try_from(order.count).unwrap_or(1);
        match order.command {
            Command::Down => self.move_by(count),
            Command::Up => self.move_by(-count),
            Command::HalfPageDown => self.move_by(count * self.rows() / 2),
            Command::HalfPageUp => self.move_by(-count * self.rows() / 2),
            Command::PageDown => self.turn(count),
            Command::PageUp => self.turn(-count),
            Command::Top => self.go_to_end(false),
            Command::Bottom => self.go_to_end(true),
            Command::Parent => self.go_to_parent(),
            Command::NextSection => self.go_to_section(count),
            Command::PreviousSection => self.go_to_section(-count),
            Command::NextSibling => self.go_to_sibling(order.count, Outline::next_sibling),
            Command::PreviousSibling => self.go_to_sibling(order.count, Outline::previous_sibling),
            Command::Back => self.revisit(false),
            Command::Forward => self.revisit(true),
            Command::GoToMark => self.go_to_mark(order.argument),
            Command::Read => self.read_node(),
            Command::GoOn => self.go_on(),
            Command::SearchHeadings => self.open_finder(),
            Command::SearchTexts => self.open_text_search(),
            Command::ResumeSearch => self.resume_finder(),
            Command::ShowCorresponding => self.show_corresponding(),
            Command::FindNext => self.find_next(count),
            Command::FindPrevious => self.find_next(-count),
            Command::FollowLink => self.show_hints(false),
            Command::OpenLink => self.show_hints(true),
            Command::OpenImage => self.open_image(),
            Command::CopySection => self.copy_section(),
            Command::CopyAddress => self.copy_address(),
            Command::CopyMarkdown => self.copy_markdown(),
            Command::Export => self.ask_for_file(),
            Command::Send => self.ask_for_command(),
            Command::Edit => self.edit(),
            Command::OpenBeside => self.toggle_beside(),
            Command::Compare => self.toggle_comparison(),
            Command::ShowSource => self.show_source(),
            Command::Explain => self.explain(),
            Command::ReadAgain => self.read_again(),
            Command::StopReading => self.stop_reading(),
            Command::StepSorting => self.step_sorting(),
            Command::StepGrouping => self.step_grouping(),
            Command::FilterTree => self.open_filter(),
            Command::StepBelief => {
                let belief = self.shelf.reading.belief.next();
                self.read_otherwise(Reading { belief, ..self.shelf.reading }, Message::Believing(belief))
            }
            Command::ToggleRaw => {
                let raw = !self.shelf.reading.raw;
                self.read_otherwise(Reading { raw, ..self.shelf.reading }, Message::Raw(raw))
            }
            Command::TablesLeft => self.scroll_tables(-count),
            Command::TablesRight => self.scroll_tables(count),
            Command::Redraw => vec![Effect::Redraw],
            command => self.arrange(command, order.argument),
        }
    }

    /// Commands that change what is shown and how, and ask nothing of the world but the preview.
    fn arrange(&mut self, command: Command, argument: Option<char>) -> Vec<Effect> {
        let library = Arc::clone(&self.shelf.library);
        match command {
            Command::Fold => return self.fold(&library),
            Command::Unfold => return self.unfold(&library),
            Command::ToggleFold => return self.toggle_fold(&library),
            Command::ShowLevel => {
                let level = argument.and_then(|digit| digit.to_digit(10)).and_then(|digit| u8::try_from(digit).ok());
                self.tree.refold(&library, |folds| folds.show_level(level.unwrap_or(1)));
            }
            Command::FoldAll => self.tree.refold(&library, |folds| folds.fold_all(&library)),
            Command::UnfoldAll => self.tree.refold(&library, |folds| folds.show_level(ALL_LEVELS)),
            Command::SwitchPane => {
                self.switch_pane();
                return Vec::new();
            }
            Command::ToggleTree => {
                self.panes.toggle_tree();
                return Vec::new();
            }
            Command::NarrowTree => self.panes.widen_tree(-1),
            Command::WidenTree => self.panes.widen_tree(1),
            Command::ToggleJoining => {
                self.page.look.as_it_is = !self.page.look.as_it_is;
                self.front.message = Some(Message::Joining(!self.page.look.as_it_is));
            }
            Command::ToggleJustifying => {
                self.page.look.justified = !self.page.look.justified;
                self.front.message = Some(Message::Justifying(self.page.look.justified));
            }
            Command::ToggleNotes => {
                self.page.look.notes = !self.page.look.notes;
                self.front.message = Some(Message::Notes(self.page.look.notes));
            }
            Command::SetMark => self.set_mark(argument),
            Command::SelectSentences => self.select(Unit::Sentence),
            Command::SelectLines => self.select(Unit::Line),
            Command::FindText => self.open_find(),
            Command::Help => self.front.sheet = Some(Sheet::new(Content::Keys)),
            Command::ShowOmissions => self.show_omissions(),
            _ => {}
        }
        if self.panes.focus == Focus::Tree { self.preview_if_moved() } else { Vec::new() }
    }

    fn scroll_tables(&mut self, columns: isize) -> Vec<Effect> {
        if !self.page.scroll_tables(i16::try_from(columns).unwrap_or(0)) {
            self.front.message = Some(Message::NoWideTable);
        }
        Vec::new()
    }

    /// Folding may have moved the cursor to what hides it.
    fn preview_if_moved(&mut self) -> Vec<Effect> {
        let node = self.tree.cursor(&self.shelf.library);
        let shown = self.page.place().map(|place| Node { entry: place.entry, heading: place.heading });
        if node == shown { Vec::new() } else { self.preview() }
    }

    /// Rows of the pane that has the keys.
    fn rows(&self) -> isize {
        let areas = self.areas();
        let rows = if self.panes.focus == Focus::Tree { areas.tree.height } else { areas.page.height };
        isize::from(rows.cast_signed()).max(2)
    }

    fn move_by(&mut self, rows: isize) -> Vec<Effect> {
        if self.panes.focus == Focus::Tree {
            self.tree.move_by(&self.shelf.library, rows);
            return self.preview();
        }
        self.page.scroll(rows);
        self.follow_reading();
        Vec::new()
    }

    fn turn(&mut self, pages: isize) -> Vec<Effect> {
        if self.panes.focus == Focus::Tree {
            return self.move_by(pages * (self.rows() - 1));
        }
        self.page.turn(pages);
        self.follow_reading();
        Vec::new()
    }

    fn go_to_end(&mut self, last: bool) -> Vec<Effect> {
        if self.panes.focus == Focus::Tree {
            self.tree.move_to(&self.shelf.library, if last { usize::MAX } else { 0 });
            return self.preview();
        }
        self.trail.leave(self.page.place());
        if last {
            self.page.bottom()
        } else {
            self.page.top()
        }
        self.follow_reading();
        Vec::new()
    }

    /// The tree's cursor follows the reading position, as far as the tree is unfolded.
    pub(super) fn follow_reading(&mut self) {
        if let Some(place) = self.page.place() {
            self.tree.choose(&self.shelf.library, Node { entry: place.entry, heading: place.heading });
        }
    }

    pub(super) fn focus_tree(&mut self) {
        self.panes.focus = Focus::Tree;
        self.panes.tree_hidden = false;
    }

    /// Goes to a place: the page shows it, and the tree's cursor stands on it.
    pub(super) fn go(&mut self, place: Place) -> Vec<Effect> {
        if !self.tree.shows(&self.shelf.library, place.entry) {
            self.lift_filter();
        }
        self.tree.reveal(&self.shelf.library, Node { entry: place.entry, heading: place.heading });
        self.show(place)
    }

    /// Goes to a place, and remembers where the jump began.
    pub(super) fn jump(&mut self, place: Place) -> Vec<Effect> {
        self.trail.leave(self.page.place());
        self.go(place)
    }

    fn fold(&mut self, library: &Library) -> Vec<Effect> {
        if self.panes.focus == Focus::Page {
            self.focus_tree();
            return Vec::new();
        }
        let Some(node) = self.tree.cursor(library) else { return Vec::new() };
        if self.tree.is_open(library, node) == Some(true) {
            self.tree.choose(library, node);
            self.tree.set_open(library, node, false);
            return Vec::new();
        }
        self.go_to_parent()
    }

    fn unfold(&mut self, library: &Library) -> Vec<Effect> {
        let Some(node) = self.tree.cursor(library).filter(|_| self.panes.focus == Focus::Tree) else {
            return Vec::new();
        };
        match self.tree.is_open(library, node) {
            Some(false) => {
                self.tree.choose(library, node);
                self.tree.set_open(library, node, true);
                Vec::new()
            }
            Some(true) => self.move_by(1),
            None => self.read_node(),
        }
    }

    fn toggle_fold(&mut self, library: &Library) -> Vec<Effect> {
        if let Some(node) = self.tree.cursor(library)
            && let Some(open) = self.tree.is_open(library, node)
        {
            self.tree.choose(library, node);
            self.tree.set_open(library, node, !open);
        }
        Vec::new()
    }

    /// The page takes the keys, at what the tree's cursor is on. A folder is unfolded or folded.
    pub(super) fn read_node(&mut self) -> Vec<Effect> {
        let library = Arc::clone(&self.shelf.library);
        let Some(node) = self.tree.cursor(&library) else { return Vec::new() };
        if library.report(node.entry).is_none() {
            return self.toggle_fold(&library);
        }
        self.tree.choose(&library, node);
        self.panes.focus = Focus::Page;
        self.trail.leave(self.page.place());
        let place = self.place_to_read(node);
        let effects = self.show(place);
        self.follow_reading();
        effects
    }

    /// What the keys are about: the tree's cursor, or what is read in the page.
    pub(super) fn current(&self) -> Option<Node> {
        match (self.panes.focus, self.page.place()) {
            (Focus::Page, Some(place)) => Some(Node { entry: place.entry, heading: place.heading }),
            _ => self.tree.cursor(&self.shelf.library),
        }
    }

    fn go_to_parent(&mut self) -> Vec<Effect> {
        let parent = self.current().and_then(|node| self.tree.parent(&self.shelf.library, node));
        match parent {
            Some(parent) if self.panes.focus == Focus::Tree => {
                self.tree.choose(&self.shelf.library, parent);
                self.preview()
            }
            Some(parent) if self.shelf.library.report(parent.entry).is_some() => self.jump(self.place_of(parent)),
            _ => Vec::new(),
        }
    }

    /// The section `steps` after this one in the whole report. The report itself stands before its first section.
    fn go_to_section(&mut self, steps: isize) -> Vec<Effect> {
        let Some(node) = self.current() else { return Vec::new() };
        let Some(report) = self.shelf.library.report(node.entry) else { return Vec::new() };
        let here = node.heading.map_or(0, |heading| heading as usize + 1);
        let next = here.saturating_add_signed(steps).min(report.outline.len() as usize);
        if next == here {
            self.front.message = Some(Message::NoMoreSections);
            return Vec::new();
        }
        let heading = next.checked_sub(1).and_then(|index| u32::try_from(index).ok());
        self.jump(self.place_of(Node { heading, ..node }))
    }

    fn go_to_sibling(&mut self, count: u32, sibling: fn(&Outline, u32) -> Option<u32>) -> Vec<Effect> {
        let Some(node) = self.current() else { return Vec::new() };
        let outline = self.shelf.library.report(node.entry).map(|report| &report.outline);
        let (Some(outline), Some(start)) = (outline, node.heading) else {
            self.front.message = Some(Message::NoMoreSections);
            return Vec::new();
        };
        let steps = std::iter::successors(Some(start), |&at| sibling(outline, at)).skip(1);
        match steps.take(count as usize).last() {
            Some(heading) => self.jump(self.place_of(Node { heading: Some(heading), ..node })),
            None => {
                self.front.message = Some(Message::NoMoreSections);
                Vec::new()
            }
        }
    }

    fn revisit(&mut self, forward: bool) -> Vec<Effect> {
        let here = self.page.place();
        match if forward { self.trail.forward(here) } else { self.trail.back(here) } {
            Some(place) => self.go(place),
            None => {
                self.front.message = Some(Message::NoMorePlaces);
                Vec::new()
            }
        }
    }

    fn set_mark(&mut self, letter: Option<char>) {
        if let (Some(letter), Some(place)) = (letter, self.page.place()) {
            self.trail.set_mark(letter, place);
            self.front.message = Some(Message::Marked(letter));
        }
    }

    fn go_to_mark(&mut self, letter: Option<char>) -> Vec<Effect> {
        let Some(letter) = letter else { return Vec::new() };
        match self.trail.mark(letter) {
            Some(place) => self.jump(place),
            None => {
                self.front.message = Some(Message::NoMark(letter));
                Vec::new()
            }
        }
    }

    fn edit(&mut self) -> Vec<Effect> {
        let report = self.current().and_then(|node| Some((node, self.shelf.library.report(node.entry)?)));
        let Some((node, report)) = report else { return Vec::new() };
        if !formats::is_text(report.format) {
            self.front.message = Some(Message::NotForEditors(report.name()));
            return Vec::new();
        }
        let heading = node.heading.and_then(|index| report.outline.get(index));
        let line = heading.map_or(1, |heading| heading.line);
        vec![Effect::Edit { entry: node.entry, path: report.path.to_path_buf(), line }]
    }

    /// Reads everything in another way. What is shown stays until it is read.
    fn read_otherwise(&mut self, reading: Reading, message: Message) -> Vec<Effect> {
        self.shelf.reading = reading;
        self.front.message = Some(message);
        vec![Effect::ReadOtherwise(reading, self.page.entry())]
    }

    fn stop_reading(&mut self) -> Vec<Effect> {
        if self.shelf.progress.complete {
            self.front.message = Some(Message::NotReading);
            return Vec::new();
        }
        vec![Effect::StopReading]
    }

    fn read_again(&mut self) -> Vec<Effect> {
        self.front.message = Some(Message::ReadingAgain);
        if self.shelf.progress.stopped {
            return vec![Effect::ReadAllAgain];
        }
        match self.current().filter(|node| self.shelf.library.report(node.entry).is_some()) {
            Some(node) => vec![Effect::ReadAgain(node.entry)],
            None => vec![Effect::ReadAllAgain],
        }
    }
}
