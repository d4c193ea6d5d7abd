//! Colours and weights. Only the sixteen colours of the terminal are used, and never a background, so that the screen
//! can be read on light and on dark ones.

use ratatui::style::{Color, Modifier, Style};

use crate::app::layout::TokenKind;
use crate::app::tree::RowKind;
use crate::outline::{BlockKind, MarkKind};

/// How things look.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    colors: bool,
}

impl Theme {
    /// A theme with colours, or with weights alone.
    pub fn new(colors: bool) -> Self {
        Self { colors }
    }

    fn color(self, color: Color) -> Style {
        if self.colors { Style::new().fg(color) } else { Style::new() }
    }

    /// What needs no emphasis.
    pub fn plain(self) -> Style {
        Style::new()
    }

    /// What stands back: guides, counts, breadcrumbs, what is not the report's own text.
    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Keys and titles.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What went wrong.
    pub fn trouble(self) -> Style {
        self.color(Color::Red)
    }

    /// What is chosen, in the pane that has the keys or in another.
    pub fn chosen(self, focused: bool) -> Style {
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        if focused { reversed } else { reversed.add_modifier(Modifier::DIM) }
    }

    /// The title of the pane that has the keys, or of another.
    pub fn pane_title(self, focused: bool) -> Style {
        if focused { self.color(Color::Cyan).add_modifier(Modifier::BOLD) } else { self.faint() }
    }

    /// A row of the tree.
    pub fn row(self, kind: RowKind) -> Style {
        match kind {
            RowKind::Folder => self.color(Color::Blue).add_modifier(Modifier::BOLD),
            RowKind::Report => self.strong(),
            RowKind::Troubled => self.trouble(),
            RowKind::Heading => self.plain(),
            RowKind::Match => self.color(Color::Yellow).add_modifier(Modifier::BOLD),
        }
    }

    /// A block of the page.
    pub fn block(self, kind: BlockKind) -> Style {
        match kind {
            BlockKind::Heading => self.heading(0),
            BlockKind::Gap | BlockKind::Boilerplate | BlockKind::Rule => self.faint(),
            BlockKind::Quote => Style::new().add_modifier(Modifier::ITALIC),
            BlockKind::Paragraph | BlockKind::Item | BlockKind::Table | BlockKind::Code | BlockKind::Image => {
                self.plain()
            }
        }
    }

    /// A heading that stands under so many others: the fewer, the more it stands out.
    pub fn heading(self, level: u8) -> Style {
        match level {
            0 => self.color(Color::Cyan).add_modifier(Modifier::BOLD),
            1 => self.color(Color::Blue).add_modifier(Modifier::BOLD),
            2 => self.strong(),
            _ => self.strong().add_modifier(Modifier::ITALIC),
        }
    }

    /// A word of code.
    pub fn token(self, kind: TokenKind) -> Style {
        match kind {
            TokenKind::Comment => self.faint(),
            TokenKind::Text => self.color(Color::Green),
            TokenKind::Number => self.color(Color::Magenta),
            TokenKind::Word => self.color(Color::Blue),
            TokenKind::RightToLeft => self.color(Color::Magenta),
        }
    }

    /// A mark, over the block that it stands in.
    pub fn mark(self, kind: MarkKind) -> Style {
        match kind {
            MarkKind::Strong | MarkKind::Head => self.strong(),
            MarkKind::Emphasis => Style::new().add_modifier(Modifier::ITALIC),
            MarkKind::Code => self.color(Color::Green),
            MarkKind::Link | MarkKind::Note => self.color(Color::Blue).add_modifier(Modifier::UNDERLINED),
            MarkKind::Image => self.color(Color::Magenta),
            MarkKind::Strike => Style::new().add_modifier(Modifier::CROSSED_OUT),
            MarkKind::Repaired => self.color(Color::Magenta),
        }
    }

    /// What stands in the older section alone, or in the newer.
    pub fn differing(self, old: bool) -> Style {
        self.color(if old { Color::Red } else { Color::Green }).add_modifier(Modifier::UNDERLINED)
    }

    /// What stands in both sections, in another place.
    pub fn moved(self) -> Style {
        self.color(Color::Magenta).add_modifier(Modifier::UNDERLINED)
    }

    /// The letters that follow a link.
    pub fn hint(self) -> Style {
        self.color(Color::Magenta).add_modifier(Modifier::BOLD | Modifier::REVERSED)
    }

    /// Characters that match what was looked for; `current` is the match that was gone to last.
    pub fn matched(self, current: bool) -> Style {
        let style = self.color(Color::Yellow).add_modifier(Modifier::BOLD);
        if current { style.add_modifier(Modifier::REVERSED) } else { style.add_modifier(Modifier::UNDERLINED) }
    }
}
