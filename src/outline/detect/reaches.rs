//! Where the runs of headings begin and end.

use foldhash::HashMap;

use super::nesting::Node;

/// Where the items of a run lie among the nodes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reach {
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The runs of headings without a number have numbers from here on.
pub(super) const BARE: u32 = u32::MAX / 2;

/// The first and last node of every run.
#[derive(Default)]
pub(super) struct Reaches {
    /// By the numbers of the runs.
    numbered: Vec<Option<Reach>>,
    bare: HashMap<u32, Reach>,
}

impl Reaches {
    /// Of all runs of nodes in the order of the text.
    pub(super) fn new(nodes: &[Node]) -> Self {
        let mut found = Self::default();
        let most = nodes.iter().map(|node| node.run).filter(|run| *run < BARE).max();
        found.numbered.resize(most.map_or(0, |most| most as usize + 1), None);
        for (at, node) in nodes.iter().enumerate() {
            let reach = Reach { first: at, last: at };
            match found.numbered.get_mut(node.run as usize) {
                Some(numbered) => numbered.get_or_insert(reach).last = at,
                None => found.bare.entry(node.run).or_insert(reach).last = at,
            }
        }
        found
    }

    /// Of one run.
    pub(super) fn get(&self, run: u32) -> Option<Reach> {
        match self.numbered.get(run as usize) {
            Some(numbered) => *numbered,
            None => self.bare.get(&run).copied(),
        }
    }
}
