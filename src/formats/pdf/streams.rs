//! Streams are expanded only as far as the budget reaches.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::ZlibDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use crate::formats::limits::Budget;

/// The most bytes that one byte can expand to in each filter: the longest match of DEFLATE takes two bits, the longest
/// string of LZW one code.
const DEFLATE: u64 = 1032;
const LZW: u64 = 2731;
const RUN_LENGTH: u64 = 64;

/// What reading a file may still cost.
#[derive(Debug)]
pub(super) struct Limits<'a> {
    /// The time, and how far one stream may expand. Streams are read one after the other and not kept.
    pub(super) budget: &'a Budget,
    /// Whether a stream was left out because it expands too far.
    pub(super) too_large: bool,
    /// Whether a stream could not be expanded.
    pub(super) broken: bool,
}

impl<'a> Limits<'a> {
    /// The limits that a budget sets.
    pub(super) fn new(budget: &'a Budget) -> Self {
        Limits { budget, too_large: false, broken: false }
    }
}

/// The bytes of a stream, expanded; none where it is a picture, is broken, or expands too far.
pub(super) fn expand<'a>(stream: &Stream<'a>, limits: &mut Limits<'_>) -> Option<Cow<'a, [u8]>> {
    let filters = stream.filters();
    let raw = stream.raw_data();
    let mut most = raw.len() as u64;
    for filter in &filters {
        most = most.saturating_mul(match filter {
            Filter::FlateDecode => DEFLATE,
            Filter::LzwDecode => LZW,
            Filter::RunLengthDecode => RUN_LENGTH,
            Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => return None,
            _ => 1,
        });
    }
    let left = limits.budget.left();
    if most > left && !fits(&raw, &filters, left) {
        limits.too_large = true;
        return None;
    }
    let bytes = stream.decoded_data().ok();
    limits.broken |= bytes.is_none();
    bytes
}

/// What deflated bytes expand to; none where they are broken, or more than the budget has left.
pub(super) fn inflate(raw: &[u8], limits: &Limits<'_>) -> Option<Vec<u8>> {
    let most = limits.budget.left();
    let mut bytes = Vec::new();
    ZlibDecoder::new(raw).take(most.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= most).then_some(bytes)
}

/// Whether deflated bytes expand to at most `most` bytes. Nothing is kept of them.
fn fits(raw: &[u8], filters: &[Filter], most: u64) -> bool {
    matches!(filters, [Filter::FlateDecode]) && inflated(raw, most) <= most
}

/// The bytes that deflated bytes expand to, counted to a little more than `most`.
fn inflated(raw: &[u8], most: u64) -> u64 {
    let mut decoder = ZlibDecoder::new(raw).take(most.saturating_add(1));
    std::io::copy(&mut decoder, &mut std::io::sink()).unwrap_or(0)
}

/// Whether the parts of a file that must be expanded before anything can be read, its cross-reference and object
/// streams, fit into the budget together. They are looked for in the bytes, as the parser would expand them at once.
pub(super) fn holds(bytes: &[u8], budget: &Budget) -> bool {
    let mut left = budget.left();
    let mut from = 0;
    while let Some(at) = find(bytes, from, b"/ObjStm").into_iter().chain(find(bytes, from, b"/XRef")).min() {
        let Some(start) = find(bytes, at, b"stream") else { break };
        let end = find(bytes, start, b"endstream").unwrap_or(bytes.len());
        let raw = bytes.get(start + 6..end).unwrap_or_default();
        let raw = raw.strip_prefix(b"\r\n").or_else(|| raw.strip_prefix(b"\n")).unwrap_or(raw);
        let begin = at.saturating_sub(300);
        let dictionary = bytes.get(begin..start).unwrap_or_default();
        let often = dictionary.windows(6).filter(|word| *word == b"Decode").count() > 4;
        let used = match (raw.len() as u64).saturating_mul(DEFLATE) {
            most if most <= left / 64 => 0,
            _ if often => return false,
            _ => inflated(raw, left),
        };
        if used > left {
            return false;
        }
        left -= used;
        from = end;
    }
    true
}

/// Whether the end of a file is there: it tells where the table of its objects is.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    bytes.rchunks(8192).next().is_some_and(|end| find(end, 0, b"startxref").is_some())
}

/// Where a word is found from a place on.
fn find(bytes: &[u8], from: usize, word: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = word.first()?;
    let mut at = 0;
    while let Some(next) = rest.get(at..)?.iter().position(|byte| byte == first) {
        at += next;
        if rest.get(at..)?.starts_with(word) {
            return Some(from + at);
        }
        at += 1;
    }
    None
}
