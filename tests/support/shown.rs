//! What stands on a terminal's screen at one moment.

use std::fmt;

/// A screen as it was seen.
#[derive(Clone)]
pub(crate) struct Shown {
    screen: vt100::Screen,
}

impl Shown {
    pub(super) fn new(screen: vt100::Screen) -> Self {
        Self { screen }
    }

    /// Columns and rows.
    pub(crate) fn size(&self) -> (u16, u16) {
        let (rows, columns) = self.screen.size();
        (columns, rows)
    }

    /// The text of each row, without the spaces at its end.
    pub(crate) fn rows(&self) -> Vec<String> {
        let (columns, _) = self.size();
        self.screen.rows(0, columns).map(|row| row.trim_end().to_owned()).collect()
    }

    /// The text of one row.
    pub(crate) fn row(&self, row: u16) -> String {
        self.rows().swap_remove(row.into())
    }

    /// The text of the last row.
    pub(crate) fn status(&self) -> String {
        self.rows().pop().unwrap()
    }

    /// The text of all rows.
    pub(crate) fn text(&self) -> String {
        self.rows().join("\n")
    }

    /// Whether a text stands in a row.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.rows().iter().any(|row| row.contains(text))
    }

    /// The column and the row in which a text first stands.
    pub(crate) fn place_of(&self, text: &str) -> Option<(u16, u16)> {
        let (columns, rows) = self.size();
        let begins = |column, row| self.from(column, row).starts_with(text);
        (0..rows).find_map(|row| (0..columns).find(|&column| begins(column, row)).map(|column| (column, row)))
    }

    /// The text from a cell to the end of its row; nothing in the second half of a wide character.
    fn from(&self, column: u16, row: u16) -> String {
        if self.screen.cell(row, column).is_none_or(vt100::Cell::is_wide_continuation) {
            return String::new();
        }
        self.screen.rows(column, self.size().0 - column).nth(row.into()).unwrap_or_default()
    }

    /// The text of what is chosen: the cells in reverse of the first row that has some.
    pub(crate) fn chosen(&self) -> String {
        let (columns, rows) = self.size();
        let reverse = |row| {
            let cells = (0..columns).filter_map(move |column| self.screen.cell(row, column));
            let cells = cells.filter(|cell| cell.inverse() && !cell.is_wide_continuation());
            cells.map(|cell| if cell.has_contents() { cell.contents() } else { " " }).collect::<String>()
        };
        (0..rows).map(reverse).find(|text| !text.is_empty()).unwrap_or_default().trim_end().to_owned()
    }

    /// The column and the row of the cursor, while it is seen.
    pub(crate) fn cursor(&self) -> Option<(u16, u16)> {
        let (row, column) = self.screen.cursor_position();
        (!self.screen.hide_cursor()).then_some((column, row))
    }

    /// Whether the terminal is as programs find it: the main screen, a cursor, no mouse, no brackets around pastes.
    pub(crate) fn is_given_back(&self) -> bool {
        let screen = &self.screen;
        let mouse = screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None;
        !(screen.alternate_screen() || screen.hide_cursor() || screen.bracketed_paste() || mouse)
    }

    /// Whether the terminal is as mulu takes it.
    pub(crate) fn is_taken(&self) -> bool {
        let screen = &self.screen;
        let mouse = screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr;
        screen.alternate_screen() && screen.bracketed_paste() && mouse
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (columns, rows) = self.size();
        writeln!(formatter, "┌{}┐ {columns}x{rows}, cursor {:?}", "─".repeat(columns.into()), self.cursor())?;
        self.rows().iter().try_for_each(|row| writeln!(formatter, "│{row}"))
    }
}
