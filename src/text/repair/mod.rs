//! Damage undone: noise that was put into a text, bytes that were lost from it, and bytes that were read in the wrong
//! encoding.
//!
//! One kind of damage a file. `scan` goes over the whole text and finds the few places worth a closer look; the
//! others look there. Knows nothing of lines, headings or files.

mod annotation;
mod charset;
mod common;
mod evidence;
mod latin;
mod scan;
mod slip;
mod utf8;

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::text::{Part, Span};
use evidence::Evidence;

/// A text whose damage is undone, and what was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired<'text> {
    /// The repaired text; the given one where nothing was damaged.
    pub text: Cow<'text, str>,
    /// What was changed, in the order of the text. The spans share no byte. Putting back each `original` gives the
    /// text as it was, byte for byte.
    pub repairs: Vec<Repair>,
}

/// One place that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// Where the change stands in the repaired text; empty where noise was taken out.
    pub span: Span,
    /// What stood there before.
    pub original: Box<str>,
    /// What the damage was.
    pub kind: RepairKind,
}

/// The kinds of damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RepairKind {
    /// The reading of a Chinese character was written behind it in brackets: `發(fā)展`.
    Annotation,
    /// One byte of a punctuation mark was lost, and the bytes behind it were paired wrongly: `;鶎狱h` for `。基層黨`.
    LostByte,
    /// UTF-8 was read as GBK: `鍩哄眰` for `基层`.
    Utf8AsGbk,
    /// UTF-8 was read as Windows-1252 or Latin-1: `ä¸­å¤®` for `中央`.
    Utf8AsLatin,
}

/// A change to be made, in bytes of the damaged text.
struct Fix {
    range: Range<usize>,
    text: String,
    kind: RepairKind,
}

/// Undoes what damage there is. Line ends are neither added nor taken away. Time is linear in the length of the text;
/// a clean text is gone over once and borrowed. A text beyond 4 GiB is left as it is.
pub fn repair(text: &str) -> Repaired<'_> {
    let fixes = if u32::try_from(text.len()).is_ok() { find(text) } else { Vec::new() };
    if fixes.is_empty() {
        return Repaired { text: Cow::Borrowed(text), repairs: Vec::new() };
    }
    apply(text, fixes)
}

/// All changes, in the order of the text.
fn find(text: &str) -> Vec<Fix> {
    let evidence = Evidence::new(text);
    let mut annotations = annotation::Annotations::default();
    let mut latin = latin::Readings::default();
    let mut utf8 = utf8::Readings::default();
    let mut slips = slip::Slips::default();
    let mut done = 0;
    let mut changed = 0;
    while let Some(scan::Trigger { at, end, kind }) = scan::next(text.as_bytes(), done) {
        let found = match kind {
            scan::Kind::Bracket => annotations.find(text, at),
            scan::Kind::Latin => latin.find(text, at),
            scan::Kind::Ideograph => utf8.find(text, at, changed).or_else(|| slips.find(text, at, changed, &evidence)),
        };
        changed = found.unwrap_or(changed);
        done = found.unwrap_or(end).max(end);
    }
    let mut fixes = utf8.believed();
    fixes.extend(slips.believed());
    fixes.extend(latin.believed());
    fixes.extend(annotations.believed(text));
    fixes.sort_by_key(|fix| (fix.range.start, fix.range.end));
    fixes
}

/// The text with the changes made. One that overlaps another before it is left out.
fn apply(text: &str, fixes: Vec<Fix>) -> Repaired<'_> {
    let mut repaired = String::with_capacity(text.len());
    let mut repairs = Vec::with_capacity(fixes.len());
    let mut copied = 0;
    for fix in fixes {
        if fix.range.start < copied {
            continue;
        }
        repaired.push_str(text.part(copied..fix.range.start));
        let start = repaired.len();
        repaired.push_str(&fix.text);
        let original = text.part(fix.range.clone()).into();
        repairs.push(Repair { span: Span::new(start..repaired.len()), original, kind: fix.kind });
        copied = fix.range.end;
    }
    repaired.push_str(text.part(copied..text.len()));
    Repaired { text: Cow::Owned(repaired), repairs }
}

#[cfg(test)]
mod tests;
