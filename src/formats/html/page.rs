//! What is known of a page before it is read: how much text stands where, and what is navigation.

use crate::formats::html::tag::Tag;
use crate::formats::html::traits::Traits;
use crate::formats::html::tree::{Kind, Node};

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

/// The masses of text in the parts of a page.
pub(super) struct Page<'n, 'a> {
    nodes: &'n [Node<'a>],
    /// The bytes of text before each part; one more than there are parts.
    before: Vec<u32>,
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
        let end = self.nodes.get(at).map_or(at, |node| node.end as usize);
        let before = |at: usize| u64::from(self.before.get(at).copied().unwrap_or(0));
        before(end).saturating_sub(before(at))
    }

    /// The bytes of all text.
    pub(super) fn all(&self) -> u64 {
        u64::from(self.before.last().copied().unwrap_or(0))
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
        let is_page =
            matches!(tag, Tag::Nav | Tag::Footer) || is_aside || is_contents || traits.has_role(&ROLES) || is_named;
        if is_page && (is_own || !self.holds_most(at)) { Share::Page } else { Share::Own }
    }

    /// Whether a part has so much of the text that it cannot be navigation.
    fn holds_most(&self, at: usize) -> bool {
        self.mass(at) * 5 > self.all() * 3
    }
}

/// The bytes of shown text before each part. White space at the ends of texts doesn't count.
fn masses(nodes: &[Node<'_>]) -> Vec<u32> {
    let mut before = Vec::with_capacity(nodes.len() + 1);
    let (mut sum, mut hidden_end) = (0_u32, 0);
    before.push(0);
    for (at, node) in nodes.iter().enumerate() {
        match node.kind {
            Kind::Text(text) | Kind::Raw(text) if at >= hidden_end => {
                sum = sum.saturating_add(u32::try_from(text.trim_ascii().len()).unwrap_or(u32::MAX));
            }
            Kind::Element { tag, .. } if tag.is_hidden() => hidden_end = hidden_end.max(node.end as usize),
            _ => {}
        }
        before.push(sum);
    }
    before
}
