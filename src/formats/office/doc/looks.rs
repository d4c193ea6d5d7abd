//! What paragraphs are and how letters look: single modifiers, and what they make of both (MS-DOC 2.6).

use crate::formats::office;
use crate::formats::office::doc::bytes::{clipped, u8_at, u16_at, u32_at};

/// What is said of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) style: u16,
    /// The outline level, from 0; 9 is that of running text.
    pub(super) level: Option<u8>,
    /// The number of the use of a list, from 1.
    pub(super) list: Option<u16>,
    /// The level in that list, from 0.
    pub(super) list_level: Option<u8>,
    pub(super) centred: bool,
    pub(super) in_table: bool,
    /// How many tables it lies in, where that is said.
    pub(super) nesting: u8,
    pub(super) ends_row: bool,
    /// Whether the row that it ends names the columns of its table.
    pub(super) heads: bool,
    pub(super) ends_inner_cell: bool,
    pub(super) ends_inner_row: bool,
}

impl Shape {
    /// How many tables it lies in.
    pub(super) fn tables(&self) -> u8 {
        if self.in_table { self.nesting.max(1) } else { 0 }
    }

    /// Takes a modifier; `data` is the stream Data.
    pub(super) fn take(&mut self, code: u16, value: &[u8], data: &[u8]) {
        let byte = u8_at(value, 0).unwrap_or(0);
        let short = u16_at(value, 0).unwrap_or(0);
        match code {
            0x4600 => self.style = short,
            0x2640 => self.level = Some(byte.min(9)),
            0x460b => self.list = Some(short),
            0x260a => self.list_level = Some(byte.min(8)),
            0x2403 | 0x2461 => self.centred = byte == 1,
            0x2416 => self.in_table = byte != 0,
            0x3404 => self.heads = byte != 0,
            0x2417 => self.ends_row = byte != 0,
            0x6649 => self.nesting = u32_at(value, 0).map_or(0, |depth| depth.min(64) as u8),
            0x244b => self.ends_inner_cell = byte != 0,
            0x244c => self.ends_inner_row = byte != 0,
            // The modifiers of large rows stand in the stream Data.
            0x6645 | 0x6646 => {
                let at = u32_at(value, 0).map_or(usize::MAX, |at| at as usize);
                let length = u16_at(data.get(at..).unwrap_or_default(), 0).unwrap_or(0);
                let inner = clipped(data, at.saturating_add(2), length.into());
                modifiers(inner).filter(|(code, _)| !matches!(code, 0x6645 | 0x6646)).for_each(|(code, value)| {
                    self.take(code, value, &[]);
                });
            }
            _ => {}
        }
    }
}

/// What is said of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) face: office::Letters,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// Whether a control character among them is what it means.
    pub(super) special: bool,
    /// The style of letters.
    pub(super) style: Option<u16>,
    /// A character of a font of symbols that is shown for the one in the text: the font, and the character.
    pub(super) symbol: Option<(u16, u16)>,
    /// The font, by its number in the list of fonts.
    pub(super) font: u16,
    /// Where the picture stands in the stream Data that is shown for a control character.
    pub(super) picture: Option<u32>,
    /// The font of Chinese letters, where it is said.
    pub(super) asian_font: Option<u16>,
}

impl Default for Letters {
    fn default() -> Self {
        let face = office::Letters { size: 20, ..office::Letters::default() };
        Self {
            face,
            hidden: false,
            deleted: false,
            special: false,
            style: None,
            symbol: None,
            font: 0,
            picture: None,
            asian_font: None,
        }
    }
}

impl Letters {
    /// Takes a modifier. `style` is what the style says, to which some modifiers refer.
    pub(super) fn take(&mut self, code: u16, value: &[u8], style: &Letters) {
        let byte = u8_at(value, 0).unwrap_or(0);
        let toggled = |of_style: bool| match byte {
            0x80 => of_style,
            0x81 => !of_style,
            byte => byte != 0,
        };
        match code {
            0x0835 => self.face.bold = toggled(style.face.bold),
            0x0836 => self.face.italic = toggled(style.face.italic),
            0x0837 | 0x2a53 => self.face.struck = toggled(style.face.struck),
            0x083c => self.hidden = toggled(style.hidden),
            0x0800 => self.deleted = byte != 0,
            0x0855 => self.special = byte != 0,
            0x4a43 => self.face.size = u16_at(value, 0).unwrap_or(20),
            0x4a30 => self.style = u16_at(value, 0),
            0x4a4f => self.font = u16_at(value, 0).unwrap_or(0),
            0x4a50 => self.asian_font = u16_at(value, 0),
            0x6a03 => self.picture = u32_at(value, 0),
            0x6a09 => self.symbol = u16_at(value, 0).zip(u16_at(value, 2)),
            _ => {}
        }
    }
}

/// The modifiers in bytes, each with its value, up to the first that is cut off.
pub(super) fn modifiers(bytes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let code = u16_at(rest, 0)?;
        let (skipped, length) = size(code, rest.get(2..)?)?;
        let start = 2 + skipped;
        let value = rest.get(start..start.checked_add(length)?)?;
        rest = rest.get(start + length..)?;
        Some((code, value))
    })
}

/// The bytes in front of a value that tell its length, and that length.
fn size(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    Some(match (code >> 13, code) {
        (0 | 1, _) => (0, 1),
        (2 | 4 | 5, _) => (0, 2),
        (3, _) => (0, 4),
        (7, _) => (0, 3),
        (_, 0xd606 | 0xd608) => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
        (_, 0xc615) if u8_at(rest, 0)? == 255 => {
            let removed = usize::from(u8_at(rest, 1)?);
            let added = usize::from(u8_at(rest, 2 + 4 * removed)?);
            (1, 2 + 4 * removed + 3 * added)
        }
        _ => (1, u8_at(rest, 0)?.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modifiers_have_their_lengths() {
        let check = |bytes: &[u8], expected: &[(u16, &[u8])]| {
            let found: Vec<_> = modifiers(bytes).collect();
            assert_eq!(found, expected, "{bytes:x?}");
        };
        check(b"", &[]);
        check(b"\x40\x26\x02\x43\x4a\x20\x00", &[(0x2640, b"\x02"), (0x4a43, b"\x20\x00")]);
        check(b"\x15\xc6\x02\xaa\xbb\x16\x24\x01", &[(0xc615, b"\xaa\xbb"), (0x2416, b"\x01")]);
        check(b"\x08\xd6\x03\x00\xaa\xbb\x16\x24\x01", &[(0xd608, b"\xaa\xbb"), (0x2416, b"\x01")]);
        check(b"\x15\xc6\xff\x00\x01\x01\x02\x03\x16\x24\x01", &[(0xc615, b"\x00\x01\x01\x02\x03"), (0x2416, b"\x01")]);
        check(b"\x43\x4a\x20", &[]);
    }

    #[test]
    fn toggles_refer_to_the_style() {
        let style =
            Letters { face: office::Letters { bold: true, ..office::Letters::default() }, ..Letters::default() };
        let strong = |byte: u8| {
            let mut letters = style;
            letters.take(0x0835, &[byte], &style);
            letters.face.bold
        };
        assert_eq!([0, 1, 0x80, 0x81].map(strong), [false, true, true, false]);
    }
}
