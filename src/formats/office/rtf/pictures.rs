//! Pictures in RTF (Rich Text Format 1.9.1, "Pictures"): their bytes as hexadecimal digits, or as they are.

use crate::formats::compose::Picture;
use crate::formats::images::{LARGEST, kind, pixels};
use crate::formats::office::pictures::{part_name, place_of, tenths_of_twips};
use crate::formats::office::rtf::tokens::{Token, Tokens};
use crate::text::code_page::{CodePage, decode};

/// The bytes by which the kind and the size of a picture are told.
const HEAD: usize = 4 << 10;
/// The longest words for a picture that are kept, in bytes.
const LONGEST: usize = 1024;
/// The property that holds the words for a picture.
const DESCRIPTION: &[u8] = b"wzDescription";

/// What the group of a picture holds.
#[derive(Debug, Default)]
struct Group {
    data: Vec<u8>,
    words: String,
    /// Its width and height in twentieths of a point, and how much of them is shown, in percent.
    goal: (u32, u32),
    scale: (u32, u32),
}

/// The words for the picture whose group goes on at a place in a file, which may be empty, and what is known of it.
/// `count` is that of the pictures so far.
pub(super) fn described(file: &[u8], place: usize, count: u32, page: CodePage) -> (String, Picture) {
    let group = Group::read(file, place, HEAD, page);
    let tenths = |goal, percent: u32| tenths_of_twips(goal, percent.saturating_mul(10));
    let paper = (tenths(group.goal.0, group.scale.0), tenths(group.goal.1, group.scale.1));
    let picture = kind(&group.data).map(|kind| Picture::part(&part_name(place, count, kind))).unwrap_or_default();
    let size = pixels(&group.data).map_or((0, 0), |size| (size.width, size.height));
    (group.words, Picture { pixels: size, paper, ..picture })
}

/// The bytes of a picture, by the name of its part.
pub(super) fn bytes(file: &[u8], name: &str) -> Option<Vec<u8>> {
    let most = usize::try_from(LARGEST).unwrap_or(usize::MAX);
    let data = Group::read(file, place_of(name)?, most, CodePage::default()).data;
    (!data.is_empty() && data.len() < most).then_some(data)
}

impl Group {
    /// Reads the group that goes on at a place, up to so many bytes of the picture.
    fn read(file: &[u8], place: usize, most: usize, page: CodePage) -> Self {
        let file = file.get(place..).unwrap_or_default();
        let mut tokens = Tokens::new(file);
        let mut group = Self::default();
        let (mut depth, mut half) = (0_usize, None);
        let (mut name, mut value, mut is_value) = (Vec::<u8>::new(), Vec::<u8>::new(), false);
        while group.data.len() < most {
            let Some(token) = tokens.next() else { break };
            match token {
                Token::Open => depth += 1,
                Token::Close if depth == 0 => break,
                Token::Close => {
                    depth -= 1;
                    if name == DESCRIPTION {
                        group.describe(&value, page);
                    }
                    value.clear();
                }
                Token::Text(digits) if depth == 0 => push_digits(digits, &mut half, &mut group.data),
                Token::Word(b"bin", Some(length)) if depth == 0 => {
                    let end = file.len() - tokens.left();
                    let start = end.saturating_sub(usize::try_from(length).unwrap_or(0));
                    group.data.extend(file.get(start..end).unwrap_or_default());
                }
                Token::Word(b"sn", _) => {
                    name.clear();
                    is_value = false;
                }
                Token::Word(b"sv", _) => is_value = true,
                Token::Word(b"u", Some(number)) if is_value => {
                    group.describe(&value, page);
                    value.clear();
                    group.words.extend(char::from_u32(number as u32 & 0xffff).filter(|_| name == DESCRIPTION));
                    // The character that stands in for it.
                    let mut after = tokens.clone();
                    match after.next() {
                        Some(Token::Text([_, text @ ..])) => {
                            value.extend(text);
                            tokens = after;
                        }
                        Some(Token::Byte(_)) => tokens = after,
                        _ => {}
                    }
                }
                Token::Text(text) if is_value => value.extend(text),
                Token::Text(text) if name.len() < LONGEST => name.extend(text.trim_ascii()),
                Token::Byte(byte) if is_value => value.push(byte),
                Token::Word(word, number) => group.size(word, u32::try_from(number.unwrap_or(0)).unwrap_or(0)),
                _ => {}
            }
        }
        group
    }

    /// Takes a part of the words.
    fn describe(&mut self, words: &[u8], page: CodePage) {
        if self.words.len() + words.len() <= LONGEST {
            self.words.push_str(&decode(words, page));
        }
    }

    /// Takes a word that says how large the picture is.
    fn size(&mut self, word: &[u8], number: u32) {
        match word {
            b"picwgoal" => self.goal.0 = number,
            b"pichgoal" => self.goal.1 = number,
            b"picscalex" => self.scale.0 = number,
            b"picscaley" => self.scale.1 = number,
            _ => {}
        }
    }
}

/// Appends the bytes of digits. `half` is the first digit of a byte whose second one is still to come.
fn push_digits(digits: &[u8], half: &mut Option<u8>, data: &mut Vec<u8>) {
    for digit in digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)) {
        let digit = u8::try_from(digit).unwrap_or(0);
        match half.take() {
            Some(first) => data.push(first << 4 | digit),
            None => *half = Some(digit),
        }
    }
}
