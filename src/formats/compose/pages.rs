//! Where the pages of print begin, while a document is composed.

use super::references::snapped;
use crate::outline::{Block, PageStart};

/// The bytes of the longest name of a page.
const LONGEST: usize = 24;

/// The pages that have begun, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Pages(Vec<PageStart>);

impl Pages {
    /// A page begins at a place. One that has no name, or too long a one, is left out.
    pub(super) fn begin(&mut self, label: &str, at: u32) {
        if (1..=LONGEST).contains(&label.len()) {
            self.0.push(PageStart { at, label: label.into() });
        }
    }

    /// The text was cut to a length: places behind it are at its end.
    pub(super) fn clip(&mut self, end: u32) {
        self.0.iter_mut().rev().take_while(|page| page.at > end).for_each(|page| page.at = end);
    }

    /// The pages that have text, each at its first word. Of pages at one place, the last one has the text there.
    pub(super) fn starts(self, text: &str, blocks: &[Block]) -> Vec<PageStart> {
        let mut found: Vec<PageStart> = Vec::with_capacity(self.0.len());
        for PageStart { at, label } in self.0.into_iter().filter(|page| (page.at as usize) < text.len()) {
            let at = snapped(at, text, blocks);
            match found.last_mut().filter(|last| last.at >= at) {
                Some(last) => last.label = label,
                None => found.push(PageStart { at, label }),
            }
        }
        found
    }
}
