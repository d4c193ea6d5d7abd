//! How the pictures of word processors are shown: all alike.

use crate::formats::compose::{Picture, bare};

/// How a picture is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Shown {
    /// In the text, by the words for it; and what is known of it.
    Words(String, String),
    /// Behind its paragraph, by what is known of it.
    Alone(Box<str>),
    /// Not at all.
    Nothing,
}

/// How a picture is shown: by its alternative text, but not in a heading. One without stands behind its paragraph.
pub(in crate::formats) fn shown(words: &str, picture: Option<&Picture>, is_in_heading: bool) -> Shown {
    let words = bare(words);
    let known = picture.and_then(Picture::known);
    match (words.is_empty(), known) {
        (false, _) if is_in_heading => Shown::Nothing,
        (false, known) => Shown::Words(words, known.unwrap_or_default()),
        (true, Some(known)) if picture.is_some_and(Picture::is_shown) => Shown::Alone(known.into()),
        (true, _) => Shown::Nothing,
    }
}

/// A length in twentieths of a point, as so many parts of a thousand of it are shown, in tenths of a millimetre.
pub(in crate::formats) fn tenths_of_twips(twips: u32, thousandths: u32) -> u32 {
    let thousandths = if thousandths == 0 { 1000 } else { thousandths };
    let tenths = u64::from(twips) * u64::from(thousandths) * 254 / 1440 / 1000;
    u32::try_from(tenths).unwrap_or(0)
}

/// The name of a picture that has none in its file: the place where it stands there, and what it is called. `count` is
/// that of the pictures so far, `kind` the usual ending of files of its kind.
pub(in crate::formats) fn part_name(place: usize, count: u32, kind: &str) -> String {
    format!("{place}/image{count}.{kind}")
}

/// The place in a name that [`part_name`] made.
pub(in crate::formats) fn place_of(name: &str) -> Option<usize> {
    name.split_once('/')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_shown_by_their_words_or_alone() {
        let picture = Picture::part("a.png");
        let known = picture.known().unwrap();
        let check = |words: &str, picture: Option<&Picture>, is_in_heading: bool, expected: Shown| {
            assert_eq!(shown(words, picture, is_in_heading), expected, "{words}");
        };
        check("图 1", Some(&picture), false, Shown::Words("图 1".into(), known.clone()));
        check("图 1", None, false, Shown::Words("图 1".into(), String::new()));
        check("图 1", Some(&picture), true, Shown::Nothing);
        check("", Some(&picture), true, Shown::Alone(known.into()));
        check("", None, false, Shown::Nothing);
        check("", Some(&Picture { pixels: (9, 9), ..picture.clone() }), false, Shown::Nothing);
    }

    #[test]
    fn lengths_and_names_are_told() {
        assert_eq!(
            (tenths_of_twips(1440, 1000), tenths_of_twips(1440, 500), tenths_of_twips(1440, 0)),
            (254, 127, 254)
        );
        assert_eq!(place_of(&part_name(12, 3, "png")), Some(12));
        assert_eq!((place_of("a/b"), place_of("12")), (None, None));
    }
}
