//! Text boxes, and the characters to which they are anchored (MS-DOC 2.8.30, 2.8.32, 2.9.101, 2.9.253).

use std::collections::HashMap;
use std::ops::Range;

use crate::formats::office::doc::bytes::{u8_at, u16_at, u32_at};
use crate::formats::office::doc::fib::{Fib, Stories, Table};

/// The texts of boxes, as ranges of characters.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    /// Those that are anchored, by the number of the character that they are anchored to.
    anchored: HashMap<u32, Vec<Range<u32>>>,
    /// The others.
    loose: Vec<Range<u32>>,
}

/// The sizes in bytes of what is said of an anchor and of a box, and where a box names its drawing.
const ANCHOR: usize = 26;
const BOX: usize = 22;
const DRAWING: usize = 14;

impl Boxes {
    /// Finds the boxes of the text, whose story follows all others.
    pub(super) fn new(fib: Fib<'_>, table: &[u8], stories: Stories) -> Self {
        let story = stories.boxes();
        let texts = fib.table(table, Table::BoxTexts);
        let groups = groups(fib.table(table, Table::Drawings));
        let anchors = anchors(fib.table(table, Table::Anchors));
        let mut boxes = Self::default();
        let (count, mut from) = (count(texts, BOX), story.start);
        for index in 0..count {
            let Some((end, drawing)) =
                u32_at(texts, index * 4 + 4).zip(u32_at(texts, (count + 1) * 4 + index * BOX + DRAWING))
            else {
                break;
            };
            let text = from..story.start.saturating_add(end).clamp(from, story.end);
            from = text.end;
            let anchor = anchors.get(&drawing).or_else(|| anchors.get(groups.get(&drawing)?));
            match anchor {
                Some(anchor) => boxes.anchored.entry(*anchor).or_default().push(text),
                None => boxes.loose.push(text),
            }
        }
        boxes.loose.push(from..story.end);
        boxes
    }

    /// Whether no box is anchored.
    pub(super) fn is_empty(&self) -> bool {
        self.anchored.is_empty()
    }

    /// Takes the boxes that are anchored to a character.
    pub(super) fn take(&mut self, number: u32) -> Vec<Range<u32>> {
        self.anchored.remove(&number).unwrap_or_default()
    }

    /// Takes all boxes that were not taken yet, in their order.
    pub(super) fn take_all(&mut self) -> Vec<Range<u32>> {
        let mut left = std::mem::take(&mut self.loose);
        left.extend(std::mem::take(&mut self.anchored).into_values().flatten());
        left.sort_by_key(|text| text.start);
        left
    }
}

/// How many entries of a size a list has; their places, one more than there are entries, stand in front of them.
fn count(list: &[u8], size: usize) -> usize {
    list.len().saturating_sub(4) / (4 + size)
}

/// The characters to which drawings are anchored, by the numbers of these.
fn anchors(list: &[u8]) -> HashMap<u32, u32> {
    let count = count(list, ANCHOR);
    let anchor = |index: usize| Some((u32_at(list, (count + 1) * 4 + index * ANCHOR)?, u32_at(list, index * 4)?));
    (0..count).filter_map(anchor).collect()
}

/// The records of drawings (MS-ODRAW 2.2): the lowest of their kinds, a group, and the number of a drawing.
const FIRST: u16 = 0xf000;
const GROUP: u16 = 0xf003;
const NUMBER: u16 = 0xf00a;

/// The outermost group in which a drawing lies, for those that lie in one. The group is the first drawing in itself.
fn groups(list: &[u8]) -> HashMap<u32, u32> {
    let mut groups = HashMap::new();
    // Where the open groups end; the first holds all drawings of a story. And the number of the group in that.
    let (mut open, mut outermost) = (Vec::new(), None);
    let mut at = 0;
    while let (Some(version), Some(kind), Some(length)) = (u8_at(list, at), u16_at(list, at + 2), u32_at(list, at + 4))
    {
        let (start, end) = (at + 8, (at + 8).saturating_add(length as usize));
        while open.pop_if(|end| *end <= at).is_some() {}
        match kind {
            GROUP => {
                open.push(end);
                if open.len() == 2 {
                    outermost = None;
                }
            }
            NUMBER if open.len() >= 2 => {
                if let Some(number) = u32_at(list, start) {
                    groups.insert(number, *outermost.get_or_insert(number));
                }
            }
            _ => {}
        }
        at = match version & 0x0f {
            // A record of records.
            0x0f => start,
            // A single byte in front of the drawings of a story says which one that is.
            _ if kind < FIRST => at + 1,
            _ => end,
        };
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(version: u8, kind: u16, inside: &[u8]) -> Vec<u8> {
        [&[version, 0], &kind.to_le_bytes()[..], &(inside.len() as u32).to_le_bytes(), inside].concat()
    }

    /// A drawing with a number.
    fn drawing(number: u32) -> Vec<u8> {
        record(0x0f, 0xf004, &record(0x02, NUMBER, &number.to_le_bytes()))
    }

    #[test]
    fn drawings_know_their_outermost_group() {
        let inner = record(0x0f, GROUP, &[drawing(12), drawing(13)].concat());
        let group = record(0x0f, GROUP, &[drawing(10), drawing(11), inner].concat());
        let all = record(0x0f, GROUP, &[drawing(1), drawing(2), group, drawing(3)].concat());
        let list = [record(0x0f, 0xf000, &[]), vec![0], record(0x0f, 0xf002, &all), vec![1]].concat();
        let mut found: Vec<_> = groups(&list).into_iter().collect();
        found.sort_unstable();
        assert_eq!(found, [(10, 10), (11, 10), (12, 10), (13, 10)]);
        for length in 0..list.len() {
            groups(&list[..length]);
        }
    }

    /// The head of a document with a text of 100 characters and boxes of 30, and its table stream.
    fn parts(anchors: &[(u32, u32)], boxes: &[(u32, u32)]) -> (Vec<u8>, Vec<u8>) {
        let mut head = vec![0; 0x300];
        let mut set = |at: usize, value: u32| head[at..at + 4].copy_from_slice(&value.to_le_bytes());
        let list = |entries: &[(u32, u32)], first: u32, size: usize, place: usize| {
            let places = entries.iter().map(|entry| entry.0).chain([first]);
            let mut list: Vec<u8> = places.flat_map(u32::to_le_bytes).collect();
            for (_, number) in entries {
                let mut entry = vec![0; size];
                entry[place..place + 4].copy_from_slice(&number.to_le_bytes());
                list.extend(entry);
            }
            list
        };
        let anchors = list(anchors, 100, ANCHOR, 0);
        let boxes = list(boxes, 30, BOX, DRAWING);
        set(0, 0x00c1_a5ec);
        set(0x4c, 100);
        set(0x64, 30);
        set(0x9a + 8 * 40 + 4, anchors.len() as u32);
        set(0x9a + 8 * 56, anchors.len() as u32);
        set(0x9a + 8 * 56 + 4, boxes.len() as u32);
        (head, [anchors, boxes].concat())
    }

    #[test]
    fn boxes_belong_to_the_characters_that_they_are_anchored_to() {
        let check = |anchors: &[(u32, u32)], boxes: &[(u32, u32)], taken: &str, left: &str| {
            let (head, table) = parts(anchors, boxes);
            let fib = Fib::new(&head).unwrap();
            let mut boxes = Boxes::new(fib, &table, fib.stories());
            let shown = |texts: Vec<Range<u32>>| {
                let texts = texts.iter().filter(|text| !text.is_empty()).map(|text| format!("{text:?}"));
                texts.collect::<Vec<_>>().join(" ")
            };
            assert_eq!((shown(boxes.take(7)), shown(boxes.take_all())), (taken.to_owned(), left.to_owned()));
        };
        check(&[(7, 1), (9, 2)], &[(0, 2), (10, 1)], "110..130", "100..110");
        check(&[(7, 1)], &[(0, 1), (10, 5)], "100..110", "110..130");
        check(&[], &[], "", "100..130");
        // Texts that overlap, and one that is longer than all of them.
        check(&[(7, 1)], &[(0, 1), (40, 1), (20, 1)], "100..130", "");
    }
}
