//! Rows of pieces, and the order in which columns are read.

use super::pieces::Piece;

/// Pieces that stand on one line across the page, from left to right.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// Where the line is.
    pub(super) base: f32,
    /// The size of its largest piece.
    pub(super) size: f32,
    /// The pieces.
    pub(super) pieces: Vec<Piece>,
}

impl Row {
    fn new(mut pieces: Vec<Piece>) -> Option<Self> {
        pieces.sort_by(|one, other| one.left.total_cmp(&other.left));
        let largest = pieces.iter().max_by(|one, other| one.size.total_cmp(&other.size))?;
        let (base, size) = (largest.base, largest.size);
        Some(Row { base, size, pieces })
    }

    fn left(&self) -> f32 {
        self.pieces.first().map_or(0.0, |piece| piece.left)
    }

    fn right(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.right).fold(f32::MIN, f32::max)
    }

    /// Whether cells stand in it, as in the row of a table.
    fn has_cells(&self) -> bool {
        self.pieces.windows(2).any(|pair| match pair {
            [one, next] => next.left - one.right > 1.5 * self.size,
            _ => false,
        })
    }
}

/// Brings pieces into rows from above to below.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|one, other| one.base.total_cmp(&other.base));
    let mut rows = Vec::new();
    let mut open: Vec<Piece> = Vec::new();
    let mut largest = (0.0, 0.0, 0);
    for piece in pieces {
        let (base, size, letters) = largest;
        let (small, large) = (piece.size.min(size), piece.size.max(size));
        let most = if small < 0.85 * large { 0.5 * large } else { 0.3 * small };
        if open.is_empty() || (piece.base - base).abs() > most {
            rows.extend(Row::new(std::mem::take(&mut open)));
            largest = (piece.base, piece.size, piece.letters);
        } else if piece.size > size || piece.size >= 0.95 * size && piece.letters > letters {
            largest = (piece.base, piece.size, piece.letters);
        }
        open.push(piece);
    }
    rows.extend(Row::new(open));
    rows
}

/// The deepest that columns may lie in each other.
const DEEPEST: usize = 6;
/// The fewest lines of a column.
const FEWEST: usize = 4;
/// How wide a column must be at least, in sizes of its letters.
const NARROWEST: f32 = 9.0;

/// The regions of a page in the order in which they are read: columns from left to right, what goes across all of them
/// before and behind.
pub(super) fn regions(rows: Vec<Row>) -> Vec<Vec<Row>> {
    let mut found = Vec::new();
    split(rows, 0, &mut found);
    found
}

fn split(rows: Vec<Row>, depth: usize, found: &mut Vec<Vec<Row>>) {
    let gutter = if depth < DEEPEST { gutter(&rows) } else { None };
    let Some(Gutter { at, first, end }) = gutter else {
        if !rows.is_empty() {
            found.push(rows);
        }
        return;
    };
    let mut above = rows;
    let below = above.split_off(end);
    let within = above.split_off(first);
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in within {
        let (before, behind) = row.pieces.into_iter().partition(|piece| piece.left < at);
        left.extend(Row::new(before));
        right.extend(Row::new(behind));
    }
    for part in [above, left, right, below] {
        split(part, depth + 1, found);
    }
}

/// White space between two columns.
struct Gutter {
    /// Where the right column begins, a little to the left of it.
    at: f32,
    /// The rows that it parts.
    first: usize,
    end: usize,
}

/// The gutter that parts most rows.
fn gutter(rows: &[Row]) -> Option<Gutter> {
    let mut sizes: Vec<f32> = rows.iter().map(|row| row.size).collect();
    let middle = sizes.len() / 2;
    let (_, size, _) = (sizes.len() >= 2 * FEWEST).then(|| sizes.select_nth_unstable_by(middle, f32::total_cmp))?;
    let size = size.max(1.0);
    let best = edges(rows, size).into_iter().filter_map(|edge| widest_run(rows, edge, size));
    best.max_by_key(|gutter| gutter.end - gutter.first)
}

/// Places at which several pieces begin that are not the first of all: left edges of columns.
fn edges(rows: &[Row], size: f32) -> Vec<f32> {
    let leftmost = rows.iter().map(Row::left).fold(f32::MAX, f32::min);
    let begins = |row: &Row| row.pieces.iter().map(|piece| piece.left).collect::<Vec<_>>();
    let mut places: Vec<f32> =
        rows.iter().flat_map(begins).filter(|left| *left > leftmost + NARROWEST * size).collect();
    places.sort_by(f32::total_cmp);
    let mut groups: Vec<(usize, f32)> = Vec::new();
    let mut from = 0;
    for (at, place) in places.iter().enumerate() {
        let start = places.get(from).copied().unwrap_or(*place);
        let last = places.get(at + 1).is_none_or(|next| next - start > 0.5 * size);
        if last {
            groups.push((at + 1 - from, start));
            from = at + 1;
        }
    }
    groups.retain(|(count, _)| *count >= FEWEST);
    groups.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    groups.into_iter().take(4).map(|(_, start)| start).collect()
}

/// The longest run of rows that nothing crosses before an edge, where both sides are columns of text.
fn widest_run(rows: &[Row], edge: f32, size: f32) -> Option<Gutter> {
    let at = edge - 0.3 * size;
    let crosses = |row: &Row| row.pieces.iter().any(|piece| piece.left < at && piece.right > edge - 0.7 * size);
    let mut best: Option<Gutter> = None;
    let mut first = 0;
    for end in 0..=rows.len() {
        if rows.get(end).is_some_and(|row| !crosses(row)) {
            continue;
        }
        let longer = best.as_ref().is_none_or(|best| best.end - best.first < end - first);
        if longer && are_columns(rows.get(first..end).unwrap_or_default(), at, size) {
            best = Some(Gutter { at, first, end });
        }
        first = end + 1;
    }
    best
}

/// Whether text stands on both sides of a gutter, and no cells of a table.
fn are_columns(rows: &[Row], at: f32, size: f32) -> bool {
    let side = |left: bool| {
        let part = |row: &Row| Row::new(row.pieces.iter().filter(|piece| (piece.left < at) == left).cloned().collect());
        rows.iter().filter_map(part).collect::<Vec<Row>>()
    };
    rows.len() >= FEWEST && is_column(&side(true), size) && is_column(&side(false), size)
}

/// Whether rows are the lines of a column: enough of them, wide, and mostly filled.
fn is_column(rows: &[Row], size: f32) -> bool {
    let left = rows.iter().map(Row::left).fold(f32::MAX, f32::min);
    let right = rows.iter().map(Row::right).fold(f32::MIN, f32::max);
    let width = right - left;
    let full = rows.iter().filter(|row| row.right() - row.left() >= 0.6 * width).count();
    let cells = rows.iter().filter(|row| row.has_cells()).count();
    rows.len() >= FEWEST && width >= NARROWEST * size && full * 2 >= rows.len() && cells * 3 <= rows.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(text: &str, left: f32, right: f32, base: f32) -> Piece {
        let letters = text.len() as u32;
        Piece {
            angle: 0,
            left,
            right,
            base,
            size: 10.0,
            sized: 0,
            other: (0.0, 0),
            text: text.to_owned(),
            letters,
            strong: 0,
            slanted: 0,
            fixed: 0,
            runs: Vec::new(),
        }
    }

    fn read(pieces: Vec<Piece>) -> Vec<String> {
        let text = |row: &Row| row.pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("|");
        regions(rows(pieces)).iter().map(|region| region.iter().map(text).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut pieces = vec![piece("title", 100.0, 400.0, 10.0)];
        for line in 0..6_u8 {
            let base = 40.0 + 12.0 * f32::from(line);
            pieces.push(piece(&format!("l{line}"), 0.0, 240.0, base));
            pieces.push(piece(&format!("r{line}"), 260.0, 500.0, base + 3.5));
        }
        pieces.push(piece("foot", 0.0, 500.0, 130.0));
        assert_eq!(read(pieces), ["title", "l0 l1 l2 l3 l4 l5", "r0 r1 r2 r3 r4 r5", "foot"]);
    }

    #[test]
    fn tables_are_read_by_rows() {
        let mut pieces = Vec::new();
        for line in 0..6_u8 {
            let base = 40.0 + 12.0 * f32::from(line);
            pieces.push(piece(&format!("a{line}"), 0.0, 30.0, base));
            pieces.push(piece(&format!("b{line}"), 200.0, 230.0, base));
            pieces.push(piece(&format!("c{line}"), 300.0, 500.0, base));
        }
        assert_eq!(read(pieces).len(), 1);
    }

    #[test]
    fn raised_and_lowered_letters_of_one_size_stay_in_their_row() {
        let found = rows(vec![
            piece("i", 80.0, 83.0, 98.5),
            piece("Slides with SL", 0.0, 80.0, 100.0),
            piece("E", 90.0, 95.0, 102.3),
        ]);
        assert_eq!(found.len(), 1);
    }

    #[test]
    fn raised_letters_stay_in_their_row() {
        let raised = Piece { size: 6.0, ..piece("2", 30.0, 33.0, 96.0) };
        let found = rows(vec![piece("x", 0.0, 30.0, 100.0), raised, piece("next", 0.0, 30.0, 112.0)]);
        assert_eq!(found.len(), 2);
    }
}
