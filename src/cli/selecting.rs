//! The arguments that say which files are read, and how reports stand.

use clap::{Args, ValueEnum};

use crate::cli::arguments::size;
use crate::library::selection::GlobError;
use crate::library::{Arrangement, Grouping, Selection, Sorting};

/// Which files are read, and how reports stand.
#[derive(Args, Debug)]
pub(super) struct Selecting {
    /// Read only what fits a pattern like those of .gitignore, seen from each folder that is named; may be repeated
    #[arg(long, global = true, value_name = "GLOB", value_parser = glob)]
    glob: Vec<String>,

    /// Leave out what fits such a pattern; may be repeated
    #[arg(long, global = true, value_name = "GLOB", value_parser = glob)]
    exclude: Vec<String>,

    /// Leave out files that are larger (500K, 20M, 2G …)
    #[arg(long, global = true, value_name = "SIZE", value_parser = size)]
    max_size: Option<u64>,

    /// Leave out what .gitignore and .ignore say
    #[arg(long, global = true)]
    ignore: bool,

    /// What comes first
    #[arg(long, global = true, value_enum, value_name = "ORDER", default_value_t = By::Name)]
    sort: By,

    /// What stands together
    #[arg(long, global = true, value_enum, value_name = "GROUPS", default_value_t = Groups::Folder)]
    group: Groups,
}

/// What comes first.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum By {
    /// Names in their natural order
    Name,
    /// The newest file
    Time,
    /// The largest file
    Size,
}

/// What stands together.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Groups {
    /// Reports of one folder
    Folder,
    /// Reports about one year, by title, else by name, else by the time of the file
    Year,
    /// Nothing
    None,
}

impl Selecting {
    /// Which files are wanted.
    pub(super) fn selection(&self) -> Result<Selection, GlobError> {
        let mut selection = Selection::new(&self.glob, &self.exclude)?;
        (selection.largest, selection.ignore) = (self.max_size, self.ignore);
        Ok(selection)
    }

    /// How reports stand.
    pub(super) fn arrangement(&self) -> Arrangement {
        let sorting = match self.sort {
            By::Name => Sorting::Name,
            By::Time => Sorting::Time,
            By::Size => Sorting::Size,
        };
        let grouping = match self.group {
            Groups::Folder => Grouping::Folder,
            Groups::Year => Grouping::Year,
            Groups::None => Grouping::Flat,
        };
        Arrangement { sorting, grouping }
    }
}

fn glob(typed: &str) -> Result<String, String> {
    let glob = typed.to_owned();
    Selection::new(std::slice::from_ref(&glob), &[]).map(|_| glob).map_err(|error| error.reason().to_owned())
}
