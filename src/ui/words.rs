//! What is said to the user on the screen, in one place. The help lines of commands stand in their table.

mod working;

pub use working::{PRESS, SELECTING, question, sent};

use crate::app::Message;
use crate::app::beside::comparison::Changes;
use crate::export::titles;
use crate::formats::formats;
use crate::library::{Progress, Unwatched};
use crate::outline::BreakKind;
use crate::outline::detect::{Belief, Reason};
use crate::outline::{Confidence, Origin, Problem};
use crate::search::QueryError;
use crate::search::fulltext::Tally;
use crate::text::count::Counts;

/// The message on a screen that is too small.
pub fn too_small(width: u16, height: u16) -> String {
    let (least_width, least_height) = crate::app::panes::SMALLEST;
    format!("{width}x{height} is too small: {least_width}x{least_height} needed")
}

/// The page while nothing has been read yet.
pub const READING: &str = "Reading…";
/// The page of a report in which nothing stands.
pub const NO_TEXT: &str = "There is no text in this report.";
/// The title of the page of keys.
pub const KEYS_TITLE: &str = "mulu: keys";
/// The title of the page that says why a heading is one.
pub const WHY_TITLE: &str = "Why this is a heading";
/// The title of the page that says how much there is to read in a report.
pub const REPORT_TITLE: &str = "This report";
/// Before the evidence for a heading.
pub const TERMS: &str = "What spoke for it (+) and against it (-), by weight:";
/// Before the lines that are no headings.
pub const REJECTIONS: &str = "What came nearest to being a heading in this section:";
/// Before a line with a sentence that the other section has in another form.
pub const CHANGED: &str = "~";
/// Before a line of the older section with a sentence that stands elsewhere in the newer one.
pub const MOVED_AWAY: &str = "<";
/// Before a line of the newer section with a sentence that stood elsewhere in the older one.
pub const MOVED_HERE: &str = ">";
/// Before a line with a sentence of the older section alone.
pub const REMOVED: &str = "-";
/// Before a line with a sentence of the newer section alone.
pub const ADDED: &str = "+";
/// Before a line of the source in which a heading stands.
pub const HEADING_LINE: &str = ">";
/// How a sheet is left.
pub const SHEET_LEAVE: &str = "q or Esc: back   j k: scroll";
/// Before the query of the search over all headings.
pub const FINDER_PROMPT: &str = "headings> ";
/// Before the words that are looked for in all texts.
pub const TEXT_PROMPT: &str = "text> ";
/// Before the regular expression that is looked for in all texts.
pub const EXPRESSION_PROMPT: &str = "regular expression> ";
/// Below the prompt over all texts while nothing is typed.
pub const TEXT_HINT: &str = "words that must all stand in a section    ^T: a regular expression    Tab: headings";
/// The same where a regular expression is awaited.
pub const EXPRESSION_HINT: &str = "what a regular expression finds    ^T: words    Tab: headings";
/// Before the title to which sections of other reports correspond.
pub const CORRESPONDING: &str = "the same section as ";
/// What the frame of an image is called, with the blanks that part it from the frame.
pub const IMAGE: &str = " image ";
/// What the status line says while the links have letters.
pub const HINTS: &str = "letters follow links, Esc leaves";
/// Before the text that is looked for in the report.
pub const FIND_PROMPT: &str = "/";
/// In the status line, where to find help.
pub const HINT: &str = "?: help";
/// Where a line goes on.
pub const CUT: &str = "…";
/// Between the parts of a breadcrumb.
pub const CRUMB: &str = " › ";

mod omitted;

pub use omitted::*;

/// The page when all is read and there is no report.
pub fn no_reports(name: &str) -> [String; 4] {
    [
        format!("There are no reports in {name}."),
        "Start mulu with another folder: mulu FOLDER".to_owned(),
        "Hidden files are shown with --hidden.".to_owned(),
        format!("{}.", reads()),
    ]
}

/// The files that are read, by the endings of their names. Those stand without their dots, before which no line could
/// be broken.
pub fn reads() -> String {
    let extensions: Vec<&str> = formats().flat_map(|format| format.extensions).copied().collect();
    match extensions.split_last() {
        Some((last, others)) if !others.is_empty() => {
            format!("mulu reads files that end in {} or {last}", others.join(", "))
        }
        _ => format!("mulu reads files that end in {}", extensions.concat()),
    }
}

/// The page of a report that has no text for this reason.
pub fn trouble(name: &str, problem: &Problem) -> Vec<String> {
    let remedy = problem.remedy().map(|remedy| [String::new(), remedy.to_owned()]);
    std::iter::once(format!("{name}: {problem}")).chain(remedy.into_iter().flatten()).collect()
}

/// How many there are of something.
fn many(count: usize, one: &str, more: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {more}") }
}

/// A number of bytes, in a unit that keeps it short.
pub fn bytes(count: u64) -> String {
    let (unit, name) = match count {
        1_000_000_000.. => (1_000_000_000, "GB"),
        1_000_000.. => (1_000_000, "MB"),
        1000.. => (1000, "KB"),
        _ => (1, "B"),
    };
    let (whole, tenth) = (count / unit, count % unit * 10 / unit);
    if whole < 10 && unit > 1 { format!("{whole}.{tenth} {name}") } else { format!("{whole} {name}") }
}

/// The title of an exported outline.
pub fn outline_of(name: &str) -> String {
    format!("{name}: outline")
}

/// The counts of a folder, or of the library.
pub fn counts(reports: u32, headings: u32) -> String {
    format!("{}, {}", many(reports as usize, "report", "reports"), many(headings as usize, "heading", "headings"))
}

/// The offer to go on reading where it stopped in an earlier run.
pub fn offer(crumbs: &[String]) -> String {
    format!("C: go on reading {}", titles(crumbs))
}

/// How far reading has come.
pub fn progress(progress: Progress) -> String {
    let counts = counts(progress.reports, progress.headings);
    if progress.complete {
        return if progress.stopped { format!("stopped: {counts}") } else { counts };
    }
    if progress.files == 0 {
        return format!("reading: {counts}");
    }
    let of = if progress.walking { "so far" } else { "files" };
    let known = progress.files_read + progress.files_glanced;
    let files = match known == progress.files && progress.files_glanced > 0 && !progress.walking {
        true => format!("reading: texts of {} of {} {of}", progress.files_read, progress.files),
        false => format!("reading: {known} of {} {of}", progress.files),
    };
    let mut parts = vec![files, format!("{} of {}", bytes(progress.bytes_read), bytes(progress.bytes)), counts];
    parts.extend((progress.rate > 0).then(|| format!("{}/s", bytes(progress.rate))));
    parts.extend(progress.left.map(time_left));
    parts.join(", ")
}

/// How long it will still take.
fn time_left(seconds: u32) -> String {
    match seconds {
        0..60 => format!("{seconds} s left"),
        60..3600 => format!("{} min left", seconds.div_ceil(60)),
        _ => format!("{} h left", seconds.div_ceil(3600)),
    }
}

/// How often something is found.
pub fn times(count: u32) -> String {
    format!("×{count}")
}

/// Why something was not done where nothing else is to blame.
pub const FAULT: &str = "a fault of mulu";

/// What a page of print is called.
pub fn page(label: &str) -> String {
    format!("p. {label}")
}

/// The number of results of a search.
pub fn results(total: usize) -> String {
    many(total, "result", "results")
}

/// Why what is typed can't be searched for.
pub fn query_error(error: &QueryError) -> String {
    match error {
        QueryError::Level(text) => format!("level:{text} is no level: level:2 or level:1-2"),
        QueryError::Nowhere(text) => format!("in:{text} is in no folder's and no report's name"),
    }
}

/// The title of the source of a report.
pub fn source(name: &str, extracted: bool) -> String {
    if extracted { format!("{name}, the text extracted from it") } else { format!("{name}, as it is in the file") }
}

/// How many lines a file has.
pub fn lines(count: u32) -> String {
    many(count as usize, "line", "lines")
}

/// How many sentences of two sections differ.
fn compared(changes: Changes) -> String {
    if changes == Changes::default() {
        return "the sections are the same".to_owned();
    }
    let Changes { changed, moved, removed, added } = changes;
    let moved = if moved > 0 { format!("  > {moved} moved") } else { String::new() };
    format!("~ {changed} changed  - {removed} only in the older  + {added} only in the newer{moved}")
}

/// Which place it is of how many where a text was found, while it is typed; `more` where not all are known.
pub fn finding(number: usize, of: usize, more: bool) -> String {
    format!("{number}/{of}{}", if more { "+" } else { "" })
}

/// Sentences that two sections have in common, and that are left out.
pub fn same(count: usize) -> String {
    format!("⋯ {} the same", many(count, "sentence", "sentences"))
}

/// What a search in all texts has found, and how far it has come while it goes on.
pub fn tally(tally: Tally, searching: bool) -> String {
    let count = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
    let found = format!(
        "{} in {}",
        many(count(tally.hits), "place", "places"),
        many(count(tally.sections), "section", "sections")
    );
    let share = u64::from(tally.searched) * 100 / u64::from(tally.reports.max(1));
    if searching { format!("{share}%  {found}") } else { found }
}

/// How like a title is to another, in hundredths.
pub fn likeness(hundredths: i64) -> String {
    format!("{hundredths:>3}%")
}

/// A message in the status line.
pub fn message(message: &Message) -> String {
    match message {
        Message::Copied(characters) => format!("copied {}", many(*characters, "character", "characters")),
        Message::TooLongToCopy(length) => {
            format!("{} is too much to copy: E writes it to a file", bytes(*length as u64))
        }
        Message::CopiedAddress(address) => format!("copied {address}"),
        Message::Opening(address) => format!("opening {address}"),
        Message::NoOpener(reason) => reason.clone(),
        Message::OpeningImage(name) => format!("opening {name}"),
        Message::NoBytes(name) => format!("{name} is not to be found in the file"),
        Message::NoImages => "there is no image on this page".to_owned(),
        Message::NoLinks => "there is no link on this page".to_owned(),
        Message::NoSuchHint => "no link has these letters".to_owned(),
        Message::NotInLibrary(path) => format!("not among these reports: {path}"),
        Message::NoHeading => "the cursor is on no heading".to_owned(),
        Message::NoReport => "the cursor is on no report".to_owned(),
        Message::NoSecondPage => "\\ opens a second page, to compare with".to_owned(),
        Message::Compared(changes) => compared(*changes),
        Message::NoSource => "there is no text here to show the source of".to_owned(),
        Message::NothingToCopy => "there is no section here to copy".to_owned(),
        Message::Exported(file, exported) => working::exported(file, exported),
        Message::Sent(command, end) => sent(command, end),
        Message::Marked(letter) => format!("marked: '{letter} returns here"),
        Message::NoMark(letter) => format!("no place is marked {letter}: m{letter} marks one"),
        Message::GoingOn(crumbs) => format!("going on at {}; g: to the beginning", titles(crumbs)),
        Message::NothingRead => "no report was read before this one".to_owned(),
        Message::NoMorePlaces => "no further place has been visited".to_owned(),
        Message::NoMoreSections => "there is no further section that way".to_owned(),
        Message::NotFound(text) => format!("not in this report: {text}"),
        Message::Match { number, of, round, more } => {
            finding(*number, *of, *more) + if *round { ", round the end" } else { "" }
        }
        Message::StillLooking(text) => format!("still looking for {text}"),
        Message::TextMatch { number, of, section, sections } => {
            format!("{number}/{of} in this report  section {section}/{sections}")
        }
        Message::Section { number, of } => format!("section {number}/{of}"),
        Message::Result { number, of, found, round } => {
            let more = if found > of { format!(" of {found} found") } else { String::new() };
            format!("result {number}/{of}{more}{}", if *round { ", round the end" } else { "" })
        }
        Message::NothingLookedFor => "press / and type what to look for".to_owned(),
        Message::NotForEditors(name) => format!("no editor shows {name}: the file is no text"),
        Message::NoEditor(reason) => format!("the editor: {reason}"),
        Message::Believing(belief) => confidence(*belief),
        Message::Raw(true) => "texts as they are in the file".to_owned(),
        Message::Raw(false) => "texts with their damage repaired".to_owned(),
        Message::NotReading => "everything is read".to_owned(),
        Message::Unwatched(reason) => {
            format!("changed files are not noticed, since {}: R reads again", unwatched(*reason))
        }
        Message::Arranged => "by folder and name".to_owned(),
        Message::Notes(true) => "notes under what refers to them".to_owned(),
        Message::Notes(false) => "notes where they stand".to_owned(),
        Message::Joining(true) => "lines joined into paragraphs".to_owned(),
        Message::Joining(false) => "lines as they are in the file".to_owned(),
        Message::Justifying(true) => "Chinese text to both edges".to_owned(),
        Message::Justifying(false) => "ragged text".to_owned(),
        Message::NoWideTable => "no table here is wider than the page".to_owned(),
        Message::ReadingAgain => "reading again".to_owned(),
    }
}

fn unwatched(reason: Unwatched) -> &'static str {
    match reason {
        Unwatched::Limit => "the system watches no more folders",
        Unwatched::Remote => "they lie on another machine",
        Unwatched::Refused => "the system does not watch them",
    }
}

/// Whence a heading is known, and how surely.
pub fn sure(origin: Origin, confidence: Confidence) -> String {
    match origin {
        Origin::Marked => "The format marks it as a heading.".to_owned(),
        Origin::Detected => format!("Found in the text; {}% sure.", confidence.0),
    }
}

/// How much there is to read in a section or in a report.
pub fn extent(section: bool, counts: Counts) -> String {
    let of = if section { "This section" } else { "The whole report" };
    let (characters, words, minutes) = (counts.characters, counts.all_words(), counts.minutes());
    format!("{of}: {characters} characters, {words} words, about {minutes} min to read")
}

/// How much is believed.
pub fn confidence(belief: Belief) -> String {
    let name = match belief {
        Belief::Low => "low",
        Belief::Medium => "medium",
        Belief::High => "high",
    };
    format!("confidence: {name}")
}

/// In the status line, that texts are shown as they are in the file.
pub const RAW: &str = "raw";
/// In the tree, that something is missing before a heading.
pub const BREAK: &str = "⋯ ";

/// What the numbering shows to be missing before a heading.
pub fn missing(kind: BreakKind) -> String {
    match kind {
        BreakKind::Missing(first, last) if first == last => format!("number {first} is missing before this"),
        BreakKind::Missing(first, last) => format!("numbers {first} to {last} are missing before this"),
        BreakKind::Again(number) => format!("number {number} comes again: something may be missing before this"),
    }
}

/// The title that a heading stands under.
pub fn under(parent: Option<&str>) -> String {
    parent.map_or_else(|| "It stands at the top.".to_owned(), |parent| format!("It stands under: {parent}"))
}

/// The headings that were judged together.
pub fn together(names: &[String], count: usize) -> String {
    let more = if count > names.len() { " …" } else { "" };
    format!("Judged together with its like, {count} in all: {}{more}", names.join("  "))
}

/// Why something is or is no heading.
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Scheme => "what marks of this kind usually are",
        Reason::Sequence => "their numbers follow each other",
        Reason::Single => "it stands alone, without a second number",
        Reason::LateStart => "the first number is not 1",
        Reason::Gap => "numbers are missing",
        Reason::Alone => "it is short, on a line of its own",
        Reason::RunIn => "a title, and text behind it",
        Reason::Sentence => "it is a sentence",
        Reason::Item => "it ends as an item of a list does",
        Reason::Colon => "whether a colon stands before it, as before a list",
        Reason::Body => "text stands below it",
        Reason::NoBody => "nothing stands below it",
        Reason::Underlined => "a line is drawn below it",
        Reason::Announced => "the table of contents has it",
        Reason::Unannounced => "the table of contents has others and not this",
        Reason::Blank => "blank lines around it",
        Reason::NoBlank => "no blank line stands before it, where paragraphs have one",
        Reason::Indented => "it is indented further than the text",
        Reason::Outdented => "it stands left of the text",
        Reason::Wrapped => "it stands in the middle of a paragraph",
        Reason::Small => "its words begin with a small letter",
        Reason::Prefix => "its number continues the one above it",
        Reason::Family => "what others of its kind are",
        Reason::Name => "parts of reports are called so",
        Reason::Style => "how it is written: capitals, title case, brackets",
        Reason::Recurring => "the same line comes again and again",
        Reason::Place => "where it stands in its line",
        Reason::Look => "whether its letters are larger or bolder than the text",
    }
}
