//! Where references inside of a book lead.

use crate::outline::link::decoded;

/// The part and the fragment that a reference in a part leads to; `None` where it leads out of the book. References
/// are relative to the part that they stand in, and percent-encoded (RFC 3986).
pub(in crate::formats) fn resolve(base: &str, reference: &str) -> Option<(String, String)> {
    let (path, fragment) = reference.trim().split_once('#').unwrap_or((reference.trim(), ""));
    let path = path.split('?').next().unwrap_or_default();
    if path.starts_with("//") {
        return None;
    }
    let scheme = path.split_once(':').map(|(scheme, _)| scheme);
    if scheme.is_some_and(|scheme| scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric())) {
        return None;
    }
    let fragment = decoded(fragment);
    if path.is_empty() {
        return Some((base.to_owned(), fragment));
    }
    let folder = base.rsplit_once('/').map_or("", |(folder, _)| folder);
    Some((joined(folder, &decoded(path)), fragment))
}

/// A path below a folder, without `.` and `..`. Nothing lies above the book.
pub(in crate::formats) fn joined(folder: &str, path: &str) -> String {
    let mut steps: Vec<&str> = if path.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in path.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_followed() {
        let check = |base: &str, reference: &str, expected: Option<(&str, &str)>| {
            let expected = expected.map(|(path, fragment)| (path.to_owned(), fragment.to_owned()));
            assert_eq!(resolve(base, reference), expected, "{base} {reference}");
        };
        check("OEBPS/toc.ncx", "ch1.html#a", Some(("OEBPS/ch1.html", "a")));
        check("OEBPS/nav/nav.xhtml", "../text/ch%201.xhtml", Some(("OEBPS/text/ch 1.xhtml", "")));
        check("a.xhtml", "%E7%9B%AE.html#%E5%BD%95", Some(("目.html", "录")));
        check("a/b.xhtml", "#x", Some(("a/b.xhtml", "x")));
        check("a/b.xhtml", "../../../c.xhtml", Some(("c.xhtml", "")));
        check("a/b.xhtml", "/c.xhtml", Some(("c.xhtml", "")));
        check("a.xhtml", "100%.html", Some(("100%.html", "")));
        check("a.xhtml", "https://example.org/b", None);
        check("a.xhtml", "//example.org/b", None);
        check("a.xhtml", "", Some(("a.xhtml", "")));
    }
}
