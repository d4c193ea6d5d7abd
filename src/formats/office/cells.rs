//! The tables of formats in which each paragraph says itself how many tables it lies in, and what ends with it.

use super::{Paragraph, Piece};

/// What ends with a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) enum End {
    /// Nothing else.
    #[default]
    Paragraph,
    /// A cell of a table.
    Cell,
    /// A row of a table.
    Row,
}

/// A paragraph and its place in tables.
#[derive(Debug, Default)]
pub(in crate::formats) struct Placed {
    /// The paragraph, if it shows something.
    pub(in crate::formats) paragraph: Option<Box<Paragraph>>,
    /// The pictures that stand behind it, each by what is known of it.
    pub(in crate::formats) pictures: Vec<Box<str>>,
    /// How many tables it lies in.
    pub(in crate::formats) table: u8,
    /// What ends with it.
    pub(in crate::formats) end: End,
    /// Whether the row that ends with it names the columns of its table.
    pub(in crate::formats) heads: bool,
}

/// What a paragraph takes beside its text, in bytes: itself, its place in lists that grow, its block, look and heading.
const SHARE: usize = 4 * (size_of::<Placed>() + size_of::<Paragraph>());

impl Placed {
    /// The bytes of memory that it takes, with those that the document needs for it.
    pub(in crate::formats) fn memory(&self) -> u64 {
        let parts = self.paragraph.as_ref().map_or(0, |paragraph| {
            let texts = paragraph.text.capacity() + paragraph.label.capacity() + paragraph.links.memory();
            texts + size_of_val(paragraph.marks.as_slice())
        });
        let pictures: usize = self.pictures.iter().map(|known| known.len() + size_of::<Box<str>>()).sum();
        (SHARE + parts + pictures) as u64
    }

    /// Whether it shows something.
    pub(in crate::formats) fn is_seen(&self) -> bool {
        self.paragraph.is_some() || !self.pictures.is_empty()
    }

    fn ends(&self, end: End) -> bool {
        self.table == 1 && self.end == end
    }
}

/// The pieces of paragraphs in tables and outside of them.
pub(in crate::formats) fn pieces(paragraphs: Vec<Placed>) -> Vec<Piece> {
    let frames: Vec<bool> = tables(&paragraphs).map(is_frame).collect();
    let (mut pieces, mut open, mut frames) = (Vec::with_capacity(paragraphs.len()), 0, frames.into_iter());
    for Placed { paragraph, pictures, table, end, heads } in paragraphs {
        for _ in table..open {
            pieces.push(Piece::End);
        }
        for depth in open..table {
            let is_frame = depth == 0 && frames.next() == Some(true);
            pieces.push(Piece::Table { columns: usize::from(is_frame) });
        }
        open = table;
        pieces.extend(paragraph.map(Piece::Paragraph));
        pieces.extend(pictures.into_iter().map(Piece::Picture));
        match end {
            End::Cell if open > 0 => pieces.push(Piece::Cell(1)),
            End::Row if open > 0 => pieces.push(if heads { Piece::HeadRow } else { Piece::Row }),
            _ => {}
        }
    }
    pieces.extend((0..open).map(|_| Piece::End));
    pieces
}

/// The runs of paragraphs that lie in a table, with those of the tables in it.
fn tables(paragraphs: &[Placed]) -> impl Iterator<Item = &[Placed]> {
    let together = |a: &Placed, b: &Placed| (a.table > 0) == (b.table > 0);
    paragraphs.chunk_by(together).filter(|run| run.first().is_some_and(|first| first.table > 0))
}

/// Whether a table has but one cell in a row: then it is a frame around text.
fn is_frame(table: &[Placed]) -> bool {
    table.split(|placed| placed.ends(End::Row)).all(|row| {
        let cells = row.split_inclusive(|placed| placed.ends(End::Cell));
        cells.filter(|cell| cell.iter().any(Placed::is_seen)).count() <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_begin_and_end_around_their_paragraphs() {
        let check = |placed: &[(&str, u8, End)], expected: &str| {
            let placed = placed.iter().map(|&(text, table, end)| {
                let paragraph = Paragraph { text: text.to_owned(), ..Paragraph::default() };
                let paragraph = (!text.is_empty()).then(|| Box::new(paragraph));
                Placed { paragraph, table, end, ..Placed::default() }
            });
            let found = pieces(placed.collect());
            let shown: Vec<String> = found
                .iter()
                .map(|piece| match piece {
                    Piece::Paragraph(paragraph) => paragraph.text.clone(),
                    Piece::Table { columns } => format!("<{columns}"),
                    Piece::Cell(_) => String::from("|"),
                    Piece::Row | Piece::HeadRow => String::from("/"),
                    Piece::End | Piece::Embedded(_) | Piece::Picture(_) => String::from(">"),
                })
                .collect();
            assert_eq!(shown.join(" "), expected);
        };
        use End::{Cell, Row};
        check(&[("a", 0, End::Paragraph), ("", 0, End::Cell)], "a");
        check(&[("a", 1, Cell), ("b", 1, Cell), ("", 1, Row), ("c", 0, End::Paragraph)], "<0 a | b | / > c");
        check(&[("a", 1, Cell), ("", 1, Row), ("", 1, Cell), ("b", 1, Cell), ("", 1, Row)], "<1 a | / | b | / >");
        check(&[("a", 1, Cell), ("b", 2, Cell), ("", 2, Row), ("", 1, Cell)], "<0 a | <0 b | / > | >");
    }
}
