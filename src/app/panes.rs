//! How the screen is divided, in cells. The same areas serve for drawing and for the mouse.

use std::ops::Range;

use crate::app::input::keymap::Pending;
use crate::text::width::Ambiguous;

/// Below this width or height there is nothing but a message.
pub const SMALLEST: (u16, u16) = (40, 10);

/// Below this width one pane is shown at a time.
const BOTH: u16 = 60;
/// Two pages stand side by side where each has so many columns.
const SIDE: u16 = 36;
/// Two pages stand one above the other where each has so many rows.
const STACKED: u16 = 7;
/// The narrowest tree and the narrowest page, in columns.
const NARROWEST: u16 = 16;
/// By how many columns the tree grows or shrinks at a time.
const STEP: u16 = 4;

/// Which pane takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Focus {
    /// The tree of folders, reports and headings.
    #[default]
    Tree,
    /// The text.
    Page,
}

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// The leftmost column.
    pub column: u16,
    /// The topmost row.
    pub row: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// Whether the cell lies inside.
    pub fn contains(self, column: u16, row: u16) -> bool {
        (self.column..self.column.saturating_add(self.width)).contains(&column)
            && (self.row..self.row.saturating_add(self.height)).contains(&row)
    }

    /// Its rows.
    pub fn rows(self) -> Range<u16> {
        self.row..self.row.saturating_add(self.height)
    }

    fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }
}

fn area(column: u16, row: u16, width: u16, height: u16) -> Area {
    Area { column, row, width, height }
}

/// The first row of a list of `height` rows that has to be shown so that `row` is seen, moved as little as can be.
pub fn scrolled(first: usize, row: usize, height: usize) -> usize {
    first.max((row + 1).saturating_sub(height)).min(row)
}

/// The size of the screen, how it is divided, and where keys and mouse are.
#[derive(Clone, Debug)]
pub struct Panes {
    /// Columns of the screen.
    pub width: u16,
    /// Rows of the screen.
    pub height: u16,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Which pane takes the keys.
    pub focus: Focus,
    /// Whether the tree is put away.
    pub tree_hidden: bool,
    /// The tree's columns, where the user has chosen.
    tree_width: Option<u16>,
    /// Keys that don't make a command yet.
    pub pending: Pending,
    /// What the mouse has hold of.
    held: Option<Held>,
}

/// What the mouse drags while its button is down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    /// The column between tree and page.
    Divider,
    /// The column at the right of the page that has the keys.
    ScrollBar,
}

/// The areas of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageAreas {
    /// Its first row.
    pub breadcrumb: Area,
    /// The text.
    pub page: Area,
    /// The column at the right of the text.
    pub scroll_bar: Area,
}

/// The areas of the screen. Those that are not shown are empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    /// The first row of the tree's pane.
    pub tree_title: Area,
    /// The rows of the tree.
    pub tree: Area,
    /// The column between the panes.
    pub divider: Area,
    /// The first row of the page's pane.
    pub breadcrumb: Area,
    /// The lines above the text that say what is wrong with the report.
    pub notice: Area,
    /// The text.
    pub page: Area,
    /// The column at the right of the text.
    pub scroll_bar: Area,
    /// The second page, where there are two; it may be the first one on the screen, if that has not the keys.
    pub beside: PageAreas,
    /// The column between two pages that stand side by side.
    pub between: Area,
    /// The line in which a query is typed.
    pub prompt: Area,
    /// The line below the prompt that says something of what is typed.
    pub remark: Area,
    /// The results of a search.
    pub results: Area,
    /// The last row of the screen.
    pub status: Area,
}

impl PageAreas {
    /// Whether the cell lies in the page, its breadcrumb or its scroll bar, or in the space between them.
    pub fn contains(self, column: u16, row: u16) -> bool {
        let Area { column: left, row: top, width, .. } = self.breadcrumb;
        area(left, top, width, 1 + self.page.height).contains(column, row)
    }

    /// Divides an area: a row for the breadcrumb, a column of space on the left, space and the scroll bar on the right.
    fn inside(whole: Area) -> Self {
        let Area { column, row, width, height } = whole;
        Self {
            breadcrumb: area(column, row, width, height.min(1)),
            page: area(column + 1, row + 1, width.saturating_sub(3), height.saturating_sub(1)),
            scroll_bar: area((column + width).saturating_sub(1), row + 1, width.min(1), height.saturating_sub(1)),
        }
    }
}

impl Areas {
    /// The same with two pages: side by side where there is room, else one above the other, else only the one that has
    /// the keys. `first` says whether the other one is the first of the two.
    pub fn with_beside(self, first: bool) -> Self {
        let (width, height) = (self.breadcrumb.width, self.page.height + 1);
        let Area { column, row, .. } = self.breadcrumb;
        let (one, other) = if width == 0 {
            return self;
        } else if width > 2 * SIDE {
            let left = width / 2;
            (area(column, row, left, height), area(column + left + 1, row, width - left - 1, height))
        } else if height >= 2 * STACKED {
            let upper = height / 2;
            (area(column, row, width, upper), area(column, row + upper, width, height - upper))
        } else {
            return self;
        };
        let between = if one.row == other.row { area(column + one.width, row, 1, height) } else { Area::default() };
        let (own, beside) = if first { (other, one) } else { (one, other) };
        let own = PageAreas::inside(own);
        let beside = PageAreas::inside(beside);
        Self { breadcrumb: own.breadcrumb, page: own.page, scroll_bar: own.scroll_bar, beside, between, ..self }
    }

    /// The same with a row for a remark above the results.
    pub fn with_remark(mut self) -> Self {
        if self.results.height > 1 {
            self.remark = Area { height: 1, ..self.results };
            self.results.row += 1;
            self.results.height -= 1;
        }
        self
    }

    /// The same with so many rows for a notice above the text, and an empty one below it, as far as a third of the
    /// page has room.
    pub fn with_notice(mut self, rows: usize) -> Self {
        let rows = u16::try_from(rows).unwrap_or(u16::MAX).min(self.page.height / 3);
        if rows == 0 {
            return self;
        }
        self.notice = Area { height: rows, ..self.page };
        let taken = (rows + 1).min(self.page.height);
        for area in [&mut self.page, &mut self.scroll_bar] {
            area.row += taken;
            area.height -= taken;
        }
        self
    }
}

impl Panes {
    /// A screen of this size.
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            width,
            height,
            ambiguous: Ambiguous::Narrow,
            focus: Focus::Tree,
            tree_hidden: false,
            tree_width: None,
            pending: Pending::default(),
            held: None,
        }
    }

    /// Whether the screen is too small to show anything.
    pub fn too_small(&self) -> bool {
        self.width < SMALLEST.0 || self.height < SMALLEST.1
    }

    /// Where everything is.
    pub fn areas(&self) -> Areas {
        if self.too_small() {
            return Areas::default();
        }
        let (width, rows) = (self.width, self.height - 1);
        let tree_width = self.tree_columns();
        let column = if tree_width > 0 && tree_width < width { tree_width + 1 } else { tree_width };
        let page_width = width.saturating_sub(column);
        let shown = |area: Area| if area.is_empty() { Area::default() } else { area };
        Areas {
            tree_title: shown(area(0, 0, tree_width, 1)),
            tree: shown(area(0, 1, tree_width, rows - 1)),
            divider: shown(area(tree_width, 0, column - tree_width, rows)),
            breadcrumb: shown(area(column, 0, page_width, 1)),
            page: shown(area(column + 1, 1, page_width.saturating_sub(3), rows - 1)),
            scroll_bar: shown(area(width - 1, 1, page_width.min(1), rows - 1)),
            status: area(0, rows, width, 1),
            ..Areas::default()
        }
    }

    /// Where everything is while all headings are searched: the prompt, the results, and the page below them.
    pub fn finder_areas(&self) -> Areas {
        if self.too_small() {
            return Areas::default();
        }
        let (width, rows) = (self.width, self.height - 1);
        let results = (rows * 2 / 5).max(3);
        let page = 2 + results;
        Areas {
            prompt: area(0, 0, width, 1),
            results: area(0, 1, width, results),
            breadcrumb: area(0, 1 + results, width, 1),
            page: area(1, page, width - 3, rows - page),
            scroll_bar: area(width - 1, page, 1, rows - page),
            status: area(0, rows, width, 1),
            ..Areas::default()
        }
    }

    /// The columns of the tree: none when it is put away, all when it is alone.
    fn tree_columns(&self) -> u16 {
        if self.width < BOTH {
            return if self.focus == Focus::Tree { self.width } else { 0 };
        }
        if self.tree_hidden {
            return 0;
        }
        let wanted = self.tree_width.unwrap_or(self.width * 2 / 5).min(self.tree_width.unwrap_or(60));
        wanted.clamp(NARROWEST, self.width - NARROWEST)
    }

    /// Gives the keys to the other pane.
    pub fn switch(&mut self) {
        self.focus = if self.focus == Focus::Tree { Focus::Page } else { Focus::Tree };
        if self.focus == Focus::Tree {
            self.tree_hidden = false;
        }
    }

    /// Puts the tree away, or shows it again.
    pub fn toggle_tree(&mut self) {
        self.tree_hidden = self.tree_columns() > 0;
        self.focus = if self.tree_hidden { Focus::Page } else { Focus::Tree };
    }

    /// Moves the divider by steps, to the right where `steps` is positive.
    pub fn widen_tree(&mut self, steps: i32) {
        let columns = i32::from(self.tree_columns()) + steps.saturating_mul(STEP.into());
        self.place_divider(u16::try_from(columns.max(0)).unwrap_or(self.width));
    }

    /// Follows the mouse with the divider: `press` where the button went down, otherwise the button is held. Returns
    /// whether the mouse has hold of it.
    pub fn drag_divider(&mut self, column: u16, row: u16, press: bool) -> bool {
        if press {
            self.held = self.areas().divider.contains(column, row).then_some(Held::Divider);
        } else if self.held == Some(Held::Divider) {
            self.place_divider(column);
        }
        self.held == Some(Held::Divider)
    }

    /// The mouse takes hold of the column at the right of the page.
    pub fn hold_scroll_bar(&mut self) {
        self.held = Some(Held::ScrollBar);
    }

    /// Whether the mouse has hold of that column.
    pub fn holds_scroll_bar(&self) -> bool {
        self.held == Some(Held::ScrollBar)
    }

    /// The mouse lets go what it has hold of.
    pub fn release(&mut self) {
        self.held = None;
    }

    fn place_divider(&mut self, column: u16) {
        if self.width >= BOTH && !self.tree_hidden {
            self.tree_width = Some(column.clamp(NARROWEST, self.width - NARROWEST));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn widths(panes: &Panes) -> (u16, u16, u16) {
        let areas = panes.areas();
        (areas.tree.width, areas.divider.width, areas.breadcrumb.width)
    }

    #[test]
    fn areas_fill_the_screen() {
        for width in 40..220 {
            for focus in [Focus::Tree, Focus::Page] {
                let panes = Panes { focus, ..Panes::new(width, 24) };
                let (tree, divider, page) = widths(&panes);
                assert_eq!(tree + divider + page, width);
                assert_eq!(panes.areas().status.row, 23);
            }
        }
    }

    #[test]
    fn a_narrow_screen_shows_one_pane() {
        let mut panes = Panes::new(40, 10);
        assert_eq!(widths(&panes), (40, 0, 0));
        panes.switch();
        assert_eq!(widths(&panes), (0, 0, 40));
        panes.toggle_tree();
        assert_eq!(widths(&panes), (40, 0, 0));
        panes.toggle_tree();
        assert_eq!(widths(&panes), (0, 0, 40));
        assert!(Panes::new(39, 10).too_small() && Panes::new(40, 9).too_small());
    }

    #[test]
    fn the_divider_moves_within_bounds() {
        let mut panes = Panes::new(100, 24);
        assert_eq!(widths(&panes), (40, 1, 59));
        panes.widen_tree(1);
        assert_eq!(panes.areas().tree.width, 44);
        panes.widen_tree(-100);
        assert_eq!(panes.areas().tree.width, 16);
        assert!(panes.drag_divider(16, 5, true) && panes.drag_divider(95, 5, false));
        assert_eq!(panes.areas().tree.width, 84);
        panes.release();
        assert!(!panes.drag_divider(20, 5, false));
        panes.toggle_tree();
        assert_eq!(widths(&panes), (0, 0, 100));
    }
}
