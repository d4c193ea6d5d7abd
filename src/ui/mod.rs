//! The state becomes cells. Nothing in here changes anything.
//!
//! The only layer that names the drawing crate, beside the terminal that hands it the frame.

mod differences;
mod finder;
pub(crate) mod glyphs;
mod marks;
mod page;
mod paint;
mod ruler;
mod sheet;
mod source;
mod status;
mod text_search;
pub mod theme;
mod tree;
pub mod words;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use crate::app::State;
use crate::app::input::command::Scope;
use crate::text::width::with_ambiguous;
use crate::ui::paint::{Line, guard, put};
use crate::ui::theme::Theme;

/// Draws the whole screen, and puts the cursor into an open prompt so that input methods open there.
pub fn draw(state: &State, theme: &Theme, frame: &mut Frame<'_>) {
    let cursor = paint(state, theme, frame.buffer_mut());
    if let Some((column, row)) = cursor {
        frame.set_cursor_position(Position::new(column, row));
    }
}

/// Fills a buffer of the screen's size. Returns where the cursor stands, if it is to be seen.
pub fn paint(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let cursor = with_ambiguous(state.panes.ambiguous, || paint_panes(state, theme, buffer));
    guard(buffer);
    cursor
}

fn paint_panes(state: &State, theme: &Theme, buffer: &mut Buffer) -> Option<(u16, u16)> {
    let (width, height) = (state.panes.width, state.panes.height);
    if state.panes.too_small() {
        put(buffer, Line { column: 0, row: 0, width }, &words::too_small(width, height), theme.plain());
        return None;
    }
    if let Some(sheet) = &state.front.sheet {
        sheet::draw(sheet, state, theme, buffer);
        return None;
    }
    if !state.is_prompting() {
        tree::draw(state, theme, buffer);
    }
    page::draw(state, theme, buffer);
    let in_status = status::draw(state, theme, buffer);
    match state.scope() {
        Scope::Finder | Scope::List => finder::draw(state, theme, buffer),
        Scope::Texts => text_search::draw(state, theme, buffer),
        Scope::Find | Scope::Filter | Scope::Ask => in_status,
        _ => None,
    }
}
