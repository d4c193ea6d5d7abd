//! Outlines as OPML 2.0, which outliners read.

use std::fmt::Write;

use crate::export::html::escaped;
use crate::library::{Report, address};

/// The outlines of reports: each report with its headings of so many levels inside.
pub fn outline<'a>(title: &str, reports: impl Iterator<Item = &'a Report>, depth: u8) -> String {
    let mut opml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n");
    let _ = writeln!(opml, "<head><title>{}</title></head>\n<body>", escaped(title));
    for report in reports {
        begin(&mut opml, &report.presented(), &address::of(report, None));
        let mut open: u8 = 0;
        for index in 0..report.outline.len() {
            let Some(heading) = report.outline.get(index).filter(|heading| heading.depth < depth) else { continue };
            end(&mut opml, open.saturating_sub(heading.depth));
            begin(&mut opml, report.outline.title(index), &address::of(report, Some(index)));
            open = heading.depth + 1;
        }
        end(&mut opml, open + 1);
    }
    opml.push_str("</body>\n</opml>\n");
    opml
}

fn begin(opml: &mut String, text: &str, address: &str) {
    let _ = writeln!(opml, "<outline text=\"{}\" address=\"{}\">", escaped(text), escaped(address));
}

fn end(opml: &mut String, count: u8) {
    for _ in 0..count {
        opml.push_str("</outline>\n");
    }
}
