//! Which reports a query is narrowed to by their paths.

use crate::library::{Entry, Library};
use crate::search::query::QueryError;
use crate::text::fold::fold;

/// For each entry of a library, in its order, whether the path that the tree shows has all of these folded texts in it.
///
/// # Errors
/// When one of them is in no path.
pub(super) fn reports_in(library: &Library, places: &[String]) -> Result<Box<[bool]>, QueryError> {
    let paths = paths(library);
    if let Some(unknown) = places.iter().find(|place| !paths.iter().any(|path| path.contains(place.as_str()))) {
        return Err(QueryError::Nowhere(unknown.clone()));
    }
    Ok(paths.iter().map(|path| places.iter().all(|place| path.contains(place.as_str()))).collect())
}

/// The folded path of each entry.
fn paths(library: &Library) -> Vec<String> {
    let mut above: Vec<usize> = Vec::new();
    let mut path = String::new();
    let next = |entry: &Entry| {
        path.truncate(above.get(usize::from(entry.depth)).copied().unwrap_or(path.len()));
        above.truncate(entry.depth.into());
        above.push(path.len());
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(&fold(&entry.name()));
        path.clone()
    };
    library.entries().iter().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::walk::Root;
    use crate::library::{LibraryBuilder, Report};
    use crate::outline::Document;
    use std::path::Path;

    #[test]
    fn a_report_is_in_every_part_of_its_path() {
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        for path in ["2023/a.txt", "2024/總結/b.txt", "2024/c.txt", "d.txt"] {
            builder.add([(0, Report::new(Path::new(path), &Document::default()))]);
        }
        let library = builder.snapshot();
        let check = |places: &[&str], expected: Option<&str>| {
            let places: Vec<String> = places.iter().map(|place| fold(place)).collect();
            let kept = reports_in(&library, &places).ok();
            let names = kept.map(|kept| {
                let kept = library.entries().iter().zip(kept).filter(|(entry, kept)| *kept && entry.report().is_some());
                kept.map(|(entry, _)| entry.name()).collect::<Vec<_>>().join(" ")
            });
            assert_eq!(names.as_deref(), expected, "{places:?}");
        };
        check(&["2024"], Some("b.txt c.txt"));
        check(&["2024/总结"], Some("b.txt"));
        check(&["总结", "2024"], Some("b.txt"));
        check(&["2023", "总结"], Some(""));
        check(&["d.TXT"], Some("d.txt"));
        check(&["2025"], None);
        check(&[], Some("a.txt b.txt c.txt d.txt"));
    }
}
