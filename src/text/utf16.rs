//! UTF-16 without a byte order mark is told from other bytes by counting. No general detector finds it in Chinese
//! text, which has few zero bytes.

use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::memchr;

/// Bytes that are looked at.
const HEAD: usize = 8 << 10;

/// The byte order of text in which characters of ASCII are the zero bytes' reason; `None` for all other bytes. Most
/// have no zero byte, and cost no more than the search for it.
pub(super) fn by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    memchr(0, bytes.get(..HEAD).unwrap_or(bytes))?;
    let reading = best_reading(bytes)?;
    (20 * reading.ascii >= reading.units && reading.ascii > 3 * reading.zeros).then_some(reading.encoding)
}

/// The byte order of text that reads as Chinese or Japanese; `None` for all other bytes. Text that is UTF-8 must not be
/// asked, since pairs of letters are ideographs too.
pub(super) fn by_words(bytes: &[u8]) -> Option<&'static Encoding> {
    let reading = best_reading(bytes)?;
    (reading.common >= 3.max(reading.units / 4)).then_some(reading.encoding)
}

/// The byte order of text that is UTF-16 by either sign.
pub(super) fn either(bytes: &[u8]) -> Option<&'static Encoding> {
    by_zeros(bytes).or_else(|| by_words(bytes))
}

/// What bytes are in UTF-16 of one byte order.
struct Reading {
    encoding: &'static Encoding,
    /// Characters.
    units: usize,
    /// Characters of ASCII.
    ascii: usize,
    /// Characters whose low byte is zero.
    zeros: usize,
    /// Characters that are frequent in Chinese or Japanese, and those of ASCII.
    common: usize,
    /// Controls, characters without a meaning, and halves of characters.
    odd: usize,
}

/// The reading that has more frequent characters, and fewer that are ASCII with its bytes swapped; `None` where neither
/// can be text.
fn best_reading(bytes: &[u8]) -> Option<Reading> {
    let little = Reading::new(UTF_16LE, bytes, u16::from_le_bytes);
    let big = Reading::new(UTF_16BE, bytes, u16::from_be_bytes);
    let readable = [little, big].into_iter().filter(|reading| reading.units > 0 && 50 * reading.odd <= reading.units);
    readable.max_by_key(|reading| reading.common.saturating_sub(reading.zeros))
}

impl Reading {
    fn new(encoding: &'static Encoding, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Self {
        let (pairs, _) = bytes.get(..HEAD).unwrap_or(bytes).as_chunks::<2>();
        let mut reading = Self { encoding, units: 0, ascii: 0, zeros: 0, common: 0, odd: 0 };
        for c in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
            reading.add(c.unwrap_or('\u{ffff}'));
        }
        reading
    }

    fn add(&mut self, c: char) {
        let is_odd = is_odd(c);
        let is_ascii = c.is_ascii() && !is_odd;
        self.units += 1;
        self.ascii += usize::from(is_ascii);
        self.zeros += usize::from(u32::from(c) & 0xff == 0);
        self.common += usize::from(is_ascii || is_common(c));
        self.odd += usize::from(is_odd);
    }
}

fn is_odd(c: char) -> bool {
    let is_private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}'..='\u{ffff}');
    is_private || (c.is_control() && !matches!(c, '\t'..='\r' | '\u{1b}'))
}

fn is_common(c: char) -> bool {
    match c {
        '\u{3000}'..='\u{3002}'
        | '\u{3008}'..='\u{3011}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{ff01}'..='\u{ff1f}'
        | '“'
        | '”'
        | '…'
        | '—' => true,
        '\u{4e00}'..='\u{9fff}' => is_frequent(c),
        _ => false,
    }
}

/// Whether an ideograph is among the [`FREQUENT`] ones.
fn is_frequent(c: char) -> bool {
    static BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
        let mut bits = vec![0; 0x10000 / 64];
        for c in FREQUENT.chars() {
            bits.iter_mut().skip(c as usize / 64).take(1).for_each(|word| *word |= 1 << (c as usize % 64));
        }
        bits
    });
    BITS.get(c as usize / 64).is_some_and(|word| word >> (c as usize % 64) & 1 == 1)
}

/// The ideographs that make up more than half of any Chinese text, and the traditional forms of those.
const FREQUENT: &str = "\
的一是不了在有人我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能\
好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知样现分将外但身些与高意进\
把法此实回二理美点月明其种声全工己者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教\
西再平真听世气信北少关并内加化由却代军产入先山五太水万市体别处总才场师书比住员九性通目报立马命活神数件安表原车应\
路期常提感金何更反合放做系计或司利受光王果及今京务制解各任至物台象记边共风战干接特觉直服建南度统色字请交认算论百\
科怎元社术结六指思非流每青管连远资队带快条院变联权往展该领传近留红治决保达办运武半八必城强步完革深区即求品士转量\
众技程告江基派满式极持取设始历史商千片容研改广议形委早房际则首据导影整究组造济村农民企创推增促升质优绿态环境镇乡\
监督执纪党員規範落障项投項產業發進這來國個說們為時過學對後麼沒於還當無開見經頭從動兩長樣現將與實點種聲問機給幾間\
電門東數書報馬處總場師體關內應車萬隊條變聯權該領傳紅決達辦運轉眾設歷廣議據導濟農創質優綠態環鎮鄉監執紀黨務勞雖請\
認論結華";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_byte_order_is_counted_out() {
        let check = |text: &str, found_by: fn(&[u8]) -> Option<&'static Encoding>| {
            let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            assert_eq!(found_by(&little), Some(UTF_16LE), "{text}");
            assert_eq!(found_by(&big), Some(UTF_16BE), "{text}");
        };
        check("Plain words", by_zeros);
        check("Слова и слова", by_zeros);
        check("우리는 학교에 간다", by_zeros);
        check("第一章\n总则 abc", by_zeros);
        check("今年的工作要抓好三件大事。", by_words);
        check("會議決定了今後的發展方向", by_words);
        check("これはペンです。", by_words);
    }

    #[test]
    fn other_bytes_are_not_utf_16() {
        let check = |bytes: &[u8]| assert_eq!(either(bytes), None, "{bytes:?}");
        check(b"");
        check(b"a");
        check(b"\0");
        check(&[0; 64]);
        check(&(0..=255).collect::<Vec<u8>>());
        for encoding in [encoding_rs::GBK, encoding_rs::BIG5, encoding_rs::UTF_8] {
            check(&encoding.encode("今年的工作要抓好三件大事，各部門都要下工夫。").0);
        }
        check(&encoding_rs::SHIFT_JIS.encode("これは日本語の文章です。会議は三月に行われる。").0);
        check(&encoding_rs::EUC_KR.encode("우리는 내일 회의를 연다. 보고서는 준비되었다.").0);
    }
}
