//! Sections and outlines as HTML.

use std::fmt::Write;

use crate::export::inline::{self, Inline, Over};
use crate::export::links::{self, Places};
use crate::export::outline::Group;
use crate::export::section::{BlockPart, Section};
use crate::outline::{BlockKind, Image, MarkKind, Outline};
use crate::text::{Part, Span};

/// The deepest heading that HTML has.
const DEEPEST: u8 = 6;

/// A section as a page.
pub(super) fn section(section: &Section<'_>) -> String {
    let mut page = Page { places: Places::of(section), ..Page::begin(section.title()) };
    // A report without headings of its own still has a title.
    let titled = section.parts().first().is_some_and(|part| part.kind == BlockKind::Heading);
    if !titled && section.part.is_none() {
        page.element("h1", section.title());
    }
    let mut lists = 0;
    let mut quoted = false;
    for part in section.parts() {
        let depth = usize::from(part.depth) + 1;
        page.nest_lists(&mut lists, if part.kind == BlockKind::Item { depth } else { 0 });
        if quoted != (part.kind == BlockKind::Quote) {
            quoted = !quoted;
            page.html.push_str(if quoted { "<blockquote>\n" } else { "</blockquote>\n" });
        }
        page.part(section, part, titled);
    }
    page.nest_lists(&mut lists, 0);
    if quoted {
        page.html.push_str("</blockquote>\n");
    }
    page.element("footer", section.address);
    page.end()
}

/// The outlines of reports, each with its headings of so many levels as nested lists, below the name of its group where
/// that has one.
pub fn outline(title: &str, groups: &[Group<'_>], depth: u8) -> String {
    let mut page = Page::begin(title);
    page.element("h1", title);
    for group in groups {
        group.name.iter().for_each(|name| page.element("h2", name));
        page.outlines(group, depth);
    }
    page.end()
}

fn depth_of(outline: &Outline, index: u32) -> u8 {
    outline.get(index).map_or(0, |heading| heading.depth)
}

/// A page that is being written.
struct Page {
    html: String,
    /// Where links within it lead.
    places: Places,
}

impl Page {
    fn begin(title: &str) -> Self {
        let html = "<!doctype html>\n<meta charset=\"utf-8\">\n".to_owned();
        let mut page = Self { html, places: Places::default() };
        page.element("title", title);
        page
    }

    fn end(self) -> String {
        self.html
    }

    /// The outlines of a group's reports, with headings of so many levels.
    fn outlines(&mut self, group: &Group<'_>, depth: u8) {
        let level = if group.name.is_some() { "h3" } else { "h2" };
        for report in &group.reports {
            self.element(level, &report.presented());
            let mut lists = 0;
            for index in (0..report.outline.len()).filter(|&index| depth_of(&report.outline, index) < depth) {
                self.nest_lists(&mut lists, usize::from(depth_of(&report.outline, index)) + 1);
                self.element("li", report.outline.title(index));
            }
            self.nest_lists(&mut lists, 0);
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        let _ = writeln!(self.html, "<{name}>{}</{name}>", escaped(text));
    }

    /// Opens and closes lists until so many are open.
    fn nest_lists(&mut self, open: &mut usize, wanted: usize) {
        while *open < wanted {
            self.html.push_str("<ul>\n");
            *open += 1;
        }
        while *open > wanted {
            self.html.push_str("</ul>\n");
            *open -= 1;
        }
    }

    fn part(&mut self, section: &Section<'_>, part: BlockPart, titled: bool) {
        let level = (part.level + u8::from(!titled)).min(DEEPEST);
        match part.kind {
            BlockKind::Heading if part.span.is_empty() => {
                let title = part.heading.map_or("", |heading| section.document.outline.title(heading));
                self.element(&format!("h{level}"), title);
            }
            BlockKind::Heading => self.inline(section, &format!("h{level}"), part.span),
            BlockKind::Item => self.inline(section, "li", part.span),
            BlockKind::Code => {
                let text = escaped(section.document.text.span(part.span));
                let _ = writeln!(self.html, "<pre{}>{text}</pre>", self.id(part.span));
            }
            BlockKind::Rule => self.html.push_str("<hr>\n"),
            BlockKind::Table => self.table(section, part.span),
            BlockKind::Paragraph | BlockKind::Quote | BlockKind::Gap | BlockKind::Boilerplate | BlockKind::Image => {
                self.inline(section, "p", part.span);
            }
        }
    }

    fn inline(&mut self, section: &Section<'_>, name: &str, span: Span) {
        let _ = write!(self.html, "<{name}{}>", self.id(span));
        inline::write(section.document, span, self);
        let _ = writeln!(self.html, "</{name}>");
    }

    /// The attribute that names a block, if links lead there.
    fn id(&self, span: Span) -> String {
        self.places.name(span.start).map_or(String::new(), |place| format!(" id=\"{place}\""))
    }

    fn table(&mut self, section: &Section<'_>, span: Span) {
        let _ = writeln!(self.html, "<table{}>", self.id(span));
        for (row, head) in section.rows(span) {
            let name = if head { "th" } else { "td" };
            let cells: String = row.split('\t').map(|cell| format!("<{name}>{}</{name}>", escaped(cell))).collect();
            let _ = writeln!(self.html, "<tr>{cells}</tr>");
        }
        self.html.push_str("</table>\n");
    }
}

impl Inline for Page {
    fn open(&mut self, over: Over<'_>) {
        if let Some(name) = element_of(over.kind) {
            let _ = write!(self.html, "<{name}>");
        } else if let Some(address) = self.address(over) {
            let _ = write!(self.html, "<a href=\"{}\">", escaped(&address));
        }
    }

    fn close(&mut self, over: Over<'_>) {
        if let Some(name) = element_of(over.kind) {
            let _ = write!(self.html, "</{name}>");
        } else if self.address(over).is_some() {
            self.html.push_str("</a>");
        }
    }

    fn image(&mut self, words: &str, image: Option<&Image>) {
        let address = image.map_or(String::new(), links::address);
        let pixels = image.and_then(|image| image.pixels);
        let size = pixels.map_or(String::new(), |size| format!(" width={} height={}", size.width, size.height));
        let _ = write!(self.html, "<img src=\"{}\"{size} alt=\"{}\">", escaped(&address), escaped(words));
    }

    fn text(&mut self, text: &str) {
        self.html.push_str(&escaped(text).replace('\n', "<br>\n"));
    }
}

impl Page {
    fn address(&self, over: Over<'_>) -> Option<String> {
        self.places.on_page(over.target?)
    }
}

fn element_of(kind: MarkKind) -> Option<&'static str> {
    match kind {
        MarkKind::Strong => Some("strong"),
        MarkKind::Emphasis => Some("em"),
        MarkKind::Code => Some("code"),
        MarkKind::Strike => Some("s"),
        MarkKind::Link | MarkKind::Note | MarkKind::Image | MarkKind::Repaired | MarkKind::Head => None,
    }
}

/// A text in which nothing is markup. XML takes it too; what neither allows becomes a replacement character.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(character),
            _ if character.is_control() || matches!(character, '\u{fffe}' | '\u{ffff}') => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}
