//! Addresses of sections: what a user copies, and gives back to `mulu show`.
//!
//! `reports/2024.txt#2.1` is the first section below the second one of that report; a path alone is the whole report.
//! Behind the `#` titles and numbers of headings may stand too, from the outside inwards: `2024.txt#二、/(一)`.

use std::path::PathBuf;

use crate::library::report::Report;
use crate::outline::Outline;
use crate::text::fold::fold;

/// The address of a heading, or of the whole report.
pub fn of(report: &Report, heading: Option<u32>) -> String {
    let path = report.path.display().to_string();
    match heading {
        None => path,
        Some(index) => {
            let ordinals: Vec<String> = ordinals(&report.outline, index).iter().map(u32::to_string).collect();
            format!("{path}#{}", ordinals.join("."))
        }
    }
}

/// The ways to read an address: as a file with a section behind the last `#`, and as a file whose name holds one.
pub fn readings(address: &str) -> Vec<(PathBuf, Option<&str>)> {
    let whole = (PathBuf::from(address), None);
    match address.rsplit_once('#') {
        Some((path, section)) => vec![whole, (PathBuf::from(path), Some(section))],
        None => vec![whole],
    }
}

/// The heading that the part of an address behind `#` names.
pub fn resolve(outline: &Outline, section: &str) -> Option<u32> {
    by_ordinals(outline, section).or_else(|| by_titles(outline, section))
}

/// The position of a heading among its siblings, of its parent among its own, and so on; from 1, the outermost first.
fn ordinals(outline: &Outline, index: u32) -> Vec<u32> {
    let chain = outline.ancestors(index).into_iter().chain([index]);
    let elder = |at| std::iter::successors(outline.previous_sibling(at), |&at| outline.previous_sibling(at)).count();
    chain.map(|at| u32::try_from(elder(at) + 1).unwrap_or(u32::MAX)).collect()
}

fn by_ordinals(outline: &Outline, section: &str) -> Option<u32> {
    section.split('.').try_fold(None, |parent, ordinal| {
        let ordinal: usize = ordinal.parse().ok().filter(|&ordinal| ordinal > 0)?;
        Some(children(outline, parent).nth(ordinal - 1)).filter(Option::is_some)
    })?
}

/// Each title is looked for among the descendants of the one before: first as a whole, then as a beginning.
fn by_titles(outline: &Outline, section: &str) -> Option<u32> {
    section.split('/').try_fold(None, |parent: Option<u32>, title| {
        let title = fold(title.trim());
        let first = parent.map_or(0, |parent| parent + 1);
        let last = parent.and_then(|parent| outline.get(parent)).map_or(outline.len(), |parent| parent.last);
        let is_whole = |&at: &u32| fold(outline.title(at)) == title || fold(outline.number(at)) == title;
        let begins = |&at: &u32| fold(outline.title(at)).starts_with(&title);
        let found = (first..last).find(is_whole).or_else(|| (first..last).find(begins));
        (!title.is_empty() && found.is_some()).then_some(found)
    })?
}

fn children(outline: &Outline, parent: Option<u32>) -> impl Iterator<Item = u32> + '_ {
    let depth = parent.and_then(|parent| outline.get(parent)).map_or(0, |parent| parent.depth + 1);
    let first = parent.map_or(0, |parent| parent + 1);
    let first = outline.get(first).filter(|heading| heading.depth == depth).map(|_| first);
    std::iter::successors(first, |&at| outline.next_sibling(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outline::{Confidence, NewHeading, Origin, OutlineBuilder};
    use crate::text::{Part, Span};

    fn outline() -> Outline {
        let mut builder = OutlineBuilder::default();
        let headings =
            [(1, "一、工作"), (2, "（一）成效"), (2, "（二）问题"), (1, "二、打算"), (2, "（一）任务"), (3, "1. a")];
        for (at, (level, title)) in headings.into_iter().enumerate() {
            let number = title
                .find(['、', '）', '.'])
                .map_or(0, |end| end + title.part(end..title.len()).chars().next().unwrap().len_utf8());
            let span = Span::new(at * 10..at * 10 + 5);
            let (origin, confidence) = (Origin::Marked, Confidence::CERTAIN);
            builder.push(NewHeading { level, title, number, span, line: 1, origin, confidence });
        }
        builder.finish()
    }

    #[test]
    fn every_heading_has_an_address_that_leads_back() {
        let outline = outline();
        let sections: Vec<String> = (0..outline.len())
            .map(|index| ordinals(&outline, index).iter().map(u32::to_string).collect::<Vec<_>>().join("."))
            .collect();
        assert_eq!(sections, ["1", "1.1", "1.2", "2", "2.1", "2.1.1"]);
        for (index, section) in sections.iter().enumerate() {
            assert_eq!(resolve(&outline, section), u32::try_from(index).ok());
        }
    }

    #[test]
    fn titles_and_numbers_name_sections_too() {
        let check =
            |section: &str, expected: Option<u32>| assert_eq!(resolve(&outline(), section), expected, "{section}");
        check("二、/(一)", Some(4));
        check("二、打算", Some(3));
        check("(二)", Some(2));
        check("二/（一）任务/1.", Some(5));
        check("3", None);
        check("0", None);
        check("1.9", None);
        check("三、", None);
        check("", None);
    }

    #[test]
    fn a_path_may_hold_the_sign() {
        assert_eq!(readings("a#b.md#1.2"), [("a#b.md#1.2".into(), None), ("a#b.md".into(), Some("1.2"))]);
        assert_eq!(readings("a.md"), [("a.md".into(), None)]);
    }
}
