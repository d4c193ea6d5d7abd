//! How the letters of a document look, on their way into it.

use crate::formats::compose::{Composer, position};
use crate::outline::BlockKind;
use crate::outline::detect::Look;
use crate::text::Span;

impl Composer {
    /// Says how the letters of the open block look, for [`Composer::finish_detected`]; the span of `look` counts for
    /// nothing.
    pub(in crate::formats) fn look(&mut self, look: Look) {
        if let Some(open) = &mut self.open {
            open.look = look;
        }
    }

    /// Says how the line of the open block looks that ends here, where its lines look different.
    pub(in crate::formats) fn look_line(&mut self, look: Look) {
        if let Some(open) = &mut self.open {
            let span = Span::new(open.unlooked..self.text.len());
            let fixed = look.fixed || open.kind != BlockKind::Paragraph;
            open.unlooked = self.text.len();
            self.looks.extend((!span.is_empty()).then_some(Look { span, fixed, ..look }));
        }
    }

    /// Makes all sizes of looks relative to the one that most of the text has.
    pub(in crate::formats) fn scale_looks(&mut self, size: u16) {
        for look in &mut self.looks {
            let scaled = u32::from(look.size) * 100 / u32::from(size.max(1));
            look.size = u16::try_from(scaled).unwrap_or(u16::MAX);
        }
    }

    /// Takes back what looks covered of text that was taken back.
    pub(super) fn clip_looks(&mut self) {
        let end = position(&self.text);
        while let Some(look) = self.looks.last_mut().filter(|look| look.span.end > end || look.span.is_empty()) {
            look.span = Span { start: look.span.start.min(end), end };
            if !look.span.is_empty() {
                break;
            }
            self.looks.pop();
        }
    }
}
