//! Places where the numbering shows that something is missing: `一 二 四`, or `一 二 二 三` around an elision.

use crate::outline::number::{Scheme, Unit};
use crate::outline::tree::{Break, BreakKind};

use super::nesting::{Kind, Node};

/// Finds the breaks of numbered headings.
pub(super) fn find(nodes: &[Node]) -> Vec<Break> {
    let mut found = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let Kind::Numbered(scheme, _, depth) = node.kind else { continue };
        let number = node.path.ordinal();
        let counts = depth == 1 && !matches!(scheme, Scheme::Labelled(Unit::Article | Unit::Appendix));
        if scheme == Scheme::Labelled(Unit::Version) {
            continue;
        }
        let kind = match node.before {
            Some(before) if number > before.saturating_add(1) => BreakKind::Missing(before + 1, number - 1),
            Some(before) if number <= before => BreakKind::Again(number),
            None if counts && number > 1 => BreakKind::Missing(1, number - 1),
            _ => continue,
        };
        found.push(Break { heading: u32::try_from(index).unwrap_or(u32::MAX), kind });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::detect::names::Named;
    use crate::outline::number::mark;

    #[test]
    fn breaks_are_found() {
        let check = |marks: &[&str], expected: &[(u32, BreakKind)]| {
            let mut before = None;
            let mut nodes = Vec::new();
            for mark in marks.iter().filter_map(|text| mark(text)) {
                let kind = Kind::Numbered(mark.scheme, mark.bracket, mark.path.depth());
                nodes.push(Node {
                    kind,
                    run: 0,
                    path: mark.path,
                    before,
                    start: 0,
                    tight: false,
                    named: Named::No,
                    words: 0,
                });
                before = Some(mark.path.ordinal());
            }
            let found: Vec<_> = find(&nodes).iter().map(|found| (found.heading, found.kind)).collect();
            assert_eq!(found, expected, "{marks:?}");
        };
        check(&["一、甲", "二、乙", "三、丙"], &[]);
        check(&["一、甲", "二、乙", "四、丁"], &[(2, BreakKind::Missing(3, 3))]);
        check(&["一是甲", "二是乙", "二是丙", "三是丁"], &[(2, BreakKind::Again(2))]);
        check(&["三、丙", "四、丁"], &[(0, BreakKind::Missing(1, 2))]);
    }
}
