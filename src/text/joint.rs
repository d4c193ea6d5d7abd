//! Where two lines meet that are put together.

/// Whether a space parts two lines that are put together: not where Chinese stands at the joint, and not where white
/// space stands already. `before` is the last character of the one line, `after` the first of the other.
pub fn needs_space(before: char, after: char) -> bool {
    let in_chinese =
        is_chinese(before) && (is_chinese(after) || is_shared(after)) || is_shared(before) && is_chinese(after);
    !in_chinese && !before.is_whitespace() && !after.is_whitespace()
}

/// Appends the words of a text, one space between them. A line end is a space only where it parts words.
pub fn squeeze(text: &str, squeezed: &mut String) {
    let lines = text.split('\n').map(str::trim).filter(|line| !line.is_empty());
    for (at, line) in lines.enumerate() {
        let joint = squeezed.chars().next_back().zip(line.chars().next());
        if at > 0 && joint.is_some_and(|(before, after)| needs_space(before, after)) {
            squeezed.push(' ');
        }
        for (at, word) in line.split_whitespace().enumerate() {
            squeezed.push_str(if at > 0 { " " } else { "" });
            squeezed.push_str(word);
        }
    }
}

/// Characters of scripts that have no space between words, and their punctuation.
fn is_chinese(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{312f}' | '\u{31a0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff65}' | '\u{20000}'..='\u{3ffff}')
}

/// Punctuation that Chinese shares with other scripts.
fn is_shared(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_squeezed() {
        let check = |text: &str, expected: &str| {
            let mut squeezed = String::new();
            squeeze(text, &mut squeezed);
            assert_eq!(squeezed, expected);
        };
        check(" a  b\n c ", "a b c");
        check("工作\n　 总结\u{a0}一", "工作总结 一");
    }

    #[test]
    fn words_are_parted_and_chinese_is_not() {
        let check = |before: char, after: char, expected: bool| {
            assert_eq!(needs_space(before, after), expected, "{before} {after}");
        };
        check('a', 'b', true);
        check('工', '作', false);
        check('工', 'b', true);
        check('。', '”', false);
        check('“', '工', false);
        check('a', ' ', false);
        check('.', '“', true);
    }
}
