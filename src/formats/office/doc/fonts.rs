//! The fonts (MS-DOC 2.9.286).

use crate::formats::office::doc::bytes::{clipped, u8_at, u16_at};
use crate::formats::office::is_heavy;

/// All fonts by their numbers.
#[derive(Debug, Default)]
pub(super) struct Fonts(Vec<Font>);

#[derive(Debug)]
struct Font {
    name: String,
    is_heavy: bool,
}

impl Fonts {
    /// Reads the list of fonts.
    pub(super) fn new(table: &[u8]) -> Self {
        let count = u16_at(table, 0).unwrap_or(0);
        let mut at = 4;
        let mut fonts = Vec::new();
        for _ in 0..count {
            let Some(length) = u8_at(table, at).map(usize::from) else { break };
            let units = clipped(table, at + 40, (length + 1).saturating_sub(40)).chunks_exact(2);
            let units = units.filter_map(|unit| u16_at(unit, 0)).take_while(|unit| *unit != 0);
            let name: String = char::decode_utf16(units).filter_map(Result::ok).collect();
            fonts.push(Font { is_heavy: is_heavy(&name), name });
            at += length + 1;
        }
        Self(fonts)
    }

    /// The name of a font; empty where it is not listed.
    pub(super) fn name(&self, number: u16) -> &str {
        self.0.get(usize::from(number)).map_or("", |font| &font.name)
    }

    /// Whether a font is one that Chinese uses in place of bold letters.
    pub(super) fn is_heavy(&self, number: u16) -> bool {
        self.0.get(usize::from(number)).is_some_and(|font| font.is_heavy)
    }
}
