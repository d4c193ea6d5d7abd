//! Gives the program a number for its own way of reading: a hash of all code that makes documents and outlines of
//! files. What was read by other code is not taken from the cache.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What decides how a file is read.
const READING: [&str; 4] = ["src/text", "src/outline", "src/formats", "Cargo.lock"];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hash = 0xcbf2_9ce4_8422_2325;
    for part in READING {
        println!("cargo::rerun-if-changed={part}");
        for file in files(&root.join(part))? {
            // The Fowler–Noll–Vo hash, variant 1a (RFC 9923).
            let bytes = fs::read(file)?;
            hash = bytes.iter().fold(hash, |hash: u64, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        }
    }
    println!("cargo::rustc-env=MULU_READING={hash}");
    Ok(())
}

/// The files below a path in the order of their names; none where nothing is.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(path.is_file().then(|| path.to_owned()).into_iter().collect());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    entries.sort();
    let inside = entries.iter().map(|entry| files(entry)).collect::<io::Result<Vec<_>>>()?;
    Ok(inside.concat())
}
