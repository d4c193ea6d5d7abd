//! Simplified and traditional characters, one character to one character.

/// Pairs of a traditional character and its simplified form; lines that begin with `#` say where they come from.
const PAIRS: &str = include_str!("traditional.txt");

/// Forms of numerals that are numerals alone, each behind the plain one: those written so that they can't be altered,
/// and two for nothing. Those that have another use (伍 in 队伍, 陆 in 大陆, 拾, 肆, 两) are left as they are.
const NUMERALS: &str = "一壹一弌二贰二貳二貮二弐二弍三叁三叄三弎七柒八捌九玖百佰千仟〇零";

/// The first character of the table.
const FIRST: u32 = 0x3400;
/// One past the last character of the table.
const END: u32 = 0xa000;
/// In the table: the character is its own form.
const OWN: u16 = 0;
/// In the table: the form is a character beyond the basic plane, and stands in [`BEYOND`].
const ELSEWHERE: u16 = 1;

/// For each character from [`FIRST`] on its form.
static FORMS: [u16; (END - FIRST) as usize] = forms();

/// The pairs of which one lies beyond the basic plane, by the traditional character.
static BEYOND: [(char, char); BEYOND_PAIRS] = beyond();
const BEYOND_PAIRS: usize = count_beyond();

/// The simplified form of a traditional character or of a variant; the character itself where it has none.
/// Two look-ups in a table of 55 kB for common characters.
pub(super) fn simplified(c: char) -> char {
    let code = u32::from(c);
    let form = code.checked_sub(FIRST).and_then(|at| FORMS.get(at as usize)).copied();
    match form {
        Some(OWN) => c,
        Some(form) if form != ELSEWHERE => char::from_u32(form.into()).unwrap_or(c),
        None if code < 0x2_0000 => c,
        _ => match BEYOND.binary_search_by_key(&c, |&(from, _)| from) {
            Ok(at) => BEYOND.get(at).map_or(c, |&(_, to)| to),
            Err(_) => c,
        },
    }
}

/// A walk through the characters of a text while the program is compiled.
struct Walk {
    bytes: &'static [u8],
    at: usize,
}

impl Walk {
    const fn new(text: &'static str) -> Self {
        Self { bytes: text.as_bytes(), at: 0 }
    }

    /// The next character above ASCII that stands in no remark.
    const fn next(&mut self) -> Option<u32> {
        while self.at < self.bytes.len() {
            let lead = self.bytes[self.at];
            if lead == b'#' {
                while self.at < self.bytes.len() && self.bytes[self.at] != b'\n' {
                    self.at += 1;
                }
            } else if lead < 0x80 {
                self.at += 1;
            } else {
                return Some(self.decode(lead));
            }
        }
        None
    }

    const fn decode(&mut self, lead: u8) -> u32 {
        let length = lead.leading_ones() as usize;
        let mut code = lead as u32 & (0x7f >> length);
        let mut at = 1;
        while at < length {
            code = (code << 6) | (self.bytes[self.at + at] & 0x3f) as u32;
            at += 1;
        }
        self.at += length;
        code
    }
}

const fn forms() -> [u16; (END - FIRST) as usize] {
    let mut forms = [OWN; (END - FIRST) as usize];
    let mut walk = Walk::new(PAIRS);
    while let (Some(from), Some(to)) = (walk.next(), walk.next()) {
        if from < END {
            forms[(from - FIRST) as usize] = if to < 0x1_0000 { to as u16 } else { ELSEWHERE };
        }
    }
    let mut walk = Walk::new(NUMERALS);
    while let (Some(to), Some(from)) = (walk.next(), walk.next()) {
        forms[(from - FIRST) as usize] = to as u16;
    }
    forms
}

const fn is_beyond(from: u32, to: u32) -> bool {
    from >= END || to >= 0x1_0000
}

const fn count_beyond() -> usize {
    let mut count = 0;
    let mut walk = Walk::new(PAIRS);
    while let (Some(from), Some(to)) = (walk.next(), walk.next()) {
        count += is_beyond(from, to) as usize;
    }
    count
}

const fn beyond() -> [(char, char); BEYOND_PAIRS] {
    let mut pairs = [('\0', '\0'); BEYOND_PAIRS];
    let mut at = 0;
    let mut walk = Walk::new(PAIRS);
    while let (Some(from), Some(to)) = (walk.next(), walk.next()) {
        if is_beyond(from, to)
            && let (Some(from), Some(to)) = (char::from_u32(from), char::from_u32(to))
        {
            pairs[at] = (from, to);
            at += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_character_stands_for_all_of_its_forms() {
        let check = |text: &str, expected: &str| {
            assert_eq!(text.chars().map(simplified).collect::<String>(), expected, "{text:?}");
        };
        check("黨建工作", "党建工作");
        check("臺灣裡裏衛衞", "台湾里里卫卫");
        check("党建工作 abc ①", "党建工作 abc ①");
        check("壹貳叁零", "一二三〇");
        check("队伍 大陆 两会 收拾", "队伍 大陆 两会 收拾");
        check("㑮㑳𠁞", "𫝈㑇𠀾");
    }

    #[test]
    fn the_pairs_are_in_order_and_none_leads_on_to_another() {
        assert!(BEYOND.is_sorted() && BEYOND.len() > 1000);
        let mapped = (FIRST..0x3_0000).filter_map(char::from_u32).filter(|&c| simplified(c) != c);
        let mut count = 0;
        for c in mapped {
            count += 1;
            assert_eq!(simplified(simplified(c)), simplified(c), "{c}");
        }
        assert!(count > 4_000, "{count}");
    }
}
