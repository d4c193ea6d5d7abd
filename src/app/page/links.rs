//! Links on the screen: letters are shown on them, and a link is followed when its letters are typed.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::app::layout::Line;
use crate::app::page::Page;
use crate::app::panes::Focus;
use crate::app::{Effect, Message, State};
use crate::library::{EntryId, Place};
use crate::outline::addresses::addresses;
use crate::outline::link::{slug, slugs};
use crate::outline::references::References;
use crate::outline::{Document, Link, Outline, Target};
use crate::text::Span;

/// The links that begin in the lines of a page: those of the source, and where there are none, references in words and
/// web addresses as they are.
pub(in crate::app) fn in_view(document: &Document, references: &References, view: &[Line]) -> Vec<Link> {
    let mut spans = view.iter().map(|line| line.span).filter(|span| !span.is_empty());
    let Some(first) = spans.next() else { return Vec::new() };
    let shown = Span { start: first.start, end: spans.next_back().unwrap_or(first).end };
    let mut links = document.links(shown);
    let in_words = references.within(document, shown).into_iter().chain(addresses(&document.text, shown));
    let in_words: Vec<Link> =
        in_words.filter(|found| links.iter().all(|link| !link.span.overlaps(found.span))).collect();
    links.extend(in_words);
    links.sort_by_key(|link| link.span.start);
    links
}

/// The letters of hints, those under the fingers first.
const LETTERS: &str = "asdfghjklqwertyuiopzxcvbnm";

/// The links of a screen with their letters, while they are shown.
#[derive(Clone, Debug)]
pub struct Hints {
    hints: Vec<Hint>,
    typed: String,
    /// Whether a web address is opened, and not only copied.
    opens: bool,
}

/// A link with the letters that follow it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The letters.
    pub letters: String,
    /// The link.
    pub link: Link,
}

impl Hints {
    pub(in crate::app) fn of(links: &[Link], opens: bool) -> Self {
        let hints = letters(links.len()).into_iter().zip(links);
        let hints = hints.map(|(letters, link)| Hint { letters, link: link.clone() }).collect();
        Self { hints, typed: String::new(), opens }
    }

    /// The hints that what was typed so far may mean, each with the letters that are still to come.
    pub fn shown(&self) -> impl Iterator<Item = (&str, &Link)> {
        let rest = |hint: &'_ Hint| hint.letters.strip_prefix(self.typed.as_str()).map(str::len);
        self.hints.iter().filter_map(move |hint| {
            let left = rest(hint)?;
            Some((hint.letters.get(hint.letters.len() - left..)?, &hint.link))
        })
    }
}

/// Letters for so many links: none begins with another's. Where there are more links than letters, the last letters
/// begin pairs. At most as many as there are pairs.
fn letters(count: usize) -> Vec<String> {
    let all: Vec<char> = LETTERS.chars().collect();
    let most = all.len() * all.len();
    let count = count.min(most);
    let first = (0..=all.len()).find(|first| all.len() - first + first * all.len() >= count).unwrap_or(all.len());
    let (single, pairs) = all.split_at(all.len() - first);
    let pairs = pairs.iter().flat_map(|one| all.iter().map(move |other| format!("{one}{other}")));
    single.iter().map(char::to_string).chain(pairs).take(count).collect()
}

impl State {
    /// Shows letters on all links of the page.
    pub(in crate::app) fn show_hints(&mut self, opens: bool) -> Vec<Effect> {
        let links = self.page.links();
        match links.is_empty() {
            true => self.front.message = Some(Message::NoLinks),
            false => self.page.hints = Some(Hints::of(links, opens)),
        }
        Vec::new()
    }

    /// A letter is typed while the links have theirs.
    pub(in crate::app) fn hint_typed(&mut self, letter: char) -> Vec<Effect> {
        let Some(hints) = &mut self.page.hints else { return Vec::new() };
        hints.typed.push(letter.to_ascii_lowercase());
        let opens = hints.opens;
        let meant: Vec<(&str, &Link)> = hints.shown().take(2).collect();
        match meant[..] {
            [] => {
                self.page.hints = None;
                self.front.message = Some(Message::NoSuchHint);
                Vec::new()
            }
            [("", link)] => {
                let target = link.target.clone();
                self.page.hints = None;
                self.follow(&target, opens)
            }
            _ => Vec::new(),
        }
    }

    /// The mouse is pressed in a row and a column of the page, on a link or not. One that gives the keys to the page or
    /// takes back what was selected is on none.
    pub(in crate::app) fn press_link(&mut self, column: u16, row: u16) {
        let does_nothing_else = self.panes.focus == Focus::Page && self.page.selection.is_none();
        self.page.clicked = if does_nothing_else { self.link_at(column, row) } else { None };
    }

    /// The mouse is let go: the link on which it was pressed is followed, unless something was selected.
    pub(in crate::app) fn release_link(&mut self) -> Vec<Effect> {
        match self.page.clicked.take() {
            Some(link) if self.page.selection.is_none() => self.follow(&link.target, false),
            _ => Vec::new(),
        }
    }

    fn link_at(&self, column: u16, row: u16) -> Option<Link> {
        let (line, document) = self.page.view().get(usize::from(row)).zip(self.page.document())?;
        let text = document.text.as_str();
        let offset = line.offset_at(text, column)?;
        let start = line.column_of(text, offset)?;
        let on = (start..start + 2).contains(&column);
        self.page.links().iter().find(|link| on && link.span.contains(offset)).cloned()
    }

    pub(in crate::app) fn follow(&mut self, target: &Target, opens: bool) -> Vec<Effect> {
        let Some(entry) = self.page.entry() else { return Vec::new() };
        match target {
            Target::Place(offset) => self.jump(place(entry, &self.page, *offset)),
            Target::Web(address) if opens && can_open(address) => {
                self.front.message = Some(Message::Opening(address.to_string()));
                vec![Effect::Open(address.to_string())]
            }
            Target::Web(address) => {
                self.front.message = Some(Message::CopiedAddress(address.to_string()));
                vec![Effect::Copy(address.to_string())]
            }
            Target::Image(index) => self.follow_image(*index, opens),
            Target::Report { path, fragment } => match self.linked(entry, path, fragment) {
                Some(place) => {
                    let effects = self.jump(place);
                    if place.heading.is_none() {
                        self.page.seek_name(fragment);
                        self.follow_reading();
                    }
                    effects
                }
                None => {
                    self.front.message = Some(Message::NotInLibrary(path.to_string()));
                    Vec::new()
                }
            },
        }
    }

    /// The place in the library that a link in a report leads to. Linear in the number of reports.
    fn linked(&self, from: EntryId, path: &str, fragment: &str) -> Option<Place> {
        let library = &self.shelf.library;
        let own = library.report(from)?;
        let wanted = plain(&own.path.parent()?.join(path));
        let entries = library.entries().iter().filter_map(|entry| Some((entry.id, entry.report()?)));
        let (entry, report) = entries.into_iter().find(|(_, report)| plain(&report.path) == wanted)?;
        let heading = heading(&report.outline, fragment);
        let offset = heading.and_then(|heading| report.outline.get(heading)).map_or(0, |heading| heading.span.start);
        Some(Place { entry, heading, offset })
    }
}

/// The place of a byte of the text that the page shows.
fn place(entry: EntryId, page: &Page, offset: u32) -> Place {
    let heading = page.document().map(Arc::as_ref).and_then(|document| document.outline.at(offset));
    Place { entry, heading, offset }
}

/// The heading that a fragment names: by its words, or by its number.
fn heading(outline: &Outline, fragment: &str) -> Option<u32> {
    if fragment.is_empty() {
        return None;
    }
    let slugs = slugs(outline);
    let named = slugs.get(fragment).or_else(|| slugs.get(&slug(fragment))).copied();
    named.or_else(|| (0..outline.len()).find(|heading| outline.words(*heading) == fragment))
}

/// A path without `.` and `..`, as far as that can be said without looking at the files.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            component => plain.push(component),
        }
    }
    plain
}

/// Whether the user's program may be asked to open an address.
fn can_open(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    ["http", "https", "mailto"].iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letters_begin_with_others() {
        for count in [0, 1, 26, 27, 51, 52, 100, 676, 2_000] {
            let letters = letters(count);
            assert_eq!(letters.len(), count.min(676), "{count}");
            for (at, one) in letters.iter().enumerate() {
                let clash =
                    letters.iter().enumerate().find(|(other, two)| *other != at && two.starts_with(one.as_str()));
                assert_eq!(clash, None, "{count}: {one}");
            }
        }
        assert_eq!(letters(3), ["a", "s", "d"]);
        assert_eq!(letters(28)[24..], ["n", "ma", "ms", "md"][..]);
    }

    #[test]
    fn paths_are_made_plain() {
        let check = |path: &str, expected: &str| assert_eq!(plain(Path::new(path)), Path::new(expected), "{path}");
        check("a/../b/./c.md", "b/c.md");
        check("../a.md", "../a.md");
        check("/../a.md", "/../a.md");
        check("./a.md", "a.md");
    }

    #[test]
    fn only_some_addresses_are_opened() {
        let check = |address: &str, expected: bool| assert_eq!(can_open(address), expected, "{address}");
        check("https://a.cn", true);
        check("MAILTO:a@b.cn", true);
        check("ftp://a.cn", false);
        check("file:///etc", false);
    }
}
