//! Elements that are alike.

use crate::formats::xml::Element;

/// The most that one element stands for several: spaces, columns, cells.
const MOST_REPEATED: usize = 64;

/// How many things an element stands for.
pub(super) fn repeated(element: &Element<'_>, name: &str) -> usize {
    element.attribute(name).and_then(|count| count.trim().parse().ok()).unwrap_or(1).min(MOST_REPEATED)
}

/// Whether an element is a table of contents or another index.
pub(super) fn is_index(name: &str) -> bool {
    matches!(
        name,
        "table-of-content"
            | "illustration-index"
            | "table-index"
            | "object-index"
            | "user-index"
            | "alphabetical-index"
    )
}

/// Whether an element of a drawing holds paragraphs of its own.
pub(super) fn is_box(name: &str) -> bool {
    matches!(
        name,
        "text-box"
            | "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "line"
            | "polyline"
            | "polygon"
            | "path"
            | "connector"
            | "caption"
            | "regular-polygon"
    )
}
