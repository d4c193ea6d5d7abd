//! Elements that stand by themselves begin.

use crate::formats::web::html::lists::List;
use crate::formats::web::html::sections::{is_box, is_byline, is_division, is_title_page};
use crate::formats::web::html::tables::{Grid, is_layout};
use crate::formats::web::html::tag::Tag;
use crate::formats::web::html::traits::Traits;
use crate::formats::web::html::walk::{Container, Exit, Walk};
use crate::outline::BlockKind;

impl Walk<'_, '_, '_> {
    /// Begins an element that is shown; returns what is to do at its end.
    pub(super) fn begin(&mut self, at: usize, tag: Tag, traits: &Traits<'_>, place: usize) -> Exit {
        if let Some(level) = self.heading_level(tag, traits) {
            return self.begin_heading(level, place);
        }
        if tag.is_block() && self.is_flat() {
            return self.begin_flat(tag, traits);
        }
        match tag {
            Tag::Br => self.line_break(),
            Tag::Hr => self.rule(),
            Tag::Img => self.image(traits.all),
            Tag::Input => self.input(traits),
            Tag::Pre | Tag::Xmp | Tag::Plaintext => {
                self.end_text();
                self.state.preserved = true;
                return Exit::Block;
            }
            Tag::Blockquote if !self.page.is_quoted => return self.begin_container(Container::Quote),
            Tag::Ul | Tag::Ol => return self.begin_container(Container::List(List::new(tag, traits))),
            Tag::Li => return self.begin_item(traits),
            Tag::Dd => {
                self.end_text();
                self.depth += 1;
                return Exit::Definition;
            }
            Tag::Table if self.grid.is_none() && !is_layout(self.nodes, &self.page, at, traits) => {
                self.end_text();
                self.grid = Some(Grid::default());
                return Exit::Table;
            }
            Tag::Caption => {
                self.end_text();
                return Exit::Caption;
            }
            Tag::Tr if self.grid.is_some() => return Exit::Row,
            Tag::TableHead if self.grid.is_some() => self.state.head = true,
            Tag::TableRows if self.grid.is_some() => {}
            Tag::Td | Tag::Th => return self.begin_cell(tag, traits),
            Tag::Rt => {
                self.text("(");
                return Exit::Reading;
            }
            _ if tag.is_block() => return self.begin_block(tag, traits),
            _ => {}
        }
        Exit::Nothing
    }

    /// Begins an element that stands by itself.
    pub(super) fn begin_block(&mut self, tag: Tag, traits: &Traits<'_>) -> Exit {
        self.end_text();
        self.state.own |= matches!(tag, Tag::Main | Tag::Article) || traits.has_role(&["main"]);
        self.state.boxed |= is_box(traits) || tag == Tag::Aside;
        self.state.title_page |= is_title_page(traits);
        if is_division(traits) {
            self.state.title_page = false;
            self.divisions.begin();
            return Exit::Division;
        }
        Exit::Block
    }

    /// Whether the parts of elements are no blocks of their own here.
    pub(super) fn is_flat(&self) -> bool {
        self.state.heading || self.state.cell || self.state.page
    }

    /// Begins an element that stands by itself where there are no blocks.
    pub(super) fn begin_flat(&mut self, tag: Tag, traits: &Traits<'_>) -> Exit {
        if tag == Tag::Td || tag == Tag::Th {
            let exit = Exit::Scope(self.writer.enter());
            self.writer.part_words();
            return exit;
        }
        self.part();
        if tag == Tag::Li && self.state.page && !traits.style.bare {
            self.bullet = Some("• ".to_owned());
        }
        Exit::Block
    }

    /// Ends what stands before an element that stands by itself, or after it.
    pub(super) fn part(&mut self) {
        if self.state.heading || self.state.cell {
            self.writer.part_words();
        } else if self.state.page {
            self.bullet = None;
            if !self.writer.composer.is_at_line_start() {
                self.writer.end_line();
            }
        } else {
            self.end_text();
        }
    }

    /// The level of a heading that stands in the outline.
    pub(super) fn heading_level(&self, tag: Tag, traits: &Traits<'_>) -> Option<u8> {
        let level = match tag {
            Tag::Heading(level) if !traits.has_role(&["presentation", "none"]) => level,
            _ if traits.role.eq_ignore_ascii_case("heading") => traits.aria_level.trim().parse().unwrap_or(2),
            _ => return None,
        };
        let is_title = !self.state.title_page || traits.has_class(&["title"]);
        (!self.is_flat() && !self.state.boxed && is_title && !is_byline(traits)).then_some(level.max(1))
    }

    pub(super) fn begin_heading(&mut self, level: u8, place: usize) -> Exit {
        self.end_text();
        self.bullet = None;
        let level = if self.state.title_page { self.divisions.level(level) } else { level };
        self.state.heading = true;
        self.state.preserved = false;
        self.writer.begin(BlockKind::Heading, self.depth, self.state.centred, true);
        Exit::Heading { level, line: self.line_of(place) }
    }

    pub(super) fn begin_container(&mut self, container: Container) -> Exit {
        self.end_text();
        self.depth += 1;
        self.containers.push(container);
        Exit::Container
    }

    pub(super) fn begin_item(&mut self, traits: &Traits<'_>) -> Exit {
        self.end_text();
        self.bullet = Some(match self.containers.last_mut() {
            Some(Container::List(list)) => list.bullet(traits),
            _ => "• ".to_owned(),
        });
        self.containers.push(Container::Item);
        Exit::Container
    }

    /// Begins a cell: of data, or of what lays out the page.
    pub(super) fn begin_cell(&mut self, tag: Tag, traits: &Traits<'_>) -> Exit {
        let exit = Exit::Scope(self.writer.enter());
        let Some(grid) = &mut self.grid else {
            self.end_text();
            return exit;
        };
        self.state.cell = true;
        let before = grid.begin_cell(traits);
        grid.has_data |= tag == Tag::Td && !self.state.head;
        if self.writer.composer.kind() != Some(BlockKind::Table) {
            self.writer.begin(BlockKind::Table, self.depth, false, true);
        }
        (0..before).for_each(|_| self.writer.composer.end_cell());
        self.writer.begin_line();
        exit
    }

    pub(super) fn line_break(&mut self) {
        if self.state.heading || self.state.cell {
            self.writer.part_words();
        } else if self.state.preserved {
            self.writer.end_line();
        } else if self.writer.composer.is_at_line_start() && !self.state.page {
            self.end_text();
        } else {
            self.writer.end_line();
        }
    }

    pub(super) fn rule(&mut self) {
        self.end_text();
        self.writer.begin(BlockKind::Rule, self.depth, false, true);
        self.writer.preserved("———");
        self.end_text();
    }
}
