//! What is known of a page before it is read: how much text stands where, and what is navigation.

use crate::formats::web::html::tag::Tag;
use crate::formats::web::html::traits::Traits;
use crate::formats::web::html::tree::{Kind, Node};

/// Whose the text of an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// The document's.
    Own,
    /// The page's: navigation and the like.
    Page,
    /// Nobody's: it is not shown.
    Hidden,
}

/// Names of classes and parts by which pages call what is not the document's own.
const PAGE: [&str; 45] = [
    "ad",
    "ads",
    "advert",
    "banner",
    "bdsharebuttonbox",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "copyright-bar",
    "cookie-banner",
    "crumb",
    "crumbs",
    "footer",
    "foot",
    "friendlink",
    "friendlinks",
    "links",
    "login",
    "mainmenu",
    "mainnav",
    "menu",
    "nav",
    "navbar",
    "navfooter",
    "navheader",
    "navigation",
    "pager",
    "pagination",
    "position",
    "prevnext",
    "related",
    "related-posts",
    "search",
    "searchbox",
    "share",
    "sharebar",
    "sidebar",
    "sitemap",
    "site-footer",
    "skip-link",
    "social",
    "sphinxsidebar",
    "toolbar",
    "toolbox",
    "topnav",
];
/// Names of tables of contents.
const CONTENTS: [&str; 9] = [
    "toc",
    "table-of-contents",
    "tableofcontents",
    "toctree-wrapper",
    "list-of-figures",
    "list-of-tables",
    "list-of-examples",
    "list-of-equations",
    "toc-box",
];
/// Names of what is not shown, although no attribute says so.
const HIDDEN: [&str; 9] = [
    "sr-only",
    "visually-hidden",
    "visuallyhidden",
    "screen-reader-text",
    "mw-editsection",
    "mw-jump-link",
    "linenos",
    "linenodiv",
    "mathjax_preview",
];
/// Roles of what is not the document's own.
const ROLES: [&str; 9] =
    ["navigation", "search", "contentinfo", "menu", "menubar", "toolbar", "toc", "landmarks", "page-list"];

/// How much text stands somewhere.
#[derive(Clone, Copy, Debug, Default)]
struct Mass {
    /// Its bytes, those that are not shown and white space at the ends left out.
    text: u32,
    /// Its bytes in links.
    linked: u32,
    links: u32,
}

/// The masses of text in the parts of a page.
pub(super) struct Page<'n, 'a> {
    nodes: &'n [Node<'a>],
    /// What stands before each part; one more than there are parts.
    before: Vec<Mass>,
    /// The part that says it is the main one, where all headings of the first level stand.
    main: Option<(usize, usize)>,
    /// Whether most of the text is preformatted.
    pub(super) is_preformatted: bool,
    /// Whether most of the text is quoted: then the quotes are but indentation.
    pub(super) is_quoted: bool,
}

impl<'n, 'a> Page<'n, 'a> {
    /// Weighs the parts of a page. Linear in their number.
    pub(super) fn new(nodes: &'n [Node<'a>]) -> Self {
        let mut page = Self { nodes, before: masses(nodes), main: None, is_preformatted: false, is_quoted: false };
        let (mut preformatted, mut quoted, mut headings) = (0, 0, 0);
        let mut quotes_end = 0;
        let mut mains = Vec::new();
        let mut tops = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let Kind::Element { tag, attributes, .. } = node.kind else { continue };
            match tag {
                Tag::Pre | Tag::Xmp | Tag::Plaintext => preformatted += page.mass(at),
                Tag::Blockquote if at >= quotes_end => {
                    quoted += page.mass(at);
                    quotes_end = node.end as usize;
                }
                Tag::Heading(level) => {
                    headings += 1;
                    tops.extend((level == 1).then_some(at));
                }
                Tag::Main => mains.push((at, node.end as usize)),
                Tag::Block if !attributes.is_empty() && Traits::new(attributes).has_role(&["main"]) => {
                    mains.push((at, node.end as usize));
                }
                _ => {}
            }
        }
        let all = page.all();
        page.is_preformatted = headings == 0 && preformatted * 2 > all;
        page.is_quoted = quoted * 2 > all;
        page.main = match mains.as_slice() {
            [(start, end)] => Some((*start, *end))
                .filter(|_| page.mass(*start) * 2 > all && tops.iter().all(|top| (start..end).contains(&top))),
            _ => None,
        };
        page
    }

    /// The bytes of text in a part.
    pub(super) fn mass(&self, at: usize) -> u64 {
        u64::from(self.within(at).text)
    }

    fn within(&self, at: usize) -> Mass {
        let end = self.nodes.get(at).map_or(at, |node| node.end as usize);
        let before = |at: usize| self.before.get(at).copied().unwrap_or_default();
        let (end, start) = (before(end), before(at));
        Mass { text: end.text - start.text, linked: end.linked - start.linked, links: end.links - start.links }
    }

    /// Whether a part is a bar of links: a few short words, nearly all of them linked.
    fn is_bar(&self, at: usize) -> bool {
        let Mass { text, linked, links } = self.within(at);
        links >= FEWEST_LINKS && linked / links <= LONGEST_LINK && linked >= text - text / 5
    }

    /// The bytes of all text.
    pub(super) fn all(&self) -> u64 {
        self.before.last().map_or(0, |mass| u64::from(mass.text))
    }

    /// Whether the page says which part of it is the main one, and this part stands outside.
    pub(super) fn is_outside(&self, at: usize) -> bool {
        let end = self.nodes.get(at).map_or(at, |node| node.end as usize);
        self.main.is_some_and(|(start, main_end)| at >= main_end || end <= start)
    }

    /// Whose the text of an element is. `is_own` says that it stands in what is known to be the document's own.
    pub(super) fn share(&self, at: usize, tag: Tag, traits: &Traits<'_>, is_own: bool) -> Share {
        if tag.is_hidden() || traits.is_hidden() || traits.has_class(&HIDDEN) || traits.has_role(&["pagebreak"]) {
            return Share::Hidden;
        }
        let is_aside = tag == Tag::Aside && !is_own && !traits.has_role(&["footnote", "footnotes", "endnotes", "note"]);
        let is_contents =
            traits.is_named(&CONTENTS) || traits.has_class(&["contents"]) && traits.has_class(&["topic", "local"]);
        let is_named = !is_own && tag != Tag::Article && tag.is_block() && traits.is_named(&PAGE);
        let is_bar = !is_own && matches!(tag, Tag::Table | Tag::Tr | Tag::Ul) && self.is_bar(at);
        let is_page = is_bar
            || matches!(tag, Tag::Nav | Tag::Footer)
            || is_aside
            || is_contents
            || traits.has_role(&ROLES)
            || is_named;
        if is_page && (is_own || !self.holds_most(at)) { Share::Page } else { Share::Own }
    }

    /// Whether a part has so much of the text that it cannot be navigation.
    fn holds_most(&self, at: usize) -> bool {
        self.mass(at) * 5 > self.all() * 3
    }
}

/// What stands before each part.
fn masses(nodes: &[Node<'_>]) -> Vec<Mass> {
    let mut before = Vec::with_capacity(nodes.len() + 1);
    let (mut sum, mut hidden_end, mut in_link) = (Mass::default(), 0, false);
    before.push(sum);
    for (at, node) in nodes.iter().enumerate() {
        match node.kind {
            Kind::Text(text) | Kind::Raw(text) if at >= hidden_end => {
                let bytes = u32::try_from(text.trim_ascii().len()).unwrap_or(u32::MAX);
                sum.text = sum.text.saturating_add(bytes);
                sum.linked = sum.linked.saturating_add(if in_link { bytes } else { 0 });
            }
            Kind::Element { tag, .. } if tag.is_hidden() => hidden_end = hidden_end.max(node.end as usize),
            Kind::On(Tag::A, attributes) => {
                in_link = attributes.contains("href") || attributes.contains("HREF");
                sum.links += u32::from(in_link);
            }
            Kind::Off(Tag::A) => in_link = false,
            _ => {}
        }
        before.push(sum);
    }
    before
}

/// The fewest links of a bar, and the most bytes that one of them has: eight Chinese characters.
const FEWEST_LINKS: u32 = 3;
const LONGEST_LINK: u32 = 24;
