//! The arguments of the program.

use std::path::PathBuf;

use clap::{Args, ColorChoice, Parser, Subcommand};

use crate::cli::diff::Form;
use crate::cli::export::Records;
use crate::cli::formats::Listing;
use crate::cli::grep;
use crate::cli::outline::Format;
use crate::cli::selecting::Selecting;
use crate::cli::show::Shown;
use crate::formats;
use crate::outline::detect::Belief;

/// Shows the reports in a folder as one outline: folders, reports and their headings.
#[derive(Debug, Parser)]
#[command(name = "mulu", version, about, args_conflicts_with_subcommands = true, subcommand_precedence_over_arg = true)]
pub(super) struct Arguments {
    /// Folders of reports, and reports; the current folder when none is given
    pub(super) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(super) reading: Reading,

    #[command(flatten)]
    pub(super) looking: Looking,

    #[command(subcommand)]
    pub(super) action: Option<Action>,
}

/// How folders are walked and files read.
#[derive(Args, Debug)]
pub(super) struct Reading {
    /// Read hidden files and folders too
    #[arg(long, global = true)]
    pub(super) hidden: bool,

    /// Follow symbolic links to folders
    #[arg(long, global = true)]
    pub(super) follow: bool,

    /// The encoding of all texts (utf-8, gbk, big5, utf-16le …) instead of the one found for each
    #[arg(long, global = true, value_name = "NAME", value_parser = encoding)]
    pub(super) encoding: Option<&'static encoding_rs::Encoding>,

    /// Read everything anew, and keep nothing for the next time
    #[arg(long, global = true)]
    pub(super) no_cache: bool,

    /// How much text of slow formats to keep between runs (500MB, 2GB …); 0 keeps none
    #[arg(long, global = true, value_name = "SIZE", default_value_t = crate::library::cache::MOST,
          hide_default_value = true, value_parser = size)]
    pub(super) cache_size: u64,

    #[command(flatten)]
    pub(super) selecting: Selecting,

    /// How much to believe of what looks like a heading where the format marks none
    #[arg(long, global = true, value_enum, value_name = "LEVEL", default_value_t = Level::Medium)]
    confidence: Level,

    /// Leave texts as they are in the file, their damage too
    #[arg(long, global = true)]
    raw: bool,
}

/// How the browser sets texts. What is not given is as the configuration file says.
#[derive(Args, Clone, Copy, Debug, Default)]
pub(super) struct Looking {
    /// Columns of a line of text at most, from 20 to 1000 [default: 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(MEASURES))]
    pub(super) measure: Option<u16>,

    /// Stretch Chinese text to both edges
    #[arg(long)]
    pub(super) justify: bool,

    /// Show notes under the paragraphs that refer to them
    #[arg(long)]
    pub(super) notes: bool,

    /// How wide the terminal draws characters such as “ ” … — · ① [default: auto]
    #[arg(long, value_enum, value_name = "WIDTH")]
    pub(super) ambiguous: Option<AmbiguousWidth>,
}

/// What a measure may be, in columns.
pub(super) const MEASURES: std::ops::RangeInclusive<i64> = 20..=1000;

/// How wide ambiguous characters are, as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AmbiguousWidth {
    /// One column
    Narrow,
    /// Two columns
    Wide,
    /// As the terminal says when it is asked
    Auto,
}

/// How much to believe, as it is typed.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Level {
    /// Also what is doubtful
    Low,
    /// What is more likely a heading than not
    Medium,
    /// Only what is sure
    High,
}

impl Reading {
    /// How texts without markup are read.
    pub(super) fn reading(&self) -> formats::Reading {
        let belief = match self.confidence {
            Level::Low => Belief::Low,
            Level::Medium => Belief::Medium,
            Level::High => Belief::High,
        };
        formats::Reading { belief, raw: self.raw }
    }
}

/// The commands that print.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Print the outline of every report
    Outline {
        /// How it is printed
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Print headings of so many levels
        #[arg(long, value_name = "N", default_value_t = u8::MAX, hide_default_value = true,
              value_parser = clap::value_parser!(u8).range(1..))]
        depth: u8,
        /// Print why each heading is one, and what came near to being one
        #[arg(long, conflicts_with_all = ["format", "depth"])]
        explain: bool,
        /// Print what is left out, and why
        #[arg(long, conflicts_with_all = ["format", "depth", "explain"])]
        skipped: bool,
        /// Folders of reports, and reports; the current folder when none is given
        paths: Vec<PathBuf>,
    },
    /// Print the headings that match best, each with its address
    Find {
        /// Words that must all match, in any order: parts of words, pinyin, 'exact, ^begins, ends$, !not, a | b,
        /// in:NAME, level:N
        query: String,
        /// Folders of reports, and reports; the current folder when none is given
        paths: Vec<PathBuf>,
        /// Print so many headings at most
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
        limit: u16,
    },
    /// What is kept of libraries between runs
    Cache {
        /// What is done with it
        #[command(subcommand)]
        action: crate::cli::cache::CacheAction,
    },
    /// Print the places in all texts at which words, or a regular expression, stand
    #[command(after_help = "Exit codes: 0 found, 1 not found, 2 a report could not be read, or wrong usage.")]
    Grep(Grep),
    /// Print what is read, and what is taken from it
    Formats {
        /// How it is printed
        #[arg(long, value_enum, default_value_t = Listing::Text)]
        format: Listing,
    },
    /// Print one section of a report
    Show {
        /// As `mulu find` prints it: FILE#2.1, or FILE for all of it; FILE#TITLE works too
        address: String,
        /// How it is printed
        #[arg(long, value_enum, default_value_t = Shown::Text)]
        format: Shown,
    },
    /// Print an object for each section, as search engines load them
    Export {
        /// What stands on each line
        #[arg(long, value_enum, default_value_t = Records::Jsonl)]
        format: Records,
        /// With the text of each section
        #[arg(long)]
        text: bool,
        /// Write to a file instead of the standard output
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Go on where an earlier export to the same file was interrupted
        #[arg(long, requires = "output")]
        resume: bool,
        /// Folders of reports, and reports; the current folder when none is given
        paths: Vec<PathBuf>,
    },
    /// Print how two sections differ, by sentences and by words; exit codes are 0: the same, 1: different, 2: trouble
    Diff(Comparison),
}

/// Two sections, and how their comparison is printed.
#[derive(Args, Debug)]
pub(super) struct Comparison {
    /// The older section, as `mulu find` prints its address: FILE#2.1, or FILE for all of it; FILE#TITLE works too
    #[arg(value_name = "OLD")]
    pub(super) old: String,
    /// The newer section
    #[arg(value_name = "NEW")]
    pub(super) new: String,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub(super) format: Form,
    /// Print so many sentences that are the same around each difference
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) context: usize,
    /// When differences have colours
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
}

/// A number of bytes, with or without a unit.
pub(super) fn size(typed: &str) -> Result<u64, String> {
    const UNITS: [(&str, u64); 10] = [
        ("KIB", 1 << 10),
        ("MIB", 1 << 20),
        ("GIB", 1 << 30),
        ("KB", 1000),
        ("MB", 1_000_000),
        ("GB", 1_000_000_000),
        ("B", 1),
        ("K", 1000),
        ("M", 1_000_000),
        ("G", 1_000_000_000),
    ];
    let upper = typed.trim().to_ascii_uppercase();
    let named = UNITS.iter().find_map(|&(name, unit)| Some((upper.strip_suffix(name)?, unit)));
    let (number, unit) = named.unwrap_or((&upper, 1));
    let bytes = number.trim().parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    bytes.ok_or_else(|| "no size; try 500MB or 2GB".to_owned())
}

/// What is looked for in texts, and how it is printed.
#[derive(Args, Debug)]
pub(super) struct Grep {
    /// Words that must all stand in a section
    pub(super) pattern: String,
    /// Folders of reports, and reports; the current folder when none is given
    pub(super) paths: Vec<PathBuf>,
    /// How it is printed
    #[arg(long, value_enum, default_value_t = grep::Format::Text)]
    pub(super) format: grep::Format,
    /// The pattern is a regular expression
    #[arg(short = 'e', long)]
    pub(super) regex: bool,
    /// Only what is not a part of a longer word
    #[arg(short, long)]
    pub(super) word: bool,
    /// Capital and small letters are the same; without this, unless the pattern has a capital one
    #[arg(short, long)]
    pub(super) ignore_case: bool,
    /// Capital and small letters are not the same
    #[arg(short = 's', long, conflicts_with = "ignore_case")]
    pub(super) case_sensitive: bool,
    /// Print how often it is found in each report
    #[arg(short, long, conflicts_with = "format")]
    pub(super) count: bool,
    /// Print the reports in which it is found
    #[arg(short = 'l', long, conflicts_with_all = ["format", "count"])]
    pub(super) files_with_matches: bool,
}

fn encoding(name: &str) -> Result<&'static encoding_rs::Encoding, String> {
    crate::text::decode::encoding(name).ok_or_else(|| {
        "no such encoding; try utf-8, gb18030, big5, shift_jis, euc-kr, utf-16le or windows-1252".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_numbers_with_or_without_a_unit() {
        let check = |typed: &str, expected: Option<u64>| assert_eq!(size(typed).ok(), expected, "{typed}");
        check("0", Some(0));
        check("1000", Some(1000));
        check("500MB", Some(500_000_000));
        check("2 GiB", Some(2 << 30));
        check("3kb", Some(3000));
        check("20M", Some(20_000_000));
        check("-1", None);
        check("many", None);
        check("99999999999GB", None);
    }
}
