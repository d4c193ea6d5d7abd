//! Headings without a number that run into their text: `Scope of the review. The review covered…`, `【客运】　有…`.
//!
//! One short first sentence proves nothing. It is a heading where it is in title case, and others are; or where all
//! paragraphs of a section begin so, and others of the text's sections do as well.

use foldhash::{HashMap, HashSet};

use crate::text::Part;

use super::candidate::bytes;
use super::chars::{columns, is_chinese};
use super::evidence::{Evidence, Reason};
use super::layout::{Layout, Line};
use super::style::{Style, latin_style};
use super::title::sentence_end;

/// A heading that runs into its text.
#[derive(Clone, Debug)]
pub(super) struct Lead {
    /// The line that it begins on.
    pub(super) line: u32,
    /// One past the last byte of its title.
    pub(super) end: u32,
    /// How it is set off.
    pub(super) style: Style,
    /// What speaks for it.
    pub(super) evidence: Evidence,
}

/// A paragraph and the bytes of its first sentence, where that is short.
struct Paragraph {
    line: u32,
    lead: Option<usize>,
    capitals: bool,
}

/// Finds the headings that run into their text; `headings` are the lines of all others.
pub(super) fn find(layout: &Layout, headings: &[u32]) -> Vec<Lead> {
    let mut sections: Vec<Vec<Paragraph>> = vec![Vec::new()];
    let mut next = headings.iter().copied().peekable();
    for (index, line) in layout.lines.iter().enumerate() {
        if next.next_if(|heading| *heading <= bytes(index)).is_some() {
            while next.next_if(|heading| *heading <= bytes(index)).is_some() {}
            sections.push(Vec::new());
        } else if let Some(section) = sections.last_mut().filter(|_| !line.contents && !layout.wrapped(index)) {
            section.extend(paragraph(layout, index));
        }
    }
    let mut found = bracketed(layout);
    found.extend(official(layout, headings));
    let titled = titled(layout, &sections);
    let whole = whole(&sections);
    for section in &sections {
        let all = section.len() >= 2 && whole && section.iter().all(|paragraph| paragraph.lead.is_some());
        for paragraph in section {
            if let Some(lead) = paragraph.lead.filter(|_| all || (titled && paragraph.capitals)) {
                found.extend(build(layout, paragraph, lead, all));
            }
        }
    }
    found
}

/// The fewest different titles in brackets that open paragraphs.
const FEWEST: usize = 3;
/// The first byte of `【`.
const BRACKET: u8 = 0xe3;
/// The longest title in brackets, in bytes.
const BRACKETED: usize = 66;

/// Finds the titles in brackets that run into their text: `【国道改建】　改建工程于…`, as yearbooks have them.
fn bracketed(layout: &Layout) -> Vec<Lead> {
    let mut found: Vec<Lead> = Vec::new();
    let mut titles: HashSet<&str> = HashSet::default();
    let opens = |line: &Line| line.first == BRACKET && !line.contents && line.len() > BODY;
    for (index, line) in layout.lines.iter().enumerate().filter(|(_, line)| opens(line)) {
        let text = line.text(layout.text);
        let end = text.strip_prefix('【').and_then(|inside| inside.part(0..BRACKETED).find('】'));
        let Some(end) = end.map(|end| '【'.len_utf8() + end + '】'.len_utf8()) else { continue };
        if text.len() - end >= BODY {
            titles.insert(text.part(0..end));
            let mut evidence = layout.evidence();
            evidence.add(Reason::RunIn, 1.2);
            evidence.add(Reason::Style, 0.8);
            let end = line.start + bytes(end);
            found.push(Lead { line: bytes(index), end, style: Style::Bracketed, evidence });
        }
    }
    if titles.len() >= FEWEST && titles.len() * 2 > found.len() { found } else { Vec::new() }
}

/// The parts of an official letter of Taiwan, in their order; the first two make one.
const PARTS: [&str; 6] = ["主旨", "說明", "依據", "公告事項", "擬辦", "辦法"];

/// Finds the parts of official letters: `主旨：檢送…`, `說明：`, `辦法：`.
fn official(layout: &Layout, headings: &[u32]) -> Vec<Lead> {
    let part = |line: &Line| {
        let text = line.text(layout.text);
        let name =
            PARTS.iter().find(|name| text.strip_prefix(**name).is_some_and(|rest| rest.starts_with(['：', ':'])))?;
        Some(*name)
    };
    let wide = |line: &&Line| matches!(line.first, 0xe4..=0xe8) && !line.contents;
    let names: HashSet<&str> = layout.lines.iter().filter(wide).filter_map(part).collect();
    if !names.contains("主旨") || names.len() < 2 {
        return Vec::new();
    }
    let lines = layout.lines.iter().enumerate().filter(|(_, line)| wide(line));
    let free = lines.filter(|(index, _)| headings.binary_search(&bytes(*index)).is_err());
    free.filter_map(|(index, line)| {
        let mut evidence = layout.evidence();
        evidence.add(Reason::Name, 2.5);
        let end = line.start + bytes(part(line)?.len());
        Some(Lead { line: bytes(index), end, style: Style::Wide, evidence })
    })
    .collect()
}

/// So many bytes behind a title are text: some fifteen Chinese characters.
const BODY: usize = 45;

/// The bytes in which the end of a first sentence that is a title is looked for.
const LEAD: usize = 66;

/// The paragraph that begins on a line; none where it is no running text.
fn paragraph(layout: &Layout, index: usize) -> Option<Paragraph> {
    let line = layout.line(index)?;
    let long = line.len() >= 80 || layout.wrapped(index + 1);
    let text = line.text(layout.text);
    if !long || is_chinese(text.part(0..120)) {
        return None;
    }
    let head = text.part(0..LEAD);
    let lead = sentence_end(head).filter(|end| {
        let title = head.part(0..*end);
        let words = title.split_whitespace().count();
        title.len() < LEAD - 2
            && columns(title) <= 60
            && (1..=8).contains(&words)
            && title.starts_with(char::is_uppercase)
            && !title.contains([',', ';', ':', '(', '"', '“'])
    });
    let capitals = lead.is_some_and(|end| is_titled(head.part(0..end)));
    Some(Paragraph { line: bytes(index), lead, capitals })
}

/// Whether a phrase is in title case, with two long words at least.
fn is_titled(title: &str) -> bool {
    let long = title.split_whitespace().filter(|word| word.len() >= 4);
    long.clone().count() >= 2
        && latin_style(title) == Some(Style::TitleCase)
        && long.clone().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether several different phrases in title case open paragraphs.
fn titled(layout: &Layout, sections: &[Vec<Paragraph>]) -> bool {
    let mut phrases: HashMap<&str, u32> = HashMap::default();
    for paragraph in sections.iter().flatten().filter(|paragraph| paragraph.capitals) {
        let text = layout.line_text(paragraph.line as usize);
        *phrases.entry(text.part(0..paragraph.lead.unwrap_or(0))).or_default() += 1;
    }
    phrases.len() >= 2 && phrases.values().all(|times| *times <= 2)
}

/// Whether sections all of whose paragraphs have a lead are usual in the text.
fn whole(sections: &[Vec<Paragraph>]) -> bool {
    let some: Vec<&Vec<Paragraph>> = sections.iter().filter(|section| section.len() >= 2).collect();
    let all = some.iter().filter(|section| section.iter().all(|paragraph| paragraph.lead.is_some()));
    let (count, leads) = all.fold((0, 0), |(count, leads), section| (count + 1, leads + section.len()));
    count >= 2 && leads >= 5 && count * 5 >= some.len() * 2
}

/// Builds a lead.
fn build(layout: &Layout, paragraph: &Paragraph, lead: usize, all: bool) -> Option<Lead> {
    let line = layout.line(paragraph.line as usize)?;
    let mut evidence = layout.evidence();
    evidence.add(Reason::RunIn, 1.2);
    evidence.add(Reason::Family, if all { 1.0 } else { 0.0 });
    evidence.add(Reason::Style, if paragraph.capitals { 0.8 } else { 0.0 });
    Some(Lead { line: paragraph.line, end: line.start + bytes(lead), style: Style::Lead, evidence })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_are_believed_together() {
        let text = "The review covered nine months and all of the offices in the region, and it was done by two of us, who had done it before in other places.";
        let check = |paragraphs: &[&str], expected: usize| {
            let mut body = String::new();
            for paragraph in paragraphs {
                body.push_str(paragraph);
                body.push_str("\n\n");
            }
            let mut layout = Layout::new(&body);
            layout.measure();
            let headings: Vec<u32> = layout
                .lines
                .iter()
                .enumerate()
                .filter(|(_, line)| line.len() < 20)
                .map(|(index, _)| bytes(index))
                .collect();
            assert_eq!(find(&layout, &headings).len(), expected, "{paragraphs:?}");
        };
        let lead = |title: &str| format!("{title}. {text}");
        let (a, b, c) = (lead("Period and sample"), lead("Sources"), lead("Limits of the review"));
        check(&["Scope", &a, &b, "Findings", &c, &a, &b], 5);
        check(&["Scope", &a, text, "Findings", &c, text, &b], 0);
        let (a, b) = (lead("Military Notification and Response"), lead("Renewed Search"));
        check(&["Scope", &a, text, text, &b, text], 2);
    }
}
