//! A list of results of which one is chosen, as far as it is seen.

use crate::app::panes::scrolled;

/// Results, the chosen one, and the first one that is on the screen.
#[derive(Clone, Debug)]
pub struct Results<T> {
    all: Vec<T>,
    selected: usize,
    top: usize,
}

impl<T> Default for Results<T> {
    fn default() -> Self {
        Self { all: Vec::new(), selected: 0, top: 0 }
    }
}

impl<T> Results<T> {
    /// All of them.
    pub fn all(&self) -> &[T] {
        &self.all
    }

    /// Takes other results, of which the one with the number `at` is chosen; it stays in the row of the list where the
    /// chosen one was. Without one, the first is chosen.
    pub fn replace(&mut self, all: Vec<T>, at: Option<usize>) {
        let above = at.map_or(0, |_| self.selected.saturating_sub(self.top));
        self.all = all;
        self.selected = at.unwrap_or(0);
        self.top = self.selected.saturating_sub(above);
    }

    /// Adds results behind those that are there.
    pub fn extend(&mut self, more: impl IntoIterator<Item = T>) {
        self.all.extend(more);
    }

    /// The number of the chosen result.
    pub fn selected(&self) -> usize {
        self.selected
    }

    /// The chosen result.
    pub fn chosen(&self) -> Option<&T> {
        self.all.get(self.selected)
    }

    /// The results on a list of so many rows, each with its number.
    pub fn visible(&self, rows: usize) -> impl Iterator<Item = (usize, &T)> {
        self.all.iter().enumerate().skip(self.top).take(rows)
    }

    /// Chooses another result, so many further down.
    pub fn move_by(&mut self, steps: isize, rows: usize) {
        self.select(self.selected.saturating_add_signed(steps), rows);
    }

    /// Chooses the result in a row of the list.
    pub fn select_row(&mut self, row: usize, rows: usize) {
        self.select(self.top + row, rows);
    }

    /// Chooses the result of a number, or the last one.
    pub fn select(&mut self, at: usize, rows: usize) {
        self.selected = at.min(self.all.len().saturating_sub(1));
        self.keep_visible(rows);
    }

    /// Scrolls so that the chosen result is on a list of so many rows.
    pub fn keep_visible(&mut self, rows: usize) {
        self.top = scrolled(self.top, self.selected, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_seen_and_stays_in_its_row() {
        let mut results = Results::default();
        results.replace((0..30).collect(), None);
        results.move_by(20, 10);
        results.move_by(-4, 10);
        let rows = |results: &Results<i32>| results.visible(10).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!((results.chosen(), rows(&results)[0]), (Some(&16), 11));
        results.replace((3..30).collect(), Some(13));
        assert_eq!((results.chosen(), rows(&results)[0]), (Some(&16), 8));
        results.select_row(2, 10);
        assert_eq!(results.selected(), 10);
        results.move_by(99, 10);
        assert_eq!((results.selected(), rows(&results)[9]), (26, 26));
        results.replace(Vec::new(), None);
        results.move_by(1, 10);
        assert_eq!((results.selected(), results.chosen()), (0, None));
    }
}
