//! Numbers that are amounts, and no marks.

/// The characters that make a number before them an amount, beyond ASCII.
const COUNTERS: &str = "万亿萬億元％个個年月日倍度米吨次岁天时時名亩℃°‰届千百级級版寸折";

/// Whether what follows a number makes it an amount: `1.2万`, `5.5%`. Nearly all that follows begins with ASCII, of
/// which one character does.
pub(super) fn counts_something(text: &str) -> bool {
    let counts = |first: char| if first.is_ascii() { first == '%' } else { COUNTERS.contains(first) };
    text.trim_start().starts_with(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_from_marks() {
        let check = |text: &str, expected: bool| assert_eq!(counts_something(text), expected, "{text}");
        check("万亿元", true);
        check(" 年内", true);
        check("%左右", true);
        check(" 总则", false);
        check(" Scope", false);
        check("", false);
    }
}
