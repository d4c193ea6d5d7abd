//! What a terminal is sent beside visible characters.

/// Every escape sequence of a terminal's log, whole, and every other character that has no place on a screen: control
/// characters, and those that turn the direction of writing.
pub(crate) fn sequences(log: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = log;
    while let Some(start) = rest.find(is_invisible) {
        let (_, from) = rest.split_at(start);
        let (sequence, behind) = from.split_at(length(from));
        found.push(sequence);
        rest = behind;
    }
    found
}

fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The bytes of the sequence at the beginning.
fn length(text: &str) -> usize {
    let end = |from: usize, last: fn(char) -> bool| {
        let behind = text.char_indices().skip(from).find(|&(_, character)| last(character));
        behind.map_or(text.len(), |(at, character)| at + character.len_utf8())
    };
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some('\x1b'), Some('[')) => end(2, |character| ('@'..='~').contains(&character)),
        (Some('\x1b'), Some(']')) => end(2, |character| matches!(character, '\x07' | '\\')),
        (Some('\x1b'), Some(_)) => end(1, |_| true),
        _ => end(0, |_| true),
    }
}

#[test]
fn sequences_are_found_whole() {
    let log = "一\x1b[1;2H二\x1b]52;c;QQ==\x1b\\x\r\n\u{9b}m\x1bc\u{202e}\x1b";
    let expected = ["\x1b[1;2H", "\x1b]52;c;QQ==\x1b\\", "\r", "\n", "\u{9b}", "\x1bc", "\u{202e}", "\x1b"];
    assert_eq!(sequences(log), expected);
}
