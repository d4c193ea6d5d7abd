//! The reports that hold a heading that is looked for.

use std::collections::HashMap;
use std::sync::Arc;

use crate::library::{EntryId, Library};
use crate::search::{Query, QueryError, Searcher};

/// Reports with a heading that matches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// The headings of each report.
    pub reports: HashMap<EntryId, Arc<Held>>,
}

/// The headings of one report that match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Those that match, in order.
    pub matching: Vec<u32>,
    /// Those and all that they stand under, in order.
    pub shown: Vec<u32>,
}

impl Held {
    /// Whether a heading is one of those that match, or stands above one.
    pub fn shows(&self, heading: u32) -> bool {
        self.shown.binary_search(&heading).is_ok()
    }
}

/// Finds all reports with a heading that matches. Gives up and returns `None` when it is `cancelled`. Costs what a
/// search over all headings costs, and memory for each heading that matches.
///
/// # Errors
/// When what was typed can't be understood.
pub fn reports_holding(
    searcher: &mut Searcher,
    library: &Arc<Library>,
    typed: &str,
    cancelled: &(dyn Fn() -> bool + Sync),
) -> Option<Result<Holding, QueryError>> {
    let search = |query: Query| searcher.headings(library, &query, cancelled).transpose();
    let found = match Query::parse(typed).and_then(search) {
        Ok(found) => found?,
        Err(error) => return Some(Err(error)),
    };
    let of_reports = found.chunk_by(|(one, _), (other, _)| one == other);
    let held = |headings: &[(EntryId, u32)]| {
        let (entry, _) = headings.first()?;
        let matching = headings.iter().map(|(_, heading)| *heading).collect();
        Some((*entry, Arc::new(held(library, *entry, matching)?)))
    };
    Some(Ok(Holding { reports: of_reports.filter_map(held).collect() }))
}

fn held(library: &Library, entry: EntryId, matching: Vec<u32>) -> Option<Held> {
    let outline = &library.report(entry)?.outline;
    let mut shown: Vec<u32> = matching.iter().flat_map(|&heading| outline.ancestors(heading)).collect();
    shown.extend(&matching);
    shown.sort_unstable();
    shown.dedup();
    Some(Held { matching, shown })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::formats::{self, Options};
    use crate::library::walk::Root;
    use crate::library::{LibraryBuilder, Report};

    #[test]
    fn reports_are_found_by_their_headings_with_what_those_stand_under() {
        let reports = [
            ("a.md", "# 总结\n\n## 成效\n\n### 服务\n\n## 问题\n\n### 人手\n\n# 附件\n"),
            ("b.md", "# 计划\n"),
            ("问题.md", "# 清单\n"),
            ("d.md", "# 问题\n\n# 问题\n"),
        ];
        let read = |(path, text): (&str, &str)| {
            (0, Report::new(Path::new(path), &formats::read(Path::new(path), text.as_bytes(), &Options::default())))
        };
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        builder.add(reports.map(read));
        let library = Arc::new(builder.snapshot());
        let check = |query: &str, expected: &[(&str, &[u32], &[u32])]| {
            let holding = reports_holding(&mut Searcher::default(), &library, query, &|| false).unwrap().unwrap();
            let mut found: Vec<_> =
                holding.reports.iter().map(|(id, held)| (library.entry(*id).unwrap().name(), held)).collect();
            found.sort_by(|a, b| a.0.cmp(&b.0));
            let found: Vec<_> =
                found.iter().map(|(name, held)| (name.as_str(), &held.matching[..], &held.shown[..])).collect();
            assert_eq!(found, expected, "{query}");
        };
        check("问题", &[("a.md", &[3], &[0, 3]), ("d.md", &[0, 1], &[0, 1])]);
        check("人手", &[("a.md", &[4], &[0, 3, 4])]);
        check("预算", &[]);
        assert_eq!(reports_holding(&mut Searcher::default(), &library, "问题", &|| true), None);
    }
}
