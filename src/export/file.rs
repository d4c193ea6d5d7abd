//! What a user exports from the browser: a section, a report, or the outlines of a folder, in the format that the name
//! of the file asks for.

use std::path::Path;
use std::sync::Arc;

use crate::export::{self, Section, json, opml, outline};
use crate::library::{EntryId, Library, Report, address};
use crate::outline::Document;
use crate::text::Span;

/// A format that a file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// CommonMark with the tables of GitHub.
    Markdown,
    /// A web page.
    Html,
    /// The outline alone, for outliners.
    Opml,
    /// Nested objects.
    Json,
    /// The text as it was extracted.
    Text,
}

impl FileFormat {
    /// The format of a file of this name, whatever the case of its extension.
    pub fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "html" | "htm" => Some(Self::Html),
            "opml" => Some(Self::Opml),
            "json" => Some(Self::Json),
            "txt" | "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// What is exported: a folder, a report or a section of it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The library that it is in.
    pub library: Arc<Library>,
    /// The folder or the report.
    pub entry: EntryId,
    /// The heading; `None` for all of it.
    pub heading: Option<u32>,
    /// The text of the report.
    pub document: Option<Arc<Document>>,
    /// The part of the text that is meant, where that is not all of the section.
    pub part: Option<Span>,
}

impl PartialEq for Subject {
    /// The same part of the same snapshot of the same reading.
    fn eq(&self, other: &Self) -> bool {
        let at = |document: &Option<Arc<Document>>| document.as_ref().map(Arc::as_ptr);
        Arc::ptr_eq(&self.library, &other.library)
            && (self.entry, self.heading, self.part) == (other.entry, other.heading, other.part)
            && at(&self.document) == at(&other.document)
    }
}

impl Eq for Subject {}

/// What the file will hold. Costs time in proportion to the text.
pub fn contents(subject: &Subject, format: FileFormat) -> String {
    match (subject.library.report(subject.entry), &subject.document) {
        (Some(report), Some(document)) => of_section(report, subject, document, format),
        (Some(report), None) => of_outlines(&report.presented(), &[report], format),
        (None, _) => of_folder(subject, format),
    }
}

/// A section or a part of one.
fn of_section(report: &Report, subject: &Subject, document: &Document, format: FileFormat) -> String {
    let (heading, part) = (subject.heading, subject.part);
    let (name, address) = (report.presented(), address::of(report, heading));
    let section = Section { document, heading, report: &name, address: &address, part };
    match format {
        FileFormat::Markdown => export::markdown(&section),
        FileFormat::Html => export::html(&section),
        FileFormat::Opml if part.is_some() => opml::part(report, &section),
        FileFormat::Opml => opml::section(report, heading),
        FileFormat::Json if part.is_some() => json::part(report, &section),
        FileFormat::Json => json::section(report, heading, Some(document)),
        FileFormat::Text => section.text().trim_end().to_owned() + "\n",
    }
}

fn of_folder(subject: &Subject, format: FileFormat) -> String {
    let library = &subject.library;
    let Some((index, folder)) = library.index(subject.entry).zip(library.entry(subject.entry)) else {
        return String::new();
    };
    let inside = library.entries().get(index..folder.last as usize).unwrap_or_default();
    let reports: Vec<&Arc<Report>> = inside.iter().filter_map(|entry| entry.report()).collect();
    of_outlines(&folder.name(), &reports, format)
}

fn of_outlines(title: &str, reports: &[&Arc<Report>], format: FileFormat) -> String {
    let each = reports.iter().map(|report| report.as_ref());
    let group = || [export::Group { name: None, reports: each.clone().collect() }];
    match format {
        FileFormat::Markdown => each.map(|report| outline::markdown(report, u8::MAX)).collect(),
        FileFormat::Html => export::outline_html(title, &group(), u8::MAX),
        FileFormat::Opml => export::outline_opml(title, &group(), u8::MAX),
        FileFormat::Json => json::outlines(each),
        FileFormat::Text => each.map(outline::text).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::{self, Options};
    use crate::library::LibraryBuilder;
    use crate::library::walk::Root;

    #[test]
    fn the_extension_says_the_format() {
        let check = |name: &str, expected: Option<FileFormat>| assert_eq!(FileFormat::of(Path::new(name)), expected);
        check("a/总结.md", Some(FileFormat::Markdown));
        check("a.HTML", Some(FileFormat::Html));
        check("a.b.opml", Some(FileFormat::Opml));
        check("a.json", Some(FileFormat::Json));
        check("a.txt", Some(FileFormat::Text));
        check("a.pdf", None);
        check("md", None);
        check(".md", None);
    }

    #[test]
    fn a_part_of_a_section_is_written_without_the_rest() {
        let text = "# 总结\n\n## 一、概况\n\n平稳。**向好**。不松劲。\n";
        let document = Arc::new(formats::read(Path::new("a.md"), text.as_bytes(), &Options::default()));
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        builder.add([(0, Report::new(Path::new("a.md"), &document))]);
        let library = Arc::new(builder.snapshot());
        let entry = library.entries()[0].id;
        let start = document.text.find("向好").unwrap();
        let part = Some(Span::new(start..start + "向好。".len()));
        let subject = Subject { library, entry, heading: Some(1), document: Some(document), part };
        let check = |format: FileFormat, expected: &str| {
            let contents = contents(&subject, format);
            assert!(contents.contains(expected), "{format:?}: {contents}");
            assert!(!contents.contains("不松劲"), "{format:?}: {contents}");
        };
        check(FileFormat::Text, "向好。\n");
        check(FileFormat::Markdown, "**向好**。\n\n---\n\na.md\\#1.1\n");
        check(FileFormat::Html, "</title>\n<p><strong>向好</strong>。</p>\n<footer>");
        check(FileFormat::Json, "\"address\": \"a.md#1.1\",\n  \"text\": \"向好。\",");
        check(
            FileFormat::Opml,
            "<outline text=\"一、概况\" address=\"a.md#1.1\" _note=\"向好。\">\n</outline>\n</body>",
        );
    }

    #[test]
    fn the_outline_of_a_part_has_its_words_under_its_headings() {
        let text = "# 总结\n\n## 一、概况\n\n平稳。向好。\n\n### （一）人\n\n多。\n\n## 二、展望\n\n好。更好。\n";
        let document = Arc::new(formats::read(Path::new("a.md"), text.as_bytes(), &Options::default()));
        let report = Report::new(Path::new("a.md"), &document);
        let at = |words: &str| document.text.find(words).unwrap();
        let check = |part: Span, expected: &str| {
            let heading = document.outline.at(part.start);
            let address = address::of(&report, heading);
            let section = Section { document: &document, heading, report: "a", address: &address, part: Some(part) };
            let opml = opml::part(&report, &section);
            let body: Vec<&str> = opml.lines().skip_while(|line| *line != "<body>").skip(1).collect();
            assert_eq!(body.join("").replace("</outline>", ")").replace("</body></opml>", ""), expected);
        };
        check(
            Span::new(at("向好")..at("更好")),
            "<outline text=\"一、概况\" address=\"a.md#1.1\" _note=\"向好。\">\
             <outline text=\"（一）人\" address=\"a.md#1.1.1\" _note=\"多。\">)\
             <outline text=\"二、展望\" address=\"a.md#1.2\" _note=\"好。\">))",
        );
        check(Span::new(at("二、")..at("好。更")), "<outline text=\"二、展望\" address=\"a.md#1.2\">)");
    }

    #[test]
    fn a_section_a_report_and_a_folder_are_written_in_every_format() {
        let text = "# 总结\n\n前言\n\n## 一、概况\n\n**平稳**\n\n### （一）人\n\n## 二、\n";
        let path = Path::new("年报/a.md");
        let document = Arc::new(formats::read(path, text.as_bytes(), &Options::default()));
        let mut builder = LibraryBuilder::new(vec![Root { path: "".into(), folder: true }]);
        builder.add([(0, Report::new(path, &document))]);
        let library = Arc::new(builder.snapshot());
        let check = |index: usize, heading: Option<u32>, format: FileFormat, expected: &[&str]| {
            let entry = library.entries()[index].id;
            let document = (index == 1).then(|| Arc::clone(&document));
            let subject = Subject { library: Arc::clone(&library), entry, heading, document, part: None };
            let contents = contents(&subject, format);
            let found = expected.iter().all(|part| contents.contains(part));
            assert!(found && contents.ends_with('\n'), "{index} {heading:?} {format:?}: {contents}");
        };
        check(1, Some(1), FileFormat::Text, &["一、概况\n\n平稳\n\n（一）人\n"]);
        check(1, Some(1), FileFormat::Markdown, &["# 一、概况\n\n**平稳**\n\n## （一）人\n", "年报/a.md\\#1.1"]);
        check(1, Some(1), FileFormat::Html, &["<h1>一、概况</h1>", "<strong>平稳</strong>"]);
        check(
            1,
            Some(1),
            FileFormat::Opml,
            &[
                "<title>一、概况</title>",
                "<outline text=\"一、概况\" address=\"年报/a.md#1.1\">\n<outline text=\"（一）人\" address=\"年报/a.md#1.1.1\">\n\
             </outline>\n</outline>\n</body>",
            ],
        );
        check(
            1,
            Some(1),
            FileFormat::Json,
            &[
                "\"title\": \"一、概况\",\n  \"number\": \"一、\",\n  \"address\": \"年报/a.md#1.1\",\n  \"text\": \"平稳\",",
                "\"title\": \"（一）人\"",
            ],
        );
        check(1, None, FileFormat::Text, &["总结\n\n前言", "二、"]);
        check(1, None, FileFormat::Json, &["\"text\": \"前言\"", "\"sections\": []"]);
        check(0, None, FileFormat::Markdown, &["- **a.md**\n  - 总结\n    - 一、概况\n      - （一）人\n    - 二、\n"]);
        check(0, None, FileFormat::Text, &["a.md\n  总结\n    一、概况\n"]);
        check(0, None, FileFormat::Html, &["<title>年报</title>", "<li>（一）人</li>"]);
        check(0, None, FileFormat::Opml, &["<title>年报</title>", "<outline text=\"（一）人\""]);
        check(0, None, FileFormat::Json, &["[\n  {\n    \"title\": \"总结\"", "\"（一）人\""]);
    }
}
