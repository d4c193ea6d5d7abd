//! The title among the properties of a file (MS-OLEPS 2.21).

use crate::formats::office::doc::bytes::{clipped, index_at, u16_at, u32_at};
use crate::text::code_page::{WESTERN, decode};

/// The stream that holds it.
pub(super) const STREAM: &str = "\u{5}SummaryInformation";

const CODE_PAGE: u32 = 1;
const TITLE: u32 = 2;
/// The most properties that are looked at.
const MOST: usize = 256;

/// The title that a stream of properties gives.
pub(super) fn title(stream: &[u8]) -> Option<String> {
    let set = stream.get(index_at(stream, 0x2c)?..)?;
    let count = index_at(set, 4)?.min(MOST);
    let value = |wanted: u32| {
        let entry = (0..count).map(|index| 8 + index * 8).find(|at| u32_at(set, *at) == Some(wanted))?;
        set.get(index_at(set, entry + 4)?..)
    };
    let page = value(CODE_PAGE).and_then(|value| u16_at(value, 4)).unwrap_or(WESTERN);
    let value = value(TITLE)?;
    let length = index_at(value, 4)?.min(1024);
    let title = match (u16_at(value, 0)?, page) {
        (0x1e, 1200) => wide(clipped(value, 8, length)),
        (0x1e, page) => decode(clipped(value, 8, length), page).into_owned(),
        (0x1f, _) => wide(clipped(value, 8, length * 2)),
        _ => return None,
    };
    title.split('\0').next().map(str::to_owned)
}

fn wide(bytes: &[u8]) -> String {
    let units = bytes.chunks_exact(2).filter_map(|unit| u16_at(unit, 0));
    char::decode_utf16(units).filter_map(Result::ok).collect()
}
