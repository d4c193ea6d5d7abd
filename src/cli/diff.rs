//! `mulu diff`: how two sections differ, by sentences and by words.

use std::io;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::cli::arguments::{Comparison, Reading};
use crate::cli::print::{Printer, Styled};
use crate::cli::section::Addressed;
use crate::cli::{Failure, colors};
use crate::text::compare::{Aligned, Replaced, compare};
use crate::text::{Part, Span, needs_space};
use crate::ui::words;

/// The exit code when the sections differ.
const DIFFERENT: u8 = 1;
/// After so long what is not compared yet is taken for removed and added.
const PATIENCE: Duration = Duration::from_secs(10);

/// How a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Form {
    /// A line for each sentence, with a sign before it
    Text,
    /// One object
    Json,
}

/// Compares the sections at two addresses. Prints nothing where they are the same.
pub(super) fn print(comparison: &Comparison, reading: &Reading) -> Result<ExitCode, Failure> {
    let trouble = |failure| Failure::NotCompared(Box::new(failure));
    let old = Addressed::read(&comparison.old, reading).map_err(trouble)?;
    let new = Addressed::read(&comparison.new, reading).map_err(trouble)?;
    let aligned = compare(&old.sentences(), &new.sentences(), Some(Instant::now() + PATIENCE));
    let same = aligned.iter().all(Aligned::is_same);
    let mut printer = Printer::new();
    match comparison.format {
        Form::Json => printer.json(&json(&old, &new, same, &aligned))?,
        Form::Text if same => {}
        Form::Text => {
            let paint = Paint::new(colors(comparison.color));
            for (sign, section) in [("--- ", &old), ("+++ ", &new)] {
                printer.line(&format!("{sign}{}", section.crumbs().join(words::CRUMB)))?;
            }
            print_text(&mut printer, &paint, (&old, &new), &aligned, comparison.context)?;
        }
    }
    printer.finish()?;
    Ok(if same { ExitCode::SUCCESS } else { DIFFERENT.into() })
}

/// The looks of what was removed, of what was added, and of what was moved.
struct Paint {
    removed: Style,
    added: Style,
    moved: Style,
}

impl Paint {
    fn new(colors: bool) -> Self {
        let style = |color: AnsiColor| if colors { color.on_default() } else { Style::new() };
        Self { removed: style(AnsiColor::Red), added: style(AnsiColor::Green), moved: style(AnsiColor::Magenta) }
    }
}

fn print_text(
    printer: &mut Printer,
    paint: &Paint,
    (old, new): (&Addressed, &Addressed),
    aligned: &[Aligned],
    context: usize,
) -> io::Result<()> {
    let (old, new) = (old.document().text.as_str(), new.document().text.as_str());
    let mut left_out = 0;
    for (aligned, near) in aligned.iter().zip(near_changes(aligned, context)) {
        if !near {
            left_out += 1;
            continue;
        }
        print_left_out(printer, std::mem::take(&mut left_out))?;
        let plain = |sign: &str, style, text: &str, span| {
            vec![Styled { style, text: format!("{sign} {}", on_a_line(text, span)) }]
        };
        printer.styled(&match aligned {
            Aligned::Same { new: span, .. } => plain(" ", Style::new(), new, *span),
            Aligned::MovedAway { old: span, .. } => plain(words::MOVED_AWAY, paint.moved, old, *span),
            Aligned::MovedHere { new: span, .. } => plain(words::MOVED_HERE, paint.moved, new, *span),
            Aligned::Removed(span) => plain(words::REMOVED, paint.removed, old, *span),
            Aligned::Added(span) => plain(words::ADDED, paint.added, new, *span),
            Aligned::Changed { new: span, words, .. } => changed(paint, old, new, *span, words),
        })?;
    }
    print_left_out(printer, left_out)
}

/// Says how many sentences that are the same are not printed.
fn print_left_out(printer: &mut Printer, count: usize) -> io::Result<()> {
    if count > 0 { printer.line(&format!("  {}", words::same(count))) } else { Ok(()) }
}

/// For each part, whether it is a change or stands at most `context` parts away from one.
fn near_changes(aligned: &[Aligned], context: usize) -> Vec<bool> {
    let mut near = vec![false; aligned.len()];
    let (mut before, mut after) = (None::<usize>, None::<usize>);
    let reaches = |change: Option<usize>, at: usize| change.is_some_and(|change| change.abs_diff(at) <= context);
    for (at, (part, near)) in aligned.iter().zip(&mut near).enumerate() {
        before = if part.is_same() { before } else { Some(at) };
        *near |= reaches(before, at);
    }
    for (at, (part, near)) in aligned.iter().zip(&mut near).enumerate().rev() {
        after = if part.is_same() { after } else { Some(at) };
        *near |= reaches(after, at);
    }
    near
}

/// A changed sentence: the new one, with the words that were replaced before those that replace them.
fn changed(paint: &Paint, old: &str, new: &str, span: Span, replaced: &[Replaced]) -> Vec<Styled> {
    let plain = |start, end| Styled { style: Style::new(), text: on_a_line(new, Span { start, end }) };
    let mut parts = vec![Styled { style: Style::new(), text: format!("{} ", words::CHANGED) }];
    let mut at = span.start;
    for run in replaced {
        parts.push(plain(at, run.new.start));
        if run.new.is_empty() && old.part(0..run.old.start as usize).ends_with(' ') {
            parts.push(Styled { style: Style::new(), text: " ".to_owned() });
        }
        for (marks, style, text, span) in
            [(["[-", "-]"], paint.removed, old, run.old), (["{+", "+}"], paint.added, new, run.new)]
        {
            if !span.is_empty() {
                parts.push(Styled { style, text: [marks[0], &on_a_line(text, span), marks[1]].concat() });
            }
        }
        at = run.new.end;
    }
    parts.push(plain(at, span.end));
    parts
}

/// A part of a sentence on one line: where a line ends in it there is a space, if words are parted there.
fn on_a_line(text: &str, span: Span) -> String {
    let mut shown = String::with_capacity(span.len());
    for (at, line) in text.span(span).split('\n').enumerate() {
        let words = if at > 0 { line.trim_start() } else { line };
        if at > 0 {
            shown.truncate(shown.trim_end().len());
            let before = shown.chars().next_back().or_else(|| text.part(0..span.start as usize).chars().next_back());
            let after = words.chars().next().or_else(|| text.part(span.end as usize..text.len()).chars().next());
            if before.zip(after).is_some_and(|(before, after)| needs_space(before, after)) {
                shown.push(' ');
            }
        }
        shown.push_str(words);
    }
    shown.replace('\t', " ")
}

/// A comparison as JSON. The names are those that other programs rely on; positions are bytes of the extracted texts.
#[derive(Serialize)]
struct JsonComparison<'a> {
    old: Vec<String>,
    new: Vec<String>,
    same: bool,
    sentences: Vec<JsonSentence<'a>>,
}

/// Sentences that belong together, or one alone.
#[derive(Serialize)]
struct JsonSentence<'a> {
    kind: &'static str,
    old: Option<JsonPart<'a>>,
    new: Option<JsonPart<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<JsonWords<'a>>,
}

/// Words that were replaced by others.
#[derive(Serialize)]
struct JsonWords<'a> {
    old: JsonPart<'a>,
    new: JsonPart<'a>,
}

/// A part of a text.
#[derive(Serialize)]
struct JsonPart<'a> {
    start: u32,
    end: u32,
    text: &'a str,
}

fn json<'a>(old: &'a Addressed, new: &'a Addressed, same: bool, aligned: &[Aligned]) -> JsonComparison<'a> {
    let part = |section: &'a Addressed, span: Span| JsonPart {
        start: span.start,
        end: span.end,
        text: section.document().text.span(span),
    };
    let words = |run: &Replaced| JsonWords { old: part(old, run.old), new: part(new, run.new) };
    let sentence = |aligned: &Aligned| JsonSentence {
        kind: match aligned {
            Aligned::Same { .. } => "same",
            Aligned::Changed { .. } => "changed",
            Aligned::MovedAway { .. } => "moved_away",
            Aligned::MovedHere { .. } => "moved_here",
            Aligned::Removed(_) => "removed",
            Aligned::Added(_) => "added",
        },
        old: aligned.old_side().map(|span| part(old, span)),
        new: aligned.new_side().map(|span| part(new, span)),
        words: aligned.words().iter().map(words).collect(),
    };
    JsonComparison { old: old.crumbs(), new: new.crumbs(), same, sentences: aligned.iter().map(sentence).collect() }
}
