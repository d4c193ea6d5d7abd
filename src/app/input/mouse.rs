//! What the mouse does, by the areas of the screen.

use std::sync::Arc;

use crate::app::input::key::{Mouse, MouseAction};
use crate::app::panes::{Area, Focus};
use crate::app::{Effect, State};

/// Lines that one notch of the wheel scrolls.
const NOTCH: isize = 3;

impl State {
    /// Something done with the mouse.
    pub(in crate::app) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        if self.front.sheet.is_some() {
            return self.wheel_sheet(mouse);
        }
        match mouse.action {
            MouseAction::Release => {
                self.panes.release();
                self.page.pressed = None;
                return self.release_link();
            }
            MouseAction::Press => return self.press(mouse),
            MouseAction::Drag => self.drag(mouse),
            MouseAction::WheelDown => return self.wheel(mouse, NOTCH),
            MouseAction::WheelUp => return self.wheel(mouse, -NOTCH),
        }
        Vec::new()
    }

    fn wheel_sheet(&mut self, mouse: Mouse) -> Vec<Effect> {
        match mouse.action {
            MouseAction::WheelDown => self.scroll_sheet(NOTCH),
            MouseAction::WheelUp => self.scroll_sheet(-NOTCH),
            _ => {}
        }
        Vec::new()
    }

    fn wheel(&mut self, mouse: Mouse, lines: isize) -> Vec<Effect> {
        let areas = self.areas();
        let over = |area: Area| area.contains(mouse.column, mouse.row);
        if over(areas.results) {
            let rows = areas.results.height.into();
            if self.text_search.open {
                return self.choose_text(lines.signum(), rows);
            }
            self.finder.choose(|results| results.move_by(lines.signum(), rows));
            return self.preview_hit();
        }
        if over(areas.tree) {
            let before = self.tree.cursor(&self.shelf.library);
            self.tree.scroll(&self.shelf.library, lines, areas.tree.height.into());
            let moved = self.tree.cursor(&self.shelf.library) != before;
            return if moved { self.preview() } else { Vec::new() };
        }
        if areas.beside.contains(mouse.column, mouse.row) {
            self.scroll_beside(lines);
            return Vec::new();
        }
        self.scroll_page(lines);
        Vec::new()
    }

    /// Scrolls the page. The tree follows, unless it is hidden behind a prompt, which returns to where it was.
    pub(in crate::app) fn scroll_page(&mut self, lines: isize) {
        self.page.scroll(lines);
        if !self.is_prompting() {
            self.follow_reading();
        }
    }

    fn press(&mut self, mouse: Mouse) -> Vec<Effect> {
        let areas = self.areas();
        let over = |area: Area| area.contains(mouse.column, mouse.row);
        if over(areas.results) {
            return self.press_result((mouse.row - areas.results.row).into(), areas.results.height.into());
        }
        if self.is_prompting() || self.panes.drag_divider(mouse.column, mouse.row, true) {
            return Vec::new();
        }
        if over(areas.tree) {
            self.page.selection = None;
            return self.press_tree(mouse, areas.tree);
        }
        if areas.beside.contains(mouse.column, mouse.row) {
            self.press_beside();
            let effects = self.press_own_page(mouse);
            // What gives the keys follows no link.
            self.page.clicked = None;
            return effects;
        }
        self.press_own_page(mouse)
    }

    /// The mouse is pressed in the page that has the keys, or gets them now.
    fn press_own_page(&mut self, mouse: Mouse) -> Vec<Effect> {
        let areas = self.areas();
        let over = |area: Area| area.contains(mouse.column, mouse.row);
        if over(areas.scroll_bar) {
            self.panes.focus = Focus::Page;
            return self.press_ruler(areas.scroll_bar, mouse);
        }
        if over(areas.page) {
            self.press_link(mouse.column - areas.page.column, mouse.row - areas.page.row);
            self.panes.focus = Focus::Page;
            self.press_page(areas.page, mouse.column, mouse.row);
        }
        Vec::new()
    }

    fn drag(&mut self, mouse: Mouse) {
        if self.panes.holds_scroll_bar() {
            self.drag_ruler(self.areas().scroll_bar, mouse);
        } else if !self.panes.drag_divider(mouse.column, mouse.row, false) && !self.is_prompting() {
            self.drag_page(self.areas().page, mouse.column, mouse.row);
        }
    }

    /// A press on a result chooses it; on the chosen one, it goes there.
    fn press_result(&mut self, row: usize, rows: usize) -> Vec<Effect> {
        if self.text_search.open {
            return self.press_text(row, rows);
        }
        let before = self.finder.results.selected();
        let shown = self.finder.results.visible(rows).nth(row).map(|(at, _)| at);
        match shown {
            Some(at) if at == before => self.accept(),
            Some(_) => {
                self.finder.choose(|results| results.select_row(row, rows));
                self.preview_hit()
            }
            None => Vec::new(),
        }
    }

    /// The same for the results of a search in texts.
    fn press_text(&mut self, row: usize, rows: usize) -> Vec<Effect> {
        let before = self.text_search.results.selected();
        let shown = self.text_search.results.visible(rows).nth(row).map(|(at, _)| at);
        match shown {
            Some(at) if at == before => self.accept_text(),
            Some(_) => {
                self.text_search.choose(|results| results.select_row(row, rows));
                self.preview_text()
            }
            None => Vec::new(),
        }
    }

    /// A press chooses a node. On a fold mark, or on the node that is chosen already, it folds or unfolds.
    fn press_tree(&mut self, mouse: Mouse, area: Area) -> Vec<Effect> {
        let (column, row) = (mouse.column - area.column, usize::from(mouse.row - area.row));
        let library = Arc::clone(&self.shelf.library);
        self.panes.focus = Focus::Tree;
        let Some(row) = self.tree.rows(&library, self.tree.top() + row, 1).pop() else { return Vec::new() };
        let chosen = self.tree.cursor(&library) == Some(row.node);
        self.tree.choose(&library, row.node);
        if let Some(open) = row.open.filter(|_| chosen || row.mark_column(area.width) == column) {
            self.tree.set_open(&library, row.node, !open);
        }
        self.preview()
    }
}
