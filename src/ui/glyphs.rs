//! The characters that draw what is no text: the same on the page and where it is printed.

use crate::outline::BlockKind;

/// Between two columns of a table.
pub(crate) const COLUMN: &str = "│";
/// Across the page.
pub(crate) const RULE: &str = "─";

/// The bar before the lines of a block.
pub(crate) fn bar(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Quote => Some("┃"),
        BlockKind::Code => Some("┆"),
        _ => None,
    }
}

/// The line between two rows of a table, and where it meets one between columns; `head` where the names of the columns
/// stand above it.
pub(crate) fn row_rule(head: bool) -> (&'static str, &'static str) {
    if head { ("━", "┿") } else { ("─", "┼") }
}
