//! The characters that draw what is no text: the same on the page and where it is printed.

/// Between two columns of a table.
pub(crate) const COLUMN: &str = "│";
/// Across the page.
pub(crate) const RULE: &str = "─";

/// Before the lines of a quote.
pub(crate) const BAR: &str = "┃";

/// The line between two rows of a table, and where it meets one between columns; `head` where the names of the columns
/// stand above it.
pub(crate) fn row_rule(head: bool) -> (&'static str, &'static str) {
    if head { ("━", "┿") } else { ("─", "┼") }
}
