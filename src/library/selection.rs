//! Which of the files below a root are wanted. The only file that names the crate for patterns like those of .gitignore.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder, Glob};

use crate::library::omissions::{Cause, Rule};

/// The files whose lines say what is ignored; of two in one folder the later one decides.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// Which files the user wants. Patterns are those of .gitignore, seen from each root.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    chosen: Option<Arc<Gitignore>>,
    excluded: Option<Arc<Gitignore>>,
    /// The most bytes that a file may have.
    pub largest: Option<u64>,
    /// Whether what stands in files such as .gitignore holds.
    pub ignore: bool,
}

/// A pattern that can't be understood. Its `Display` says why.
#[derive(Debug, thiserror::Error)]
#[error("{0}: {1}")]
pub struct GlobError(String, String);

impl GlobError {
    /// Why it can't be.
    pub fn reason(&self) -> &str {
        &self.1
    }
}

impl Selection {
    /// Only what fits one of the patterns `chosen`, if there are any, and nothing that fits one of those `excluded`.
    ///
    /// # Errors
    /// When a pattern can't be understood.
    pub fn new(chosen: &[String], excluded: &[String]) -> Result<Self, GlobError> {
        Ok(Self { chosen: matcher(chosen)?, excluded: matcher(excluded)?, ..Self::default() })
    }

    /// Whether it may leave out files, as far as that shows by their names and sizes.
    pub(super) fn is_choosy(&self) -> bool {
        self.chosen.is_some() || self.excluded.is_some() || self.largest.is_some()
    }

    /// The line that excludes a path, seen from the root, which nothing around it does.
    pub(super) fn excludes(&self, inside: &Path, folder: bool) -> Option<(Cause, Rule)> {
        match self.excluded.as_ref()?.matched(inside, folder) {
            Match::Ignore(glob) => Some((Cause::Excluded, rule(glob))),
            Match::None | Match::Whitelist(_) => None,
        }
    }

    /// Whether a file, seen from the root, is among those that were chosen.
    pub(super) fn chooses(&self, inside: &Path) -> bool {
        let fits = |chosen: &Arc<Gitignore>| chosen.matched_path_or_any_parents(inside, false).is_ignore();
        self.chosen.as_ref().is_none_or(|chosen| !inside.has_root() && fits(chosen))
    }

    /// Whether a file of so many bytes is not too large.
    pub(super) fn has_room_for(&self, bytes: u64) -> bool {
        self.largest.is_none_or(|largest| bytes <= largest)
    }

    /// Whether a file is wanted, as far as that shows by its path from the root and its size.
    pub(super) fn wants(&self, inside: &Path, bytes: u64) -> bool {
        let excluded = || inside.ancestors().skip(1).any(|folder| self.excludes(folder, true).is_some());
        self.has_room_for(bytes) && self.chooses(inside) && self.excludes(inside, false).is_none() && !excluded()
    }
}

fn matcher(globs: &[String]) -> Result<Option<Arc<Gitignore>>, GlobError> {
    if globs.is_empty() {
        return Ok(None);
    }
    let mut builder = GitignoreBuilder::new("");
    builder.allow_unclosed_class(false);
    for glob in globs {
        let refused = |error: ignore::Error| GlobError(glob.clone(), error.to_string());
        builder.add_line(None, glob).map_err(refused)?;
        // What .gitignore takes for a comment or for nothing says nothing here either.
        if glob.trim().is_empty() || glob.starts_with('#') {
            return Err(GlobError(glob.clone(), "it fits nothing; begin it with a \\ if a name does so".to_owned()));
        }
    }
    let built = builder.build().map_err(|error| GlobError(globs.join(" "), error.to_string()))?;
    Ok(Some(Arc::new(built)))
}

fn rule(glob: &Glob) -> Rule {
    Rule { glob: glob.original().into(), file: glob.from().map(Arc::from) }
}

/// The lines of .gitignore and its like that hold at one place of a walk. Those of inner folders come before those of
/// outer ones, and those of the folders around the root hold as far as its repository goes.
#[derive(Debug)]
pub(super) struct Ignores {
    root: PathBuf,
    levels: Vec<Level>,
}

/// The lines of one folder.
#[derive(Debug)]
struct Level {
    matcher: Gitignore,
    folder: Folder,
}

/// Where the folder is.
#[derive(Debug)]
enum Folder {
    /// Around the root, which is reached from it in this way.
    Above(PathBuf),
    /// The root, or below it, reached from it in this way.
    Inside(PathBuf),
}

impl Ignores {
    /// What holds around a root.
    pub(super) fn new(root: &Path) -> Self {
        let mut ignores = Self { root: root.to_owned(), levels: Vec::new() };
        let whole = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let repository = whole.ancestors().find(|folder| folder.join(".git").exists());
        let around =
            whole.ancestors().skip(1).take_while(|folder| repository.is_some_and(|top| folder.starts_with(top)));
        for folder in around {
            if let (Some(matcher), Ok(below)) = (lines(folder), whole.strip_prefix(folder)) {
                ignores.levels.insert(0, Level { matcher, folder: Folder::Above(below.to_owned()) });
            }
        }
        ignores
    }

    /// Takes in the lines of a folder, seen from the root.
    pub(super) fn enter(&mut self, inside: &Path) {
        self.leave(inside);
        let entered = |level: &Level| matches!(&level.folder, Folder::Inside(folder) if folder == inside);
        if self.levels.last().is_some_and(entered) {
            return;
        }
        if let Some(matcher) = lines(&self.root.join(inside)) {
            self.levels.push(Level { matcher, folder: Folder::Inside(inside.to_owned()) });
        }
    }

    /// The line that says that something is ignored, seen from the root.
    pub(super) fn refuses(&mut self, inside: &Path, folder: bool) -> Option<(Cause, Rule)> {
        self.leave(inside);
        let fits = |level: &Level| {
            let path = match &level.folder {
                Folder::Above(below) => below.join(inside),
                Folder::Inside(around) => inside.strip_prefix(around).unwrap_or(inside).to_owned(),
            };
            match level.matcher.matched(path, folder) {
                Match::None => None,
                Match::Ignore(glob) => Some(Some((Cause::Ignored, rule(glob)))),
                Match::Whitelist(_) => Some(None),
            }
        };
        self.levels.iter().rev().find_map(fits).flatten()
    }

    /// Forgets the lines of folders that are not around a path.
    fn leave(&mut self, inside: &Path) {
        while let Some(Level { folder: Folder::Inside(folder), .. }) = self.levels.last()
            && !inside.starts_with(folder)
        {
            self.levels.pop();
        }
    }
}

/// The lines in the files of a folder. Those that can't be understood hold nothing back.
fn lines(folder: &Path) -> Option<Gitignore> {
    let files: Vec<PathBuf> = IGNORE_FILES.iter().map(|name| folder.join(name)).filter(|file| file.is_file()).collect();
    if files.is_empty() {
        return None;
    }
    let mut builder = GitignoreBuilder::new("");
    files.iter().for_each(|file| drop(builder.add(file)));
    builder.build().ok().filter(|matcher| !matcher.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(chosen: &[&str], excluded: &[&str]) -> Selection {
        let owned = |globs: &[&str]| globs.iter().map(|&glob| glob.to_owned()).collect::<Vec<_>>();
        Selection::new(&owned(chosen), &owned(excluded)).unwrap()
    }

    #[test]
    fn patterns_are_those_of_gitignore() {
        let check = |chosen: &[&str], excluded: &[&str], path: &str, expected: bool| {
            let wanted = selection(chosen, excluded).wants(Path::new(path), 0);
            assert_eq!(wanted, expected, "{chosen:?} without {excluded:?}: {path}");
        };
        check(&[], &[], "a.md", true);
        check(&["*.md"], &[], "甲/a.md", true);
        check(&["*.md"], &[], "甲/a.txt", false);
        check(&["*.md", "*.txt"], &[], "甲/a.txt", true);
        check(&["/甲"], &[], "甲/乙/a.txt", true);
        check(&["/甲"], &[], "乙/甲/a.txt", false);
        check(&["2024*/"], &[], "2024年/a.txt", true);
        check(&["2024*/"], &[], "2024年.txt", false);
        check(&["*.md", "!draft.md"], &[], "draft.md", false);
        check(&["**/终稿/*.docx"], &[], "甲/终稿/a.docx", true);
        check(&["[ab].md"], &[], "b.md", true);
        check(&["{a,b}.md"], &[], "b.md", true);
        check(&[], &["draft*"], "drafts/a.md", false);
        check(&[], &["*.txt", "!read.txt"], "read.txt", true);
        check(&[], &["甲/*"], "甲/a.md", false);
        check(&["*.md"], &["甲"], "甲/a.md", false);
        check(&["*.md"], &["甲"], "乙/a.md", true);
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for glob in ["[a", "{a", "a\\", "", "# a"] {
            let error = Selection::new(&[], &[glob.to_owned()]).map(drop).map_err(|error| error.to_string());
            assert!(error.is_err(), "{glob}");
        }
    }

    #[test]
    fn inner_lines_come_before_outer_ones_and_say_where_they_stand() {
        let around = tempfile::tempdir().unwrap();
        let write = |path: &str, lines: &str| {
            let path = around.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, lines).unwrap();
        };
        write(".git/HEAD", "");
        write(".gitignore", "/r/top.md\n*.log.md\n");
        write("r/.gitignore", "*.tmp.md\nbuild/\n");
        write("r/.ignore", "!keep.tmp.md\n");
        write("r/甲/.ignore", "!x.tmp.md\n/y.md\n");
        let mut ignores = Ignores::new(&around.path().join("r"));
        let mut check = |path: &str, folder: bool, expected: Option<(&str, &str)>| {
            if let Some(around) = Path::new(path).parent() {
                around.ancestors().collect::<Vec<_>>().into_iter().rev().for_each(|folder| ignores.enter(folder));
            }
            let found = ignores.refuses(Path::new(path), folder);
            let named = |(_, rule): &(Cause, Rule)| {
                let file = rule.file.as_ref().unwrap();
                let file = file.file_name().unwrap().to_str().unwrap().to_owned();
                (rule.glob.to_string(), file)
            };
            let expected = expected.map(|(glob, file)| (glob.to_owned(), file.to_owned()));
            assert_eq!(found.as_ref().map(named), expected, "{path}");
        };
        check("a.md", false, None);
        check("top.md", false, Some(("/r/top.md", ".gitignore")));
        check("甲/b.log.md", false, Some(("*.log.md", ".gitignore")));
        check("a.tmp.md", false, Some(("*.tmp.md", ".gitignore")));
        check("keep.tmp.md", false, None);
        check("build", true, Some(("build/", ".gitignore")));
        check("build", false, None);
        check("甲/x.tmp.md", false, None);
        check("甲/y.md", false, Some(("/y.md", ".ignore")));
        check("乙/y.md", false, None);
    }
}
