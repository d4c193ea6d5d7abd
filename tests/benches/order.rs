//! What it costs to let 100,000 reports stand in another order and in other groups.
//!
//! `cargo bench --bench order`

use std::path::{Path, PathBuf};

use divan::Bencher;
use mulu::library::walk::Root;
use mulu::library::{Arrangement, Grouping, Library, LibraryBuilder, Report, Sorting, Stamp, arranged};
use mulu::outline::Document;

const REPORTS: u32 = 100_000;

fn main() {
    divan::main();
}

/// Reports in 300 folders; every second one has no year in its title and its name.
fn library() -> Library {
    let mut builder = LibraryBuilder::new(vec![Root { path: PathBuf::new(), folder: true }]);
    let report = |number: u32| {
        let scattered = number.wrapping_mul(2_654_435_761);
        let path = format!("{}处/{}组/第{number}次会议纪要.md", number % 25, number % 12);
        let title = if number.is_multiple_of(2) {
            format!("{}年工作总结", 2000 + number % 25)
        } else {
            "工作总结".to_owned()
        };
        let document = Document { title: Some(title.into()), ..Document::default() };
        let (size, modified) = (u64::from(scattered % 1_000_000), i64::from(scattered) * 400_000_000);
        let stamp = Some(Stamp { size, modified, inode: u64::from(number) });
        (0, Report { stamp, ..Report::new(Path::new(&path), &document) })
    };
    builder.add((0..REPORTS).map(report));
    builder.snapshot()
}

#[divan::bench(args = [
    (Sorting::Time, Grouping::Folder),
    (Sorting::Size, Grouping::Folder),
    (Sorting::Name, Grouping::Year),
    (Sorting::Time, Grouping::Year),
    (Sorting::Name, Grouping::Flat),
    (Sorting::Time, Grouping::Flat),
], sample_count = 20)]
fn arrange_100_000_reports(bencher: Bencher, (sorting, grouping): (Sorting, Grouping)) {
    let library = library();
    bencher
        .with_inputs(|| library.clone())
        .bench_values(|library| arranged(library, Arrangement { sorting, grouping }));
}
