//! The configuration file: `mulu/config.toml` in the folder for configuration (XDG Base Directory Specification). It is
//! read and never written.

use std::path::{Path, PathBuf};
use std::{fs, io};

use etcetera::BaseStrategy;
use serde::Deserialize;

use crate::app::page::Look;
use crate::cli::arguments::{AmbiguousWidth, Looking, MEASURES};
use crate::text::width::Ambiguous;

/// What the file says.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Configuration {
    /// How texts are set.
    text: TextConfiguration,
}

/// The table `[text]`.
#[derive(Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
struct TextConfiguration {
    measure: Option<Measure>,
    justify: Option<bool>,
    notes: Option<bool>,
    ambiguous: Option<AmbiguousWidth>,
}

/// Columns of a line at most.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "i64")]
struct Measure(u16);

impl TryFrom<i64> for Measure {
    type Error = String;

    fn try_from(columns: i64) -> Result<Self, String> {
        let measure = u16::try_from(columns).ok().filter(|_| MEASURES.contains(&columns));
        let allowed = || format!("{columns} is not allowed: from {} to {}", MEASURES.start(), MEASURES.end());
        measure.map(Self).ok_or_else(allowed)
    }
}

/// What is wrong with the file.
#[derive(Debug, thiserror::Error)]
pub(super) enum Wrong {
    #[error("{0}: {1}")]
    Unreadable(String, io::Error),
    #[error("{path}, line {line}: {what}")]
    Meaningless { path: String, line: usize, what: String },
}

impl Configuration {
    /// How texts are set, and how wide ambiguous characters are where somebody says it. Arguments come before the file.
    pub(super) fn with(&self, looking: Looking) -> (Look, Option<Ambiguous>) {
        let usual = Look::default();
        let measure = looking.measure.or(self.text.measure.map(|measure| measure.0)).unwrap_or(usual.measure);
        let justified = looking.justify || self.text.justify.unwrap_or(usual.justified);
        let notes = looking.notes || self.text.notes.unwrap_or(usual.notes);
        let ambiguous = match looking.ambiguous.or(self.text.ambiguous) {
            Some(AmbiguousWidth::Narrow) => Some(Ambiguous::Narrow),
            Some(AmbiguousWidth::Wide) => Some(Ambiguous::Wide),
            Some(AmbiguousWidth::Auto) | None => None,
        };
        (Look { measure, justified, notes, ..usual }, ambiguous)
    }
}

/// Reads the file; what it would say is as usual where there is none.
///
/// # Errors
/// When it can't be read, or says what has no meaning.
pub(super) fn read() -> Result<Configuration, Wrong> {
    // A folder that can't be entered holds nothing that this user has written.
    let Some(path) = path().filter(|path| path.exists()) else { return Ok(Configuration::default()) };
    match fs::read_to_string(&path) {
        Ok(text) => parse(&path, &text),
        Err(error) => Err(Wrong::Unreadable(path.display().to_string(), error)),
    }
}

/// Where the file is; none where the user has no home.
fn path() -> Option<PathBuf> {
    let folders = etcetera::base_strategy::Xdg::new().ok()?;
    Some(folders.config_dir().join("mulu").join("config.toml"))
}

fn parse(path: &Path, text: &str) -> Result<Configuration, Wrong> {
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
        let what = error.message().lines().collect::<Vec<_>>().join("; ");
        Wrong::Meaningless { path: path.display().to_string(), line, what }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_file_says_is_taken_and_what_has_no_meaning_is_named() {
        let read = |text: &str| parse(Path::new("config.toml"), text).map_err(|wrong| wrong.to_string());
        assert_eq!(read("").unwrap().with(Looking::default()), (Look::default(), None));
        let all = read("[text]\nmeasure = 64\njustify = true\nnotes = true\nambiguous = \"wide\"\n").unwrap();
        let look = Look { measure: 64, justified: true, as_it_is: false, notes: true };
        assert_eq!(all.with(Looking::default()), (look, Some(Ambiguous::Wide)));
        let arguments =
            Looking { measure: Some(72), justify: false, notes: false, ambiguous: Some(AmbiguousWidth::Auto) };
        assert_eq!(all.with(arguments), (Look { measure: 72, ..look }, None));

        let check = |text: &str, expected: &[&str]| {
            let wrong = read(text).unwrap_err();
            assert!(expected.iter().all(|part| wrong.contains(part)), "{wrong}");
        };
        check(
            "\n[text]\nmesure = 64\n",
            &["config.toml, line 3: ", "`mesure`", "`measure`", "`justify`", "`ambiguous`"],
        );
        check("[text]\nmeasure = 5\n", &["line 2: 5 is not allowed: from 20 to 1000"]);
        check("[text]\nambiguous = \"big\"\n", &["line 2: ", "`big`", "`narrow`", "`wide`", "`auto`"]);
        check("[text]\njustify = 1\n", &["line 2: ", "boolean"]);
        check("[text\n", &["line 1: "]);
        check("[look]\n", &["line 1: ", "`look`", "`text`"]);
    }
}
