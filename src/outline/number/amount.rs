//! What makes a number an amount, and no mark.

/// Characters that make a number before them an amount: `1.2万`, `5.5%`.
pub(super) fn counts_something(text: &str) -> bool {
    text.trim_start().starts_with(is_counter)
}

/// Whether a character makes a number before it an amount. Those of ASCII, which nearly all are, are known at once.
fn is_counter(character: char) -> bool {
    if character.is_ascii() {
        return character == '%';
    }
    matches!(
        character,
        '万' | '亿'
            | '萬'
            | '億'
            | '元'
            | '％'
            | '个'
            | '個'
            | '年'
            | '月'
            | '日'
            | '倍'
            | '度'
            | '米'
            | '吨'
            | '次'
            | '岁'
            | '天'
            | '时'
            | '時'
            | '名'
            | '亩'
            | '℃'
            | '°'
            | '‰'
            | '届'
            | '千'
            | '百'
            | '级'
            | '級'
            | '版'
            | '寸'
            | '折'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_known_by_what_follows() {
        let check = |text: &str, expected: bool| assert_eq!(counts_something(text), expected, "{text}");
        check("万元", true);
        check(" 月", true);
        check("%", true);
        check("％左右", true);
        check(" Title", false);
        check("总则", false);
        check("", false);
    }
}
