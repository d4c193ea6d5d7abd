//! Libraries that are made from a seed: the same ones on every machine.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What a library is made of.
pub(crate) struct Shape {
    pub(crate) reports: usize,
    /// The bytes of each report, about.
    pub(crate) bytes: usize,
    /// The headings of each report, beside its title.
    pub(crate) headings: usize,
    /// Whether headings are marked.
    pub(crate) markdown: bool,
}

const WORDS: [&str; 32] = [
    "audit",
    "harbour",
    "budget",
    "review",
    "station",
    "committee",
    "district",
    "water",
    "report",
    "findings",
    "measure",
    "railway",
    "school",
    "quarter",
    "estimate",
    "council",
    "repair",
    "service",
    "survey",
    "bridge",
    "contract",
    "plan",
    "record",
    "office",
    "supply",
    "the",
    "of",
    "and",
    "for",
    "with",
    "was",
    "in",
];

/// Where the words begin that say nothing by themselves.
const FUNCTION_WORDS: usize = 25;

/// Numbers that only look random (Marsaglia, Xorshift RNGs, 2003).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    fn words(&mut self, count: usize) -> String {
        let words: Vec<&str> = (0..count).filter_map(|_| WORDS.get(self.below(WORDS.len())).copied()).collect();
        words.join(" ")
    }

    /// A heading's words, with a capital letter at the beginning. The first says something: "1. Of in" is no heading.
    fn title(&mut self) -> String {
        let first = WORDS.get(self.below(FUNCTION_WORDS)).copied().unwrap_or_default();
        let others = 1 + self.below(4);
        let words = format!("{first} {}", self.words(others));
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Lines of prose, of so many bytes about.
    fn prose(&mut self, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 100);
        while text.len() < bytes {
            for _ in 0..4 {
                text.push_str(&self.words(11));
                text.push('\n');
            }
            text.push_str("so it was decided.\n\n");
        }
        text
    }
}

/// Makes a library: reports in folders of some hundred.
pub(crate) fn library(folder: &Path, shape: &Shape) -> io::Result<()> {
    let mut numbers = Numbers(0x6d75_6c75);
    // Making prose takes longer than reading it: reports share pieces of it.
    let each = shape.bytes / (shape.headings + 1);
    let pieces: Vec<String> = (0..50).map(|_| numbers.prose(each)).collect();
    let ending = if shape.markdown { "md" } else { "txt" };
    for number in 0..shape.reports {
        let inside = folder.join(format!("{}/{:02}", 2000 + number % 25, number % 12 + 1));
        if number < 300 {
            fs::create_dir_all(&inside)?;
        }
        fs::write(inside.join(format!("report {number}.{ending}")), report(&mut numbers, shape, &pieces))?;
    }
    Ok(())
}

fn report(numbers: &mut Numbers, shape: &Shape, pieces: &[String]) -> String {
    let mut text =
        if shape.markdown { format!("# {}\n\n", numbers.title()) } else { format!("{}\n\n", numbers.title()) };
    for heading in 1..=shape.headings {
        let title = numbers.title();
        let heading =
            if shape.markdown { format!("## {heading}. {title}\n\n") } else { format!("{heading}. {title}\n\n") };
        text.push_str(&heading);
        text.push_str(pieces.get(numbers.below(pieces.len())).map_or("", String::as_str));
    }
    text
}

/// Makes one text of so many bytes and headings, and tells where it is.
pub(crate) fn large(folder: &Path, bytes: usize, headings: usize) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join("large.txt");
    let mut file = BufWriter::new(File::create(&path)?);
    let mut numbers = Numbers(0x6d75_6c75);
    let each = bytes / headings;
    let pieces: Vec<String> = (0..200).map(|_| numbers.prose(each.saturating_sub(260))).collect();
    for heading in 1..=headings {
        write!(file, "{heading}. {}\n\n", numbers.title())?;
        file.write_all(pieces.get(numbers.below(pieces.len())).map_or("", String::as_str).as_bytes())?;
    }
    file.flush()?;
    Ok(path)
}
