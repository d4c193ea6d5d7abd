//! The bookmarks of a file: its outline as its program wrote it down.

use std::collections::{HashMap, HashSet};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as Bytes};

use super::strings;

/// A bookmark.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bookmark {
    /// How deep it is nested, from 1.
    pub(super) level: u8,
    /// Its title.
    pub(super) title: String,
    /// Where it leads to, if that is in this file.
    pub(super) target: Option<Target>,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Target {
    /// The page, from 0.
    pub(super) page: usize,
    /// The point on it, in the page's own coordinates, where it names one.
    pub(super) at: Option<(f32, f32)>,
}

/// The most bookmarks that are read.
const MOST: usize = 50_000;
/// The deepest that they are nested.
const DEEPEST: u8 = 32;
/// The most times that a destination leads to another, and the deepest that trees of names are.
const STEPS: usize = 24;
/// The most nodes of a tree of names that are looked at for one name.
const NODES: usize = 20_000;

/// All bookmarks in their order.
pub(super) fn bookmarks(pdf: &Pdf) -> Vec<Bookmark> {
    let Some(mut names) = Names::new(pdf, usize::MAX) else { return Vec::new() };
    listed(&names.root.clone(), |item| names.target(item))
}

/// All bookmarks in their order, without the places that they lead to, which cost more than all else.
pub(super) fn titles(pdf: &Pdf) -> Vec<Bookmark> {
    root(pdf).map(|root| listed(&root, |_| None)).unwrap_or_default()
}

fn root(pdf: &Pdf) -> Option<Dict<'_>> {
    pdf.xref().get(pdf.xref().root_id())
}

/// The bookmarks that a catalog lists. Their links may form loops: each is read once.
fn listed<'a>(root: &Dict<'a>, mut target: impl FnMut(&Dict<'a>) -> Option<Target>) -> Vec<Bookmark> {
    let Some(first) = root.get::<Dict<'_>>("Outlines").and_then(|outlines| outlines.get::<Dict<'_>>("First")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut next = vec![(first, 1_u8)];
    while let Some((item, level)) = next.pop() {
        let new = item.obj_id().is_none_or(|id| seen.insert(id));
        if !new || found.len() >= MOST {
            continue;
        }
        let title = item.get::<Bytes<'_>>("Title").map(|title| strings::text(title.as_bytes())).unwrap_or_default();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        if !title.is_empty() {
            found.push(Bookmark { level, title, target: target(&item) });
        }
        next.extend(item.get::<Dict<'_>>("Next").map(|sibling| (sibling, level)));
        if level < DEEPEST {
            next.extend(item.get::<Dict<'_>>("First").map(|child| (child, level + 1)));
        }
    }
    found
}

/// What resolves destinations.
pub(super) struct Names<'a> {
    root: Dict<'a>,
    pages: HashMap<ObjectIdentifier, usize>,
    count: usize,
    /// The nodes of trees that have been looked at for the present name.
    nodes: usize,
    /// The names that may yet be compared, for all destinations together.
    left: usize,
}

impl<'a> Names<'a> {
    /// The names of a file, of which so many are compared at most.
    pub(super) fn new(pdf: &'a Pdf, left: usize) -> Option<Self> {
        let pages = pdf.pages().iter().enumerate();
        let pages = pages.filter_map(|(number, page)| Some((page.raw().obj_id()?, number))).collect();
        Some(Self { root: root(pdf)?, pages, count: pdf.pages().len(), nodes: 0, left })
    }

    /// Where a bookmark or a link leads to (ISO 32000-1, 12.3.2 and 12.6.4).
    pub(super) fn target(&mut self, item: &Dict<'a>) -> Option<Target> {
        let mut destination = item.get::<Object<'_>>("Dest").or_else(|| {
            let action = item.get::<Dict<'_>>("A")?;
            let kind = action.get::<Name<'_>>("S");
            kind.is_none_or(|kind| kind.as_ref() == b"GoTo").then(|| action.get::<Object<'_>>("D")).flatten()
        })?;
        for _ in 0..STEPS {
            destination = match destination {
                Object::Array(array) => return self.explicit(&array),
                Object::Dict(dictionary) => dictionary.get::<Object<'_>>("D")?,
                Object::Name(name) => self.named(&name)?,
                Object::String(name) => self.named(name.as_bytes())?,
                _ => return None,
            };
        }
        None
    }

    /// The page and the point of a destination that names them.
    fn explicit(&self, array: &Array<'a>) -> Option<Target> {
        let mut parts = array.raw_iter();
        let page = match parts.next()? {
            MaybeRef::Ref(page) => *self.pages.get(&page.into())?,
            MaybeRef::NotRef(Object::Number(number)) => usize::try_from(number.as_i64()).ok()?,
            MaybeRef::NotRef(_) => return None,
        };
        let mut objects = array.flex_iter();
        objects.next::<Object<'_>>();
        let kind = objects.next::<Name<'_>>();
        let mut numbers: Vec<Option<f32>> = Vec::new();
        while let Some(object) = objects.next::<Object<'_>>().filter(|_| numbers.len() < 4) {
            numbers.push(object.into_f32());
        }
        let number = |at: usize| numbers.get(at).copied().flatten();
        let at = match kind.as_deref() {
            Some(b"XYZ") => number(1).map(|top| (number(0).unwrap_or(0.0), top)),
            Some(b"FitH" | b"FitBH") => number(0).map(|top| (0.0, top)),
            Some(b"FitR") => number(3).map(|top| (number(0).unwrap_or(0.0), top)),
            _ => None,
        };
        (page < self.count).then_some(Target { page, at })
    }

    /// A destination by its name: of the tree of names, or of the older dictionary.
    fn named(&mut self, name: &[u8]) -> Option<Object<'a>> {
        self.nodes = 0;
        let tree = self.root.get::<Dict<'_>>("Names").and_then(|names| names.get::<Dict<'_>>("Dests"));
        let found = tree.and_then(|tree| self.find(&tree, name, 0));
        found.or_else(|| self.root.get::<Dict<'_>>("Dests")?.get::<Object<'_>>(name))
    }

    /// Looks for a name in a tree (ISO 32000-1, 7.9.6).
    fn find(&mut self, tree: &Dict<'a>, name: &[u8], depth: usize) -> Option<Object<'a>> {
        self.nodes += 1;
        if depth > STEPS || self.nodes > NODES {
            return None;
        }
        if let Some(limits) = tree.get::<Array<'_>>("Limits") {
            let mut limits = limits.iter::<Bytes<'_>>();
            let outside = limits.next().is_some_and(|least| name < least.as_bytes())
                || limits.next().is_some_and(|most| name > most.as_bytes());
            if outside {
                return None;
            }
        }
        if let Some(names) = tree.get::<Array<'_>>("Names") {
            let mut parts = names.flex_iter();
            while let Some(key) = parts.next::<Object<'_>>() {
                let value = parts.next::<Object<'_>>();
                self.left = self.left.checked_sub(1)?;
                if matches!(&key, Object::String(key) if key.as_bytes() == name) {
                    return value;
                }
            }
        }
        let kids = tree.get::<Array<'_>>("Kids")?;
        kids.iter::<Dict<'_>>().find_map(|kid| self.find(&kid, name, depth + 1))
    }
}

/// Whether bookmarks are an outline: more than one, or the file has one page; and not just the numbers of pages.
pub(super) fn are_outline(bookmarks: &[Bookmark], pages: usize) -> bool {
    let named = |bookmark: &&Bookmark| !is_page(&bookmark.title);
    let count = bookmarks.iter().filter(named).count();
    count * 2 >= bookmarks.len() && (count >= 2 || count == 1 && pages <= 2) && count * 60 >= pages
}

/// Whether a title only names a page, or a file.
fn is_page(title: &str) -> bool {
    let words =
        title.trim_matches(|edge: char| edge.is_ascii_digit() || edge.is_whitespace() || ".-第页頁".contains(edge));
    let extension = title.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let file =
        extension.is_some_and(|extension| ["pdf", "doc", "docx", "indd", "ppt", "xls"].contains(&extension.as_str()));
    words.is_empty() || file || matches!(words.to_ascii_lowercase().as_str(), "page" | "p" | "seite" | "slide")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_bookmarks_are_no_outline() {
        let check = |titles: &[&str], pages: usize, expected: bool| {
            let bookmark = |title: &&str| Bookmark { level: 1, title: (*title).to_owned(), target: None };
            let bookmarks: Vec<Bookmark> = titles.iter().map(bookmark).collect();
            assert_eq!(are_outline(&bookmarks, pages), expected, "{titles:?}");
        };
        check(&["Introduction", "Method"], 12, true);
        check(&["Page 1", "Page 2", "Page 3"], 3, false);
        check(&["第1页", "第2页"], 2, false);
        check(&["report-final.docx"], 1, false);
        check(&["Cover"], 40, false);
        check(&["Cover", "Contents"], 400, false);
        check(&[], 1, false);
    }
}
