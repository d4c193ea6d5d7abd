//! Charts, as captions: their title, then the names of their series, their categories and their axes.

use super::{Paragraph, Piece, Role};
use crate::formats::xml::{Event, Xml};
use crate::text::{Part, squeeze};

/// The most words that are taken of a chart, and the longest of them, in bytes.
const MOST_WORDS: usize = 64;
const LONGEST_WORD: usize = 256;

/// What a chart says.
#[derive(Debug, Default)]
struct Chart {
    title: String,
    words: Vec<String>,
}

impl Chart {
    fn is_full(&self) -> bool {
        self.words.len() >= MOST_WORDS
    }

    /// Adds a word that is not among the others.
    fn add(&mut self, text: &str) {
        let mut word = String::new();
        squeeze(text, &mut word);
        if !word.is_empty() && word.len() <= LONGEST_WORD && !self.words.contains(&word) {
            self.words.push(word);
        }
    }

    /// Adds the title of the chart or, where it has one, of an axis.
    fn add_title(&mut self, text: &str) {
        if self.title.is_empty() && self.words.is_empty() {
            squeeze(text.part(0..text.floor_char_boundary(LONGEST_WORD)), &mut self.title);
        } else {
            self.add(text);
        }
    }

    fn caption(self) -> Option<Piece> {
        let parts: Vec<String> =
            [self.title, self.words.join(", ")].into_iter().filter(|part| !part.is_empty()).collect();
        let text = format!("[{}]", parts.join(": "));
        let caption = Paragraph { role: Role::Aside, text, ..Paragraph::default() };
        (!parts.is_empty()).then(|| Piece::Paragraph(Box::new(caption)))
    }
}

/// The caption of a chart of Office Open XML (ECMA-376 part 1, 21.2).
pub(in crate::formats) fn chart_of_docx(source: &str) -> Option<Piece> {
    let mut xml = Xml::new(source);
    let mut chart = Chart::default();
    // The title that is open, and whether the place is within a name or a category.
    let (mut title, mut named) = (None, false);
    while let Some(event) = xml.next().filter(|_| !chart.is_full()) {
        match event {
            Event::Start(element) => match (element.name, &mut title) {
                ("title", _) => title = Some(String::new()),
                ("t", Some(title)) => title.push_str(&xml.text()),
                ("tx" | "cat", None) => named = true,
                ("v", None) if named => chart.add(&xml.text()),
                _ => {}
            },
            Event::End("title") => chart.add_title(&title.take().unwrap_or_default()),
            Event::End("tx" | "cat") => named = false,
            _ => {}
        }
    }
    chart.caption()
}

/// The caption of a chart of OpenDocument (OpenDocument 1.2, 11), whose names and categories are the words in its table.
pub(in crate::formats) fn chart_of_odt(source: &str) -> Option<Piece> {
    let mut xml = Xml::new(source);
    let mut chart = Chart::default();
    let (mut title, mut named, mut is_chart) = (None, false, false);
    while let Some(event) = xml.next().filter(|_| !chart.is_full()) {
        match event {
            Event::Start(element) => match (element.prefix, element.name, &mut title) {
                ("chart", "chart", _) => is_chart = true,
                ("chart", "title" | "subtitle", _) => title = Some(String::new()),
                ("text", "p", Some(title)) => title.push_str(&xml.text()),
                ("table", "table-cell", None) => {
                    named = element.attribute("value-type").is_none_or(|kind| kind == "string");
                }
                ("text", "p", None) if named => chart.add(&xml.text()),
                _ => {}
            },
            Event::End("title" | "subtitle") => chart.add_title(&title.take().unwrap_or_default()),
            _ => {}
        }
    }
    chart.caption().filter(|_| is_chart)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<Piece>, expected: Option<&str>) {
        let text = found.map(|piece| match piece {
            Piece::Paragraph(paragraph) => paragraph.text,
            piece => format!("{piece:?}"),
        });
        assert_eq!(text.as_deref(), expected);
    }

    #[test]
    fn charts_of_docx_are_captions() {
        let title = |text: &str| {
            format!("<c:title><c:tx><c:rich><a:p><a:r><a:t>{text}</a:t></a:r></a:p></c:rich></c:tx></c:title>")
        };
        let series = "<c:ser><c:tx><c:v>2024</c:v></c:tx><c:cat><c:pt><c:v>May</c:v></c:pt></c:cat><c:val><c:v>7</c:v></c:val></c:ser>";
        check(
            chart_of_docx(&format!("<c:chart>{}{series}<c:valAx>{}</c:valAx></c:chart>", title("Flow"), title("m³/s"))),
            Some("[Flow: 2024, May, m³/s]"),
        );
        check(chart_of_docx(&format!("<c:chart>{series}</c:chart>")), Some("[2024, May]"));
        check(chart_of_docx(&title("Flow")), Some("[Flow]"));
        check(chart_of_docx("<c:chart><c:val><c:v>7</c:v></c:val></c:chart>"), None);
    }

    #[test]
    fn charts_of_odt_are_captions() {
        let title = |text: &str| format!("<chart:title><text:p>{text}</text:p></chart:title>");
        let cell = |kind: &str, text: &str| {
            format!("<table:table-cell office:value-type='{kind}'><text:p>{text}</text:p></table:table-cell>")
        };
        let chart = |inside: &str| format!("<office:chart><chart:chart>{inside}</chart:chart></office:chart>");
        let axis = format!("<chart:axis>{}</chart:axis>", title("m³/s"));
        let table = [cell("string", "2024"), cell("string", "May"), cell("float", "7")].concat();
        check(chart_of_odt(&chart(&(title("Flow") + &axis + &table))), Some("[Flow: m³/s, 2024, May]"));
        check(chart_of_odt(&chart(&table)), Some("[2024, May]"));
        check(chart_of_odt(&table), None);
        check(chart_of_odt(&chart("")), None);
    }
}
