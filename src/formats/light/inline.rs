//! Marks within running text: what begins where is the syntax's business, the walk through the text is done here.

use std::borrow::Cow;

use crate::formats::compose::Picture;
use crate::formats::light::flow::Flow;
use crate::outline::MarkKind;
use crate::text::Part;

/// The deepest that marks are followed within each other; what stands deeper is shown as written.
const DEEPEST: usize = 12;

/// The marks that a format has within running text.
pub(in crate::formats) trait Syntax {
    /// The bytes at which a piece may begin, or from which it is told that one has begun before them.
    fn starts(&self) -> &'static Starts;

    /// The piece at the place where the scan stands, if there is one.
    fn piece<'t>(&self, scan: &mut Scan<'t>) -> Option<Piece<'t>>;
}

/// A set of ASCII characters.
pub(in crate::formats) struct Starts([bool; 256]);

impl Starts {
    /// The set of some characters; a line end belongs to every set.
    pub(in crate::formats) const fn new(characters: &[u8]) -> Self {
        let mut set = [false; 256];
        set[b'\n' as usize] = true;
        let mut at = 0;
        while at < characters.len() {
            set[characters[at] as usize] = true;
            at += 1;
        }
        Self(set)
    }

    fn next(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes().get(from..)?;
        let found = bytes.iter().position(|&byte| self.0.get(usize::from(byte)).is_some_and(|starts| *starts))?;
        Some(from + found)
    }
}

/// A part of running text that is more than its characters.
pub(in crate::formats) struct Piece<'t> {
    /// The bytes of it that lie before the place where it was noticed; only such as [`Scan::pending`] has.
    pub(in crate::formats) back: usize,
    /// The bytes of it from there on.
    pub(in crate::formats) length: usize,
    /// What it is.
    pub(in crate::formats) what: What<'t>,
}

/// What a piece of running text is.
pub(in crate::formats) enum What<'t> {
    /// Text with a meaning, in which there are further pieces.
    Marked(MarkKind, &'t str),
    /// Text with a meaning, as it is.
    Verbatim(MarkKind, Cow<'t, str>),
    /// The words of a link, behind what it refers to as [`Composer::begin_link`] takes it.
    ///
    /// [`Composer::begin_link`]: crate::formats::compose::Composer::begin_link
    Link(Cow<'t, str>, Words<'t>),
    /// A picture, behind the words for it, which may be empty.
    Picture(Cow<'t, str>, Picture),
    /// A place that links lead to, by its name.
    Anchor(Cow<'t, str>),
    /// Text in which there are further pieces.
    Inner(Cow<'t, str>),
    /// Text as it is.
    Text(Cow<'t, str>),
    /// The line ends here.
    Break,
}

/// The words of a link.
pub(in crate::formats) enum Words<'t> {
    /// Text in which there are further pieces.
    Inner(&'t str),
    /// Text as it is.
    Verbatim(Cow<'t, str>),
}

impl<'t> What<'t> {
    /// An address that stands for itself.
    pub(in crate::formats) fn address(address: &'t str) -> Self {
        Self::Link(Cow::Borrowed(address), Words::Verbatim(Cow::Borrowed(address)))
    }
}

impl<'t> Piece<'t> {
    /// A piece that begins where it is noticed.
    pub(in crate::formats) fn new(length: usize, what: What<'t>) -> Self {
        Self { back: 0, length, what }
    }

    /// A piece that begins before the place where it is noticed.
    pub(in crate::formats) fn behind(back: usize, length: usize, what: What<'t>) -> Self {
        Self { back, length, what }
    }

    /// What is not shown.
    pub(in crate::formats) fn hidden(length: usize) -> Self {
        Self::new(length, What::Text(Cow::Borrowed("")))
    }

    /// A character or a few that stand for themselves, `skipped` bytes behind what tells so.
    pub(in crate::formats) fn escaped(skipped: usize, text: &'t str) -> Self {
        Self::new(skipped + text.len(), What::Text(Cow::Borrowed(text)))
    }
}

/// A walk through running text.
pub(in crate::formats) struct Scan<'t> {
    /// The text.
    pub(in crate::formats) text: &'t str,
    /// Where the walk stands.
    pub(in crate::formats) at: usize,
    /// Where the text begins that belongs to no piece yet.
    from: usize,
    /// The ends that were looked for and are not to be found from here on.
    missing: Vec<&'static str>,
}

impl<'t> Scan<'t> {
    /// The text from the place where the walk stands.
    pub(in crate::formats) fn rest(&self) -> &'t str {
        self.text.part(self.at..self.text.len())
    }

    /// The text before the place where the walk stands that belongs to no piece yet.
    pub(in crate::formats) fn pending(&self) -> &'t str {
        self.text.part(self.from..self.at)
    }

    /// The character before a place.
    pub(in crate::formats) fn before(&self, at: usize) -> Option<char> {
        self.text.part(0..at).chars().next_back()
    }

    /// The character at a place.
    pub(in crate::formats) fn after(&self, at: usize) -> Option<char> {
        self.text.part(at..self.text.len()).chars().next()
    }

    /// The first place from `from` on at which `end` stands and the characters around it are accepted. An end that is
    /// missing once is not looked for again, so what is accepted must depend on the end alone.
    pub(in crate::formats) fn find(
        &mut self,
        from: usize,
        end: &'static str,
        accepts: impl Fn(Option<char>, Option<char>) -> bool,
    ) -> Option<usize> {
        if self.missing.contains(&end) {
            return None;
        }
        let mut at = from;
        while let Some(found) = self.text.part(at..self.text.len()).find(end) {
            let place = at + found;
            if accepts(self.before(place), self.after(place + end.len())) {
                return Some(place);
            }
            at = place + 1;
        }
        self.missing.push(end);
        None
    }

    /// The text between the place where the walk stands and an end; `skipped` bytes of the opening are left out.
    pub(in crate::formats) fn until(&mut self, skipped: usize, end: &'static str) -> Option<&'t str> {
        let start = self.at + skipped;
        let end = self.find(start, end, |_, _| true)?;
        Some(self.text.part(start..end))
    }

    /// The address on the web whose `://` is noticed here, at the colon: how much of it stands before, and its length
    /// from here.
    pub(in crate::formats) fn address(&self) -> Option<(usize, usize)> {
        let after = self.rest().strip_prefix("://")?;
        let before = self.pending();
        let scheme = before.len() - before.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let known = ["http", "https", "ftp", "ftps", "file", "irc", "git", "ssh"];
        let is_known = known.contains(&before.part(before.len() - scheme..before.len()));
        let ends = |c: char| !c.is_ascii_graphic() || "<>\"`[]{}|\\^".contains(c);
        let length = after.part(0..after.find(ends).unwrap_or(after.len())).trim_end_matches(is_trailing).len();
        (is_known && length > 0).then_some((scheme, 3 + length))
    }
}

/// No marks but addresses on the web.
pub(in crate::formats) struct Addresses;

static COLON: Starts = Starts::new(b":");

impl Syntax for Addresses {
    fn starts(&self) -> &'static Starts {
        &COLON
    }

    fn piece<'t>(&self, scan: &mut Scan<'t>) -> Option<Piece<'t>> {
        let (back, length) = scan.address()?;
        let address = scan.text.part(scan.at - back..scan.at + length);
        Some(Piece::behind(back, length, What::address(address)))
    }
}

/// Punctuation that ends the sentence about an address rather than the address.
fn is_trailing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | '\'' | '*' | '_')
}

/// Whether a mark may begin after a character, or end before one: at the ends of the text, at white space, at some
/// punctuation of ASCII, and at all other punctuation.
pub(in crate::formats) fn is_open(c: Option<char>, ascii: &str) -> bool {
    c.is_none_or(|c| c.is_whitespace() || if c.is_ascii() { ascii.contains(c) } else { !c.is_alphanumeric() })
}

/// Appends running text with its marks to a flow. Line ends become spaces where they part words. Linear in the length
/// of the text, as long as the pieces of the syntax are found in linear time.
pub(in crate::formats) fn compose(syntax: &impl Syntax, text: &str, flow: &mut Flow) {
    flow.begin_text();
    compose_at(syntax, text, flow, 0);
}

fn compose_at(syntax: &impl Syntax, text: &str, flow: &mut Flow, depth: usize) {
    let mut scan = Scan { text, at: 0, from: 0, missing: Vec::new() };
    while let Some(at) = syntax.starts().next(text, scan.at) {
        scan.at = at;
        if let Some(piece) = syntax.piece(&mut scan) {
            flow.composer.push(text.part(scan.from..at.saturating_sub(piece.back)));
            push(syntax, &piece.what, flow, depth);
            scan.at = at + piece.length;
            scan.from = scan.at;
        } else if scan.rest().starts_with('\n') {
            flow.composer.push(scan.pending().trim_end());
            flow.composer.soft_break();
            scan.at = text.len() - scan.rest().trim_start().len();
            scan.from = scan.at;
        } else {
            scan.at += 1;
        }
    }
    flow.composer.push(text.part(scan.from..text.len()));
}

fn push(syntax: &impl Syntax, what: &What<'_>, flow: &mut Flow, depth: usize) {
    let inner = |text: &str, flow: &mut Flow| {
        if depth < DEEPEST {
            compose_at(syntax, text, flow, depth + 1);
        } else {
            flow.composer.push(text);
        }
    };
    match what {
        What::Marked(kind, text) => {
            flow.composer.begin_mark(*kind);
            inner(text, flow);
            flow.composer.end_mark();
        }
        What::Link(reference, words) => {
            flow.composer.begin_link(reference);
            match words {
                Words::Inner(text) => inner(text, flow),
                Words::Verbatim(text) => push_lines(text, flow),
            }
            flow.composer.end_mark();
        }
        What::Picture(words, picture) => flow.composer.picture(words, picture, flow.depth()),
        What::Anchor(name) => flow.composer.anchor(name),
        What::Verbatim(kind, text) => {
            flow.composer.begin_mark(*kind);
            push_lines(text, flow);
            flow.composer.end_mark();
        }
        What::Inner(text) => inner(text, flow),
        What::Text(text) => push_lines(text, flow),
        What::Break => flow.composer.hard_break(),
    }
}

/// Appends text as it is; line ends become spaces.
fn push_lines(text: &str, flow: &mut Flow) {
    if text.contains('\n') {
        flow.composer.push(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    } else {
        flow.composer.push(text);
    }
}
