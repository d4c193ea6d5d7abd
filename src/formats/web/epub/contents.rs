//! The contents of a book: the navigation document of EPUB 3, or the NCX of EPUB 2.

use crate::formats::limits::{DEEPEST, MOST_PARTS};
use crate::formats::web::path::resolve;
use crate::formats::xml::{Element, Event, Xml};

/// An entry of the contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// How deep it stands, from 0.
    pub(super) depth: usize,
    /// Its words, white space squeezed.
    pub(super) title: String,
    /// The path of the part that it leads to, and the fragment in it.
    pub(super) target: Option<(String, String)>,
}

/// The entries of an NCX (OPF 2.0.1, section 2.4.1).
pub(super) fn from_ncx(path: &str, source: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        match event {
            Event::Start(element) => match element.name {
                "navPoint" if entries.len() < MOST_PARTS => {
                    entries.push(Entry { depth: open.len().min(DEEPEST), title: String::new(), target: None });
                    open.push(entries.len() - 1);
                }
                "text" => {
                    let title = squeezed(&xml.text());
                    if let Some(entry) = open.last().and_then(|&at| entries.get_mut(at))
                        && entry.title.is_empty()
                    {
                        entry.title = title;
                    }
                }
                "content" => {
                    let target = element.attribute("src").and_then(|src| resolve(path, &src));
                    if let Some(entry) = open.last().and_then(|&at| entries.get_mut(at)) {
                        entry.target = target;
                    }
                }
                "pageList" | "navList" => xml.pass_over(),
                _ => {}
            },
            Event::End("navPoint") => {
                open.pop();
            }
            _ => {}
        }
    }
    named(entries)
}

/// The entries of a navigation document (EPUB 3.3, section 7): the lists in the `nav` that is its table of contents, or
/// in the first `nav`.
pub(super) fn from_navigation(path: &str, source: &str) -> Vec<Entry> {
    let mut first = None;
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        let Event::Start(element) = event else { continue };
        if element.name == "nav" {
            let is_contents = is_of_kind(&element, &["toc", "doc-toc"]);
            let is_other = is_of_kind(&element, &["page-list", "doc-pagelist", "landmarks"]);
            let entries = list(path, &mut xml);
            if is_contents && !entries.is_empty() {
                return entries;
            }
            first = first.or(Some(entries).filter(|entries| !(entries.is_empty() || is_other)));
        }
    }
    first.unwrap_or_default()
}

/// The pages of print that a navigation document lists, each with its name.
pub(super) fn pages_from_navigation(path: &str, source: &str) -> Vec<Entry> {
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        if let Event::Start(element) = event
            && element.name == "nav"
            && is_of_kind(&element, &["page-list", "doc-pagelist"])
        {
            return list(path, &mut xml);
        }
    }
    Vec::new()
}

fn is_of_kind(element: &Element<'_>, kinds: &[&str]) -> bool {
    let kind = element.attribute("type").or_else(|| element.attribute("role")).unwrap_or_default();
    kind.split_whitespace().any(|kind| kinds.contains(&kind))
}

/// The pages of print that an NCX lists, each with its name.
pub(super) fn pages_from_ncx(path: &str, source: &str) -> Vec<Entry> {
    let mut pages: Vec<Entry> = Vec::new();
    let mut is_in_page = false;
    let mut xml = Xml::new(source);
    while let Some(event) = xml.next() {
        match event {
            Event::Start(element) => match element.name {
                "pageTarget" if pages.len() < MOST_PARTS => {
                    is_in_page = true;
                    pages.push(Entry { depth: 0, title: String::new(), target: None });
                }
                "text" if is_in_page => {
                    let title = squeezed(&xml.text());
                    pages.iter_mut().next_back().into_iter().for_each(|page| page.title.clone_from(&title));
                }
                "content" if is_in_page => {
                    let target = element.attribute("src").and_then(|src| resolve(path, &src));
                    pages.iter_mut().next_back().into_iter().for_each(|page| page.target.clone_from(&target));
                }
                _ => {}
            },
            Event::End("pageTarget") => is_in_page = false,
            _ => {}
        }
    }
    named(pages)
}

/// The entries of the `nav` that has begun.
fn list(path: &str, xml: &mut Xml<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut lists = 0_usize;
    let mut label: Option<usize> = None;
    for event in xml.by_ref() {
        match event {
            Event::Start(element) => match element.name {
                "ol" | "ul" => lists += 1,
                "li" if entries.len() < MOST_PARTS => {
                    let depth = lists.saturating_sub(1).min(DEEPEST);
                    label = Some(entries.len());
                    entries.push(Entry { depth, title: String::new(), target: None });
                }
                "a" => {
                    let target = element.attribute("href").and_then(|href| resolve(path, &href));
                    if let Some(entry) = label.and_then(|at| entries.get_mut(at)) {
                        entry.target = entry.target.take().or(target);
                    }
                }
                "img" => {
                    let words = element.attribute("alt").unwrap_or_default().into_owned();
                    if let Some(entry) = label.and_then(|at| entries.get_mut(at)) {
                        entry.title.push_str(&words);
                    }
                }
                _ => {}
            },
            Event::Text(text) => {
                if let Some(entry) = label.and_then(|at| entries.get_mut(at)) {
                    entry.title.push_str(&text);
                }
            }
            Event::End("ol" | "ul") => {
                lists = lists.saturating_sub(1);
                label = None;
            }
            Event::End("nav") => break,
            Event::End(_) => {}
        }
    }
    entries.iter_mut().for_each(|entry| entry.title = squeezed(&entry.title));
    named(entries)
}

/// The entries that have a name.
fn named(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.retain(|entry| !entry.title.is_empty());
    entries
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(entries: &[Entry]) -> Vec<String> {
        let target = |entry: &Entry| entry.target.as_ref().map_or("-".to_owned(), |(path, id)| format!("{path}#{id}"));
        entries.iter().map(|entry| format!("{} {} {}", entry.depth, entry.title, target(entry))).collect()
    }

    #[test]
    fn an_ncx_is_read() {
        let check = |points: &str, expected: &[&str]| {
            let source = format!("<ncx><docTitle><text>书</text></docTitle><navMap>{points}</navMap></ncx>");
            assert_eq!(shown(&from_ncx("OEBPS/toc.ncx", &source)), expected, "{points}");
        };
        let point = |title: &str, src: &str, inner: &str| {
            format!("<navPoint><navLabel><text>{title}</text></navLabel><content src='{src}'/>{inner}</navPoint>")
        };
        check("", &[]);
        check(&point("第一章\n 总则", "a.html", ""), &["0 第一章 总则 OEBPS/a.html#"]);
        check(&point("A", "a.html", &point("B", "a.html#b", "")), &["0 A OEBPS/a.html#", "1 B OEBPS/a.html#b"]);
        check(&point("A &amp; B", "http://a.cn/", ""), &["0 A & B -"]);
        check("<navPoint><navLabel><text>A</text>", &["0 A -"]);
    }

    #[test]
    fn pages_of_print_are_listed() {
        let navigation = "<nav epub:type='page-list'><ol><li><a href='a.xhtml#p1'>1</a></li></ol></nav>\
            <nav><ol><li><a href='a.xhtml'>A</a></li></ol></nav>";
        assert_eq!(shown(&pages_from_navigation("nav.xhtml", navigation)), ["0 1 a.xhtml#p1"]);
        assert_eq!(shown(&from_navigation("nav.xhtml", navigation)), ["0 A a.xhtml#"]);
        let page = |name: &str| {
            format!("<pageTarget><navLabel><text>{name}</text></navLabel><content src='a.html#p{name}'/></pageTarget>")
        };
        let ncx = format!(
            "<ncx><navMap><navPoint><navLabel><text>A</text></navLabel></navPoint></navMap><pageList>{}{}</pageList></ncx>",
            page("ii"),
            page("3")
        );
        assert_eq!(shown(&pages_from_ncx("toc.ncx", &ncx)), ["0 ii a.html#pii", "0 3 a.html#p3"]);
    }

    #[test]
    fn a_navigation_document_is_read() {
        let check = |source: &str, expected: &[&str]| {
            assert_eq!(shown(&from_navigation("nav.xhtml", source)), expected, "{source}");
        };
        check("", &[]);
        check(
            "<nav epub:type='landmarks'><ol><li><a href='c'>L</a></li></ol></nav><nav epub:type='toc'><h1>目录</h1><ol>
             <li><a href='a.xhtml'>第一章 <i>甲</i></a><ol><li><a href='a.xhtml#b'>一、</a></li></ol></li>
             <li><span>附录</span><ol><li><a href='z.xhtml'>Z</a></li></ol></li></ol></nav>",
            &["0 第一章 甲 a.xhtml#", "1 一、 a.xhtml#b", "0 附录 -", "1 Z z.xhtml#"],
        );
        check("<nav><ul><li><a href='a'>A</a></li></ul></nav>", &["0 A a#"]);
    }
}
