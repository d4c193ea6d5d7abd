//! The bullets and numbers of lists.

use crate::formats::numerals::{Form, numeral};
use crate::formats::web::html::tag::Tag;
use crate::formats::web::html::traits::Traits;

/// A list that has begun.
#[derive(Clone, Copy, Debug)]
pub(super) struct List {
    /// What stands before the items.
    before: Before,
    /// The number of the next item.
    next: i64,
}

/// What stands before items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    Bullet,
    Number(Form),
}

impl List {
    /// The list that an element begins.
    pub(super) fn new(tag: Tag, traits: &Traits<'_>) -> Self {
        let before = match traits.list {
            _ if traits.style.bare => Before::Nothing,
            _ if tag != Tag::Ol => Before::Bullet,
            "a" => Before::Number(Form::Base26(true)),
            "A" => Before::Number(Form::Base26(false)),
            "i" => Before::Number(Form::Roman(true)),
            "I" => Before::Number(Form::Roman(false)),
            _ => Before::Number(Form::Decimal),
        };
        Self { before, next: traits.start.trim().parse().unwrap_or(1) }
    }

    /// What stands before the next item.
    pub(super) fn bullet(&mut self, item: &Traits<'_>) -> String {
        let number = item.value.trim().parse().unwrap_or(self.next);
        self.next = number.saturating_add(1);
        let small = u32::try_from(number).ok().filter(|number| (1..4000).contains(number));
        match (self.before, small) {
            (Before::Nothing, _) => String::new(),
            (Before::Bullet, _) => "• ".to_owned(),
            (Before::Number(form), Some(number)) => format!("{}. ", numeral(form, number)),
            _ => format!("{number}. "),
        }
    }
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
