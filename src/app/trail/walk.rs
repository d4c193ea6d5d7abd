//! The way from result to result of a search, after its list was closed.

use crate::library::{Library, Place};

/// The results of a search that was accepted, and which of them is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    places: Vec<Place>,
    at: usize,
    /// How many were found in all; of many, not every one is kept.
    found: usize,
}

/// Where a step has led.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The result.
    pub place: Place,
    /// Its number, from 1.
    pub number: usize,
    /// How many results the walk leads to.
    pub of: usize,
    /// How many were found in all.
    pub found: usize,
    /// Whether the way led round an end.
    pub round: bool,
}

impl Walk {
    /// Sets out from one of the results, of which so many were found in all.
    pub fn new(places: Vec<Place>, at: usize, found: usize) -> Self {
        let found = found.max(places.len());
        Self { places, at, found }
    }

    /// Goes so many results on, or back, round the ends; 0 stays. `None` where there are no results.
    pub fn step(&mut self, steps: isize) -> Option<Step> {
        let length = isize::try_from(self.places.len()).ok().filter(|&length| length > 0)?;
        let aim = isize::try_from(self.at).unwrap_or(0).saturating_add(steps);
        self.at = usize::try_from(aim.rem_euclid(length)).unwrap_or(0);
        let place = *self.places.get(self.at)?;
        let (of, round) = (self.places.len(), !(0..length).contains(&aim));
        Some(Step { place, number: self.at + 1, of, found: self.found, round })
    }

    /// Follows all results into a newer library; those that are gone are left out.
    pub fn follow(&mut self, old: &Library, new: &Library) {
        let before = self.places.split_at_checked(self.at).map_or(&[][..], |(before, _)| before);
        let gone = before.iter().filter(|place| place.relocated(old, new).is_none()).count();
        self.at -= gone;
        let more = self.found - self.places.len();
        self.places = self.places.iter().filter_map(|place| place.relocated(old, new)).collect();
        self.found = self.places.len() + more;
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::app::testing::document;
    use crate::library::walk::Root;
    use crate::library::{LibraryBuilder, Report};

    #[test]
    fn a_walk_goes_round_and_follows_what_changes() {
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        builder.add(["a.md", "b.md", "c.md", "d.md"].map(|name| (0, Report::new(Path::new(name), &document("")))));
        let old = builder.snapshot();
        let places: Vec<Place> = old.entries().iter().map(|entry| Place::of(entry.id)).collect();
        let mut walk = Walk::new(places.clone(), 2, 9);
        let mut check = |steps: isize, number: usize, round: bool| {
            assert_eq!(walk.step(steps), Some(Step { place: places[number - 1], number, of: 4, found: 9, round }));
        };
        check(0, 3, false);
        check(1, 4, false);
        check(1, 1, true);
        check(-1, 4, true);
        check(-3, 1, false);
        check(isize::MAX, 4, true);
        check(-1, 3, false);
        builder.retain(|_, path| path != Path::new("a.md"));
        walk.follow(&old, &builder.snapshot());
        assert_eq!(walk.step(0), Some(Step { place: places[2], number: 2, of: 3, found: 8, round: false }));
        assert_eq!(Walk::default().step(1), None);
    }
}
