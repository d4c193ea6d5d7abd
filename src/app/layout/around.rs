//! What stands around a block, which decides how it is set: what is before it, which heading it is, which quotes are
//! around it.

use crate::app::layout::block::Piece;
use crate::outline::caption::is_caption;
use crate::outline::{Block, BlockKind, Document, Heading, Image, Mark, MarkKind, Target};
use crate::text::{Part, Span};

/// A title stands among so many blocks at the beginning.
const FRONT: usize = 8;
/// The longest caption of an image, in bytes.
const LONGEST_CAPTION: usize = 300;
/// So many blocks before a quote are looked at to see which quotes it stands in.
const NEAR: usize = 64;

/// A document whose title is known.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// The block that holds nothing but the title, by its index.
    pub(super) title: Option<usize>,
    /// Its images, as far as they are known.
    pub(super) images: &'a [Image],
}

impl<'a> Around<'a> {
    /// A part of a block, by its index, with what is around it. The part lies in `span`, the first one in `first`.
    pub(super) fn piece(self, index: usize, span: Span, first: Span) -> Option<Piece<'a>> {
        let block = self.block(index)?;
        let begins = span.start == first.start;
        let before = index.checked_sub(1).and_then(|before| self.block(before)).filter(|_| begins);
        let heading = self.heading(block);
        let level = heading.map_or(0, |(_, heading)| heading.depth);
        Some(Piece {
            block,
            span,
            first,
            head: head(self.document, block),
            spaces: before.map_or(0, |before| self.spaces(before, block, level)),
            joined: before.is_some_and(|before| (before.kind, before.depth) == (block.kind, block.depth)),
            level,
            number: heading.map_or("", |(index, _)| self.document.outline.number(index)),
            bars: self.bars(index, block),
            image: if block.kind == BlockKind::Image { self.image(block.span) } else { None },
        })
    }

    /// A block; the title is shown as the headings are.
    fn block(self, index: usize) -> Option<Block> {
        let block = *self.document.blocks.get(index)?;
        Some(if self.title == Some(index) { Block { kind: BlockKind::Heading, ..block } } else { block })
    }

    /// The heading that a block is.
    fn heading(self, block: Block) -> Option<(u32, &'a Heading)> {
        let outline = &self.document.outline;
        let last = block.span.end.saturating_sub(1).max(block.span.start);
        let index = outline.at(last).filter(|_| block.kind == BlockKind::Heading)?;
        outline.get(index).filter(|heading| heading.span.end > block.span.start).map(|heading| (index, heading))
    }

    /// Whether a paragraph behind an image says what that shows.
    fn is_caption(self, block: Block) -> bool {
        block.span.len() <= LONGEST_CAPTION && begins_as_caption(self.document.text.span(block.span).trim_start())
    }

    /// The image that stands in a span, and the words for it.
    fn image(self, span: Span) -> Option<(Span, &'a Image)> {
        let found = |mark: &Mark| match self.document.target(mark)? {
            Target::Image(index) => Some((mark.span, self.images.get(*index as usize)?)),
            _ => None,
        };
        self.document.marks_in(span).find_map(found).filter(|(words, _)| words.end <= span.end)
    }

    /// Empty lines between two blocks: where the source has any, and before headings, two before those at the top.
    fn spaces(self, before: Block, block: Block, level: u8) -> usize {
        let between = self.document.text.span(Span { start: before.span.end, end: block.span.start });
        let parted = between.matches('\n').count() > 1;
        match (before.kind, block.kind) {
            (BlockKind::Image, BlockKind::Paragraph) if self.is_caption(block) => 0,
            (BlockKind::Heading, BlockKind::Heading) => usize::from(parted),
            (_, BlockKind::Heading) => {
                if level == 0 {
                    2
                } else {
                    1
                }
            }
            (BlockKind::Heading, _) if self.heading(before).is_none_or(|(_, heading)| heading.depth == 0) => 1,
            _ => usize::from(parted),
        }
    }

    /// The quotes around the text of a quote, itself among them, or around an image: each block of a smaller depth before
    /// it that is none of a list. What the readers tell is the depth alone.
    fn bars(self, index: usize, block: Block) -> u8 {
        let mut bars = match block.kind {
            BlockKind::Quote => 1,
            BlockKind::Image => 0,
            _ => return 0,
        };
        let mut level = block.depth;
        let before = self.document.blocks.get(..index).unwrap_or_default();
        for block in before.iter().rev().take(NEAR) {
            if level == 0 {
                break;
            }
            if block.depth < level && matches!(block.kind, BlockKind::Item | BlockKind::Quote) {
                bars += u8::from(block.kind == BlockKind::Quote) * (level - block.depth);
                level = block.depth;
            }
            if block.depth == 0 && !matches!(block.kind, BlockKind::Item | BlockKind::Quote) {
                break;
            }
        }
        bars + level
    }
}

/// The paragraph at the beginning that holds nothing but the title.
pub(super) fn title(document: &Document) -> Option<usize> {
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    let title = letters(document.title.as_deref()?);
    let is_title = |block: &Block| {
        let near = block.span.len() <= title.len() * 4 + 64;
        block.kind == BlockKind::Paragraph && near && letters(document.text.span(block.span)) == title
    };
    document.blocks.iter().take(FRONT).position(is_title)
}

/// The rows of a table that name its columns, as its first mark says.
fn head(document: &Document, block: Block) -> Span {
    let first = document.marks.partition_point(|mark| mark.span.start < block.span.start);
    let mark = document.marks.get(first).filter(|mark| mark.kind == MarkKind::Head && block.kind == BlockKind::Table);
    mark.map_or(Span::default(), |mark| mark.span)
}

/// Whether words begin as the captions of images do: with a number, `图3 …`, or with a colon, `照片：…`.
fn begins_as_caption(words: &str) -> bool {
    const NAMES: [&str; 3] = ["图", "圖", "照片"];
    let mut rest = NAMES.iter().filter_map(|name| words.strip_prefix(name));
    is_caption(words) || rest.any(|rest| rest.starts_with(['：', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_for_the_quotes_around_quotes_and_images() {
        use BlockKind::{Image, Item, Paragraph, Quote};
        let check = |blocks: &[(BlockKind, u8)], expected: u8| {
            let block = |&(kind, depth): &(BlockKind, u8)| Block { kind, depth, span: Span::default() };
            let document = Document { blocks: blocks.iter().map(block).collect(), ..Document::default() };
            let last = document.blocks.len() - 1;
            let around = Around { document: &document, title: None, images: &[] };
            assert_eq!(around.bars(last, document.blocks[last]), expected, "{blocks:?}");
        };
        check(&[(Paragraph, 0), (Image, 0)], 0);
        check(&[(Quote, 0), (Image, 1)], 1);
        check(&[(Item, 0), (Image, 1)], 0);
        check(&[(Quote, 0), (Quote, 1), (Image, 2)], 2);
        check(&[(Quote, 0), (Item, 1), (Image, 2)], 1);
        check(&[(Item, 0), (Quote, 1), (Image, 2)], 1);
        // A quote that holds nothing but an image.
        check(&[(Paragraph, 0), (Image, 1)], 1);
        check(&[(Quote, 0), (Quote, 1)], 2);
        check(&[(Item, 0), (Quote, 1)], 1);
        check(&[(Quote, 0), (Paragraph, 1)], 0);
    }

    #[test]
    fn captions_are_told_by_their_number_or_colon() {
        let check = |words: &str, expected: bool| assert_eq!(begins_as_caption(words), expected, "{words}");
        check("图3 总体结构", true);
        check("图一：断面", true);
        check("圖 二", true);
        check("照片：闸门", true);
        check("Figure 2. The gate", true);
        check("Figure skating", false);
        check("图书馆每周开放六天。", false);
        check("照片由馆员拍摄。", false);
        check("", false);
    }
}
