//! The lists of a document, and the numbers that they give to paragraphs (MS-DOC 2.4.6.3, 2.9.147, 2.9.132).

use std::collections::{HashMap, HashSet};

use crate::formats::numerals::{Form, numeral};
use crate::formats::office::doc::bytes::{clipped, slice, u8_at, u16_at, u32_at};
use crate::formats::office::{BULLET, form_of_code};

/// The levels of a list.
const LEVELS: usize = 9;
/// The most lists that a document has.
const MOST: usize = 8192;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: u8,
    /// Whether the numbers of the levels above are written in digits.
    is_legal: bool,
    /// Only a level above this one begins the numbers anew, where that is said.
    restart: Option<u8>,
    /// The text of the number; a unit below nine stands for the number of that level.
    text: Vec<u16>,
}

/// A list.
#[derive(Clone, Debug, Default)]
struct List {
    levels: Vec<Level>,
    /// The styles of its levels.
    styles: Vec<u16>,
}

/// A use of a list.
#[derive(Clone, Debug, Default)]
struct Use {
    list: u32,
    starts: [Option<u32>; LEVELS],
    levels: Vec<(usize, Level)>,
}

/// All lists, and where their counters stand.
#[derive(Debug, Default)]
pub(super) struct Lists {
    lists: HashMap<u32, List>,
    uses: Vec<Use>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The levels of uses whose own beginning has been counted from.
    begun: HashSet<(u16, usize)>,
}

impl Lists {
    /// Reads the lists and their uses; `lists` goes on behind its table.
    pub(super) fn new(lists: &[u8], uses: &[u8]) -> Self {
        Self {
            lists: read_lists(lists).unwrap_or_default(),
            uses: read_uses(uses).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The level in a list of paragraphs of a style, where the list names the style.
    pub(super) fn level_of_style(&self, usage: u16, style: u16) -> Option<u8> {
        let list = self.lists.get(&self.usage(usage)?.list)?;
        let level = list.styles.iter().position(|of_level| *of_level == style)?;
        u8::try_from(level).ok()
    }

    /// Counts a paragraph, and returns its number as it is shown, or its bullet. `usage` counts from 1, `level` from 0.
    pub(super) fn count(&mut self, usage: u16, level: u8) -> Option<String> {
        let at = usize::from(level).min(LEVELS - 1);
        let used = self.usage(usage)?;
        let (list, start) = (used.list, used.starts.get(at).copied().flatten());
        let own = self.level(usage, at)?.clone();
        let restarts: Vec<Option<u8>> =
            (0..LEVELS).map(|deeper| self.level(usage, deeper).and_then(|level| level.restart)).collect();
        let begins = start.filter(|_| self.begun.insert((usage, at)));
        let counters = self.counters.entry(list).or_default();
        let last = counters.get(at).copied().flatten();
        let next = begins.or(last.map(|last| last.saturating_add(1))).unwrap_or(own.start);
        for (level, (counter, restart)) in counters.iter_mut().zip(restarts).enumerate().skip(at) {
            if level == at {
                *counter = Some(next);
            } else if restart.is_none_or(|limit| at < usize::from(limit)) {
                *counter = None;
            }
        }
        let counters = *counters;
        if own.format == BULLET {
            return Some("•".to_owned());
        }
        Some(self.written(usage, &own, &counters))
    }

    fn written(&self, usage: u16, own: &Level, counters: &[Option<u32>; LEVELS]) -> String {
        let mut text = String::new();
        let mut letters = Vec::new();
        for &unit in &own.text {
            let Some(counter) = counters.get(usize::from(unit)) else {
                letters.push(unit);
                continue;
            };
            text.push_str(&String::from_utf16_lossy(&std::mem::take(&mut letters)));
            let level = self.level(usage, unit.into());
            let value = counter.or(level.map(|level| level.start)).unwrap_or(0);
            let form = level.map_or(Form::Decimal, |level| form_of_code(level.format));
            let kept = matches!(form, Form::None | Form::Padded(_));
            text.push_str(&numeral(if own.is_legal && !kept { Form::Decimal } else { form }, value));
        }
        text.push_str(&String::from_utf16_lossy(&letters));
        text
    }

    fn usage(&self, usage: u16) -> Option<&Use> {
        self.uses.get(usize::from(usage).checked_sub(1)?)
    }

    /// A level of a list as a use of it has it. A list of one level has it for all.
    fn level(&self, usage: u16, at: usize) -> Option<&Level> {
        let used = self.usage(usage)?;
        let own = used.levels.iter().find(|(level, _)| *level == at).map(|(_, level)| level);
        let levels = &self.lists.get(&used.list)?.levels;
        own.or_else(|| levels.get(at)).or_else(|| levels.first().filter(|_| levels.len() == 1))
    }
}

/// The bytes of an entry of the table of lists, and of the table of uses.
const LIST: usize = 28;
const USE: usize = 16;

fn read_lists(table: &[u8]) -> Option<HashMap<u32, List>> {
    let count = usize::from(u16_at(table, 0)?).min(MOST);
    let mut levels = table.get(2 + count * LIST..)?;
    let mut lists = HashMap::new();
    for index in 0..count {
        let entry = slice(table, 2 + index * LIST, LIST)?;
        let is_simple = u8_at(entry, 26)? & 1 == 1;
        let styles = (0..LEVELS).filter_map(|level| u16_at(entry, 8 + level * 2)).collect();
        let mut list = List { levels: Vec::new(), styles };
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            list.levels.extend(read_level(&mut levels));
        }
        lists.insert(u32_at(entry, 0)?, list);
    }
    Some(lists)
}

/// Reads a level, and goes behind it.
fn read_level(rest: &mut &[u8]) -> Option<Level> {
    let head = slice(rest, 0, 28)?;
    let (letters, paragraph) = (usize::from(u8_at(head, 24)?), usize::from(u8_at(head, 25)?));
    let flags = u8_at(head, 5)?;
    let at = 28 + letters + paragraph;
    let length = usize::from(u16_at(rest, at)?);
    let text = clipped(rest, at + 2, length * 2).chunks_exact(2).filter_map(|unit| u16_at(unit, 0)).collect();
    *rest = rest.get(at + 2 + length * 2..).unwrap_or_default();
    Some(Level {
        start: u32_at(head, 0)?,
        format: u8_at(head, 4)?,
        is_legal: flags & 0x04 != 0,
        restart: (flags & 0x08 != 0).then_some(u8_at(head, 26)?),
        text,
    })
}

fn read_uses(table: &[u8]) -> Option<Vec<Use>> {
    let count = usize::try_from(u32_at(table, 0)?).ok()?.min(MOST);
    let mut rest = table.get(4 + count * USE..).unwrap_or_default();
    let mut uses = Vec::new();
    for index in 0..count {
        let Some(entry) = slice(table, 4 + index * USE, USE) else { break };
        let mut used = Use { list: u32_at(entry, 0)?, ..Use::default() };
        rest = rest.get(4..).unwrap_or_default();
        for _ in 0..u8_at(entry, 12)?.min(9) {
            read_override(&mut rest, &mut used);
        }
        uses.push(used);
    }
    Some(uses)
}

/// Reads what a use says of one level, and goes behind it.
fn read_override(rest: &mut &[u8], used: &mut Use) -> Option<()> {
    let (start, flags) = (u32_at(rest, 0)?, u32_at(rest, 4)?);
    *rest = rest.get(8..)?;
    let level = (flags & 0xf) as usize;
    if flags & 0x20 != 0 {
        let own = read_level(rest)?;
        used.levels.push((level, own));
    }
    if flags & 0x10 != 0 {
        let start = used.levels.last().filter(|_| flags & 0x20 != 0).map_or(start, |(_, own)| own.start);
        if let Some(place) = used.starts.get_mut(level) {
            *place = Some(start);
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(start: u32, format: u8, flags: u8, text: &str) -> Vec<u8> {
        let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut bytes = start.to_le_bytes().to_vec();
        bytes.extend([format, flags]);
        bytes.extend([0; 22]);
        bytes.extend(((text.len() / 2) as u16).to_le_bytes());
        bytes.extend(text);
        bytes
    }

    /// A list of 第一章, 一、 and 1.1, used twice; the second use begins at 5.
    fn lists() -> Lists {
        let mut table = 1_u16.to_le_bytes().to_vec();
        table.extend(7_u32.to_le_bytes());
        table.extend([0; 4]);
        table.extend([1_u16, 2, 3, 0xfff, 0xfff, 0xfff, 0xfff, 0xfff, 0xfff].into_iter().flat_map(u16::to_le_bytes));
        table.extend([0; 2]);
        table.extend(level(1, 39, 0, "第\0章"));
        table.extend(level(1, 37, 0, "\u{1}、"));
        table.extend(level(1, 0, 4, "\0.\u{2}"));
        (0..6).for_each(|_| table.extend(level(1, 23, 0, "\u{f0b7}")));
        let mut uses = 2_u32.to_le_bytes().to_vec();
        for overrides in [0, 1] {
            uses.extend(7_u32.to_le_bytes());
            uses.extend([0; 8]);
            uses.extend([overrides, 0, 0, 0]);
        }
        uses.extend([0xff; 8]);
        uses.extend(5_u32.to_le_bytes());
        uses.extend(0x10_u32.to_le_bytes());
        Lists::new(&table, &uses)
    }

    #[test]
    fn paragraphs_are_counted() {
        let mut lists = lists();
        let steps = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (1, 3), (2, 0), (2, 0), (1, 0)];
        let found: Vec<_> = steps.iter().filter_map(|&(usage, level)| lists.count(usage, level)).collect();
        let expected = ["第一章", "一、", "二、", "1.1", "1.2", "第二章", "一、", "•", "第五章", "第六章", "第七章"];
        assert_eq!(found, expected);
        assert_eq!(lists.count(3, 0), None);
        assert_eq!(lists.level_of_style(1, 3), Some(2));
        assert_eq!(lists.level_of_style(1, 4), None);
    }
}
