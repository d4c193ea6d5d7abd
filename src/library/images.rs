//! The images of reports: found, measured, and handed over for a program that shows them.
//!
//! Files are read only where they lie in the folders that mulu shows, whatever a report says and whatever links lead
//! out of them; and nothing is handed over that is no image by its bytes.

use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::formats::{self, Options, images};
use crate::library::report::{reason, whole};
use crate::library::walk::Root;
use crate::outline::image::Source;
use crate::outline::{Document, Image};

/// The bytes at the beginning of a file by which its kind and its size are told.
const HEAD: u64 = 256 << 10;
/// The most images of a report whose files are looked at when it is shown.
const MOST: usize = 500;

/// An image that was found.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A file whose name says what it is.
    File(PathBuf),
    /// Bytes, and the usual ending of files of their kind.
    Bytes(Vec<u8>, &'static str),
}

/// Why an image is not to be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// Its file lies in none of the folders that are shown.
    #[error("{0} lies outside of the folders that mulu shows")]
    Outside(String),
    /// It is not where the report says.
    #[error("{0} is not to be found")]
    Nowhere(String),
    /// What is there is no image of a kind that is known.
    #[error("{0} is no image of a kind that is known")]
    NoImage(String),
    /// The system refuses; why.
    #[error("{0}: {1}")]
    System(String, String),
}

/// Finds an image of the report in a file.
///
/// # Errors
/// When it is not there, or must not be handed over.
pub fn find(report: &Path, image: &Image, roots: &[Root], options: &Options) -> Result<Found, Missing> {
    let name = || image.words().to_owned();
    let bytes = match &image.source {
        Source::File(path) => {
            let path = beside(report, path, &folders(roots)).map_err(|why| why(path.to_string()))?;
            let mut head = Vec::new();
            let refused = |error| Missing::System(name(), reason(&error));
            File::open(&path).map_err(refused)?.take(HEAD).read_to_end(&mut head).map_err(refused)?;
            let kind = images::kind(&head).ok_or_else(|| Missing::NoImage(name()))?;
            if path.file_name().is_some_and(|name| images::is_named(&name.to_string_lossy(), kind)) {
                return Ok(Found::File(path));
            }
            // A program that goes by the name of a file must not take it for something else.
            whole(&path).map_err(|problem| Missing::System(name(), problem.to_string()))?
        }
        Source::Part(_) | Source::Data(_) => {
            let file = whole(report).map_err(|problem| Missing::System(name(), problem.to_string()))?;
            formats::image(report, &file, &image.source, options).ok_or_else(|| Missing::Nowhere(name()))?
        }
        Source::Object(_) => {
            let file = whole(report).map_err(|problem| Missing::System(name(), problem.to_string()))?;
            formats::image(report, &file, &image.source, options).ok_or_else(|| Missing::NoImage(name()))?
        }
        Source::Web(_) | Source::Unknown => return Err(Missing::Nowhere(name())),
    };
    let kind = images::kind(&bytes).ok_or_else(|| Missing::NoImage(name()))?;
    Ok(Found::Bytes(bytes, kind))
}

/// Whether the sizes of some images of a document are still to be found out from their files.
pub fn are_unmeasured(document: &Document) -> bool {
    document.images.iter().any(is_beside)
}

/// The images of a document with their sizes, as far as their files tell them. Those of parts are known already. Costs
/// a look into each file, until nobody waits for it any more; `None` then.
pub fn measured(
    document: &Document,
    report: &Path,
    roots: &[Root],
    given_up: &dyn Fn() -> bool,
) -> Option<Arc<[Image]>> {
    let mut measured = document.images.clone();
    let folders = folders(roots);
    for image in measured.iter_mut().filter(|image| is_beside(image)).take(MOST) {
        if given_up() {
            return None;
        }
        let Source::File(path) = &image.source else { continue };
        let Ok(path) = beside(report, path, &folders) else { continue };
        let mut head = Vec::new();
        let read = File::open(path).and_then(|file| BufReader::new(file).take(HEAD).read_to_end(&mut head));
        image.pixels = read.ok().and_then(|_| images::pixels(&head)).or(image.pixels);
    }
    Some(measured.into())
}

/// Whether an image is a file of its own.
fn is_beside(image: &Image) -> bool {
    matches!(image.source, Source::File(_))
}

/// The folders that are shown, and those around files that are, by their true paths.
fn folders(roots: &[Root]) -> Vec<PathBuf> {
    let folder = |root: &Root| {
        let around = if root.folder { root.path.as_path() } else { root.path.parent()? };
        fs::canonicalize(if around.as_os_str().is_empty() { Path::new(".") } else { around }).ok()
    };
    roots.iter().filter_map(folder).collect()
}

/// The file that a report names, by its true path, where it lies in one of the folders.
fn beside(report: &Path, path: &str, folders: &[PathBuf]) -> Result<PathBuf, fn(String) -> Missing> {
    let folder = report.parent().unwrap_or(Path::new(""));
    let file = fs::canonicalize(folder.join(path)).map_err(|_| Missing::Nowhere as fn(String) -> Missing)?;
    if !folders.iter().any(|folder| file.starts_with(folder)) {
        return Err(Missing::Outside);
    }
    if file.is_file() { Ok(file) } else { Err(Missing::Nowhere) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0";

    #[test]
    fn only_images_in_the_folders_that_are_shown_are_handed_over() {
        let all = tempfile::tempdir().unwrap();
        let path = |name: &str| all.path().join(name);
        for folder in ["reports/图", "other"] {
            fs::create_dir_all(path(folder)).unwrap();
        }
        fs::write(path("reports/图/a.png"), PNG).unwrap();
        fs::write(path("reports/b.desktop"), PNG).unwrap();
        fs::write(path("reports/c.png"), "#!/bin/sh\n").unwrap();
        fs::write(path("other/d.png"), PNG).unwrap();
        let roots = [Root { path: path("reports"), folder: true }];
        let check = |source: &str, expected: Result<Found, Missing>| {
            let image = Image::of(source).unwrap();
            let found = find(&path("reports/图/x.md"), &image, &roots, &Options::default());
            assert_eq!(found, expected, "{source}");
        };
        let real = |name: &str| Ok(Found::File(fs::canonicalize(path(name)).unwrap()));
        check("a.png", real("reports/图/a.png"));
        check("../图/a.png", real("reports/图/a.png"));
        check("../b.desktop", Ok(Found::Bytes(PNG.to_vec(), "png")));
        check("../c.png", Err(Missing::NoImage("c.png".to_owned())));
        check("../../other/d.png", Err(Missing::Outside("../../other/d.png".to_owned())));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(path("other/d.png"), path("reports/e.png")).unwrap();
            check("../e.png", Err(Missing::Outside("../e.png".to_owned())));
            check("/etc/passwd", Err(Missing::Outside("/etc/passwd".to_owned())));
        }
        check("f.png", Err(Missing::Nowhere("f.png".to_owned())));
        check("../图", Err(Missing::Nowhere("../图".to_owned())));
        check("https://a.cn/a.png", Err(Missing::Nowhere("a.png".to_owned())));
    }

    #[test]
    fn files_beside_a_report_tell_their_sizes() {
        let all = tempfile::tempdir().unwrap();
        fs::write(all.path().join("a.png"), PNG).unwrap();
        let report = all.path().join("x.md");
        let roots = [Root { path: report.clone(), folder: false }];
        let images = vec![Image::of("a.png").unwrap(), Image::of("b.png").unwrap()];
        let document = Document { images, ..Document::default() };
        assert!(are_unmeasured(&document) && !are_unmeasured(&Document::default()));
        let images = measured(&document, &report, &roots, &|| false).unwrap();
        let pixels: Vec<String> = images.iter().map(|image| image.facts("")).collect();
        assert_eq!(pixels, ["a.png  640 × 480 px", "b.png"]);
        assert_eq!(measured(&document, &report, &roots, &|| true), None);
    }
}
