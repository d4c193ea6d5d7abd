//! Places visited, with the way back and forward, places marked with a letter, and the results of a search.

pub mod positions;
mod resume;
pub mod walk;

use std::collections::HashMap;

use crate::app::trail::positions::Positions;
use crate::app::trail::walk::Walk;
use crate::library::{Library, Place};

/// So many places are remembered.
const LONGEST: usize = 200;

/// Places visited, marked, found, and left.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    back: Vec<Place>,
    forward: Vec<Place>,
    marks: HashMap<char, Place>,
    /// The results of the search that was accepted last.
    pub results: Walk,
    /// Where reports were left.
    pub positions: Positions,
}

impl Trail {
    /// Leaves a place for another one by a jump.
    pub fn leave(&mut self, from: Option<Place>) {
        let Some(from) = from.filter(|from| self.back.last() != Some(from)) else { return };
        self.forward.clear();
        if self.back.len() >= LONGEST {
            self.back.remove(0);
        }
        self.back.push(from);
    }

    /// The place before this one. Steps over places that are this one itself.
    pub fn back(&mut self, here: Option<Place>) -> Option<Place> {
        step(&mut self.back, &mut self.forward, here)
    }

    /// The place from which [`Trail::back`] went.
    pub fn forward(&mut self, here: Option<Place>) -> Option<Place> {
        step(&mut self.forward, &mut self.back, here)
    }

    /// Marks a place with a letter.
    pub fn set_mark(&mut self, letter: char, place: Place) {
        self.marks.insert(letter, place);
    }

    /// The place marked with a letter.
    pub fn mark(&self, letter: char) -> Option<Place> {
        self.marks.get(&letter).copied()
    }

    /// Follows all places into a newer library; those that are gone are forgotten.
    pub fn follow(&mut self, old: &Library, new: &Library) {
        for list in [&mut self.back, &mut self.forward] {
            *list = list.iter().filter_map(|place| place.relocated(old, new)).collect();
        }
        self.marks =
            self.marks.drain().filter_map(|(letter, place)| Some((letter, place.relocated(old, new)?))).collect();
        self.results.follow(old, new);
    }
}

fn step(from: &mut Vec<Place>, to: &mut Vec<Place>, here: Option<Place>) -> Option<Place> {
    let place = loop {
        let place = from.pop()?;
        if Some(place) != here {
            break place;
        }
    };
    to.extend(here);
    Some(place)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::library;

    #[test]
    fn the_way_back_is_the_way_forward() {
        let library = library(&[("a.md", "# a\n"), ("b.md", "# b\n"), ("c.md", "# c\n")]);
        let place = |index: usize| Place::of(library.entries()[index].id);
        let mut trail = Trail::default();
        trail.leave(Some(place(0)));
        trail.leave(Some(place(1)));
        assert_eq!(trail.back(Some(place(2))), Some(place(1)));
        assert_eq!(trail.back(Some(place(1))), Some(place(0)));
        assert_eq!(trail.back(Some(place(0))), None);
        assert_eq!(trail.forward(Some(place(0))), Some(place(1)));
        trail.leave(Some(place(1)));
        assert_eq!(trail.forward(Some(place(0))), None);
    }
}
