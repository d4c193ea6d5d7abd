//! The bullets and numbers of lists.

use crate::formats::html::tag::Tag;
use crate::formats::html::traits::Traits;

/// A list that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// What stands before the items.
    form: Form,
    /// The number of the next item.
    next: i64,
}

/// What stands before items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Nothing,
    Bullet,
    Decimal,
    Letter { upper: bool },
    Roman { upper: bool },
}

impl List {
    /// The list that an element begins.
    pub(super) fn new(tag: Tag, traits: &Traits<'_>) -> Self {
        let form = match traits.list {
            _ if traits.style.bare => Form::Nothing,
            _ if tag != Tag::Ol => Form::Bullet,
            "a" => Form::Letter { upper: false },
            "A" => Form::Letter { upper: true },
            "i" => Form::Roman { upper: false },
            "I" => Form::Roman { upper: true },
            _ => Form::Decimal,
        };
        Self { form, next: traits.start.trim().parse().unwrap_or(1) }
    }

    /// What stands before the next item.
    pub(super) fn bullet(&mut self, item: &Traits<'_>) -> String {
        let number = item.value.trim().parse().unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let small = u32::try_from(number).ok().filter(|number| (1..4000).contains(number));
        let cased = |text: String, upper: bool| if upper { text } else { text.to_ascii_lowercase() };
        match (self.form, small) {
            (Form::Nothing, _) => String::new(),
            (Form::Bullet, _) => "• ".to_owned(),
            (Form::Letter { upper }, Some(number)) => format!("{}. ", cased(letters(number), upper)),
            (Form::Roman { upper }, Some(number)) => format!("{}. ", cased(roman(number), upper)),
            _ => format!("{number}. "),
        }
    }
}

/// `A` to `Z`, then `AA`.
fn letters(number: u32) -> String {
    let mut rest = number;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.extend(char::from_digit((rest - 1) % 26 + 10, 36));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(char::to_ascii_uppercase).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut roman = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            roman += sign;
            rest -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_numbered_as_browsers_do() {
        let check = |tag: Tag, attributes: &str, items: &[&str], expected: &[&str]| {
            let mut list = List::new(tag, &Traits::new(attributes));
            let found: Vec<_> = items.iter().map(|item| list.bullet(&Traits::new(item))).collect();
            assert_eq!(found, expected, "{attributes}");
        };
        check(Tag::Ul, "", &["", ""], &["• ", "• "]);
        check(Tag::Ul, " style='list-style: none'", &[""], &[""]);
        check(Tag::Ol, " start=9", &["", "", " value=3", ""], &["9. ", "10. ", "3. ", "4. "]);
        check(Tag::Ol, " type=a start=26", &["", ""], &["z. ", "aa. "]);
        check(Tag::Ol, " type=I start=3", &["", ""], &["III. ", "IV. "]);
        check(Tag::Ol, " type=i start=0", &["", ""], &["0. ", "i. "]);
    }
}
