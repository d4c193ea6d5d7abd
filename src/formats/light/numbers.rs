//! The numbers of sections that are counted.

/// The deepest level that is counted.
const DEEPEST: usize = 9;

/// Counts sections.
#[derive(Debug, Default)]
pub(in crate::formats) struct Numbers([u32; DEEPEST]);

impl Numbers {
    /// The number of the next section at a level, from 1: `2.1.3`. What is deeper than is counted has none.
    pub(in crate::formats) fn next(&mut self, level: usize) -> String {
        if level > DEEPEST {
            return String::new();
        }
        for (at, count) in self.0.iter_mut().enumerate().skip(level.saturating_sub(1)) {
            *count = if at + 1 == level { count.saturating_add(1) } else { 0 };
        }
        let counts: Vec<String> = self.0.iter().take(level).map(u32::to_string).collect();
        counts.join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_counted() {
        let mut numbers = Numbers::default();
        let found: Vec<_> = [1, 2, 2, 1, 2, 4].map(|level| numbers.next(level)).into();
        assert_eq!(found, ["1", "1.1", "1.2", "2", "2.1", "2.1.0.1"]);
        assert_eq!(numbers.next(10), "");
    }
}
