//! The elements of HTML that reading knows.

/// What an element is, as far as that says something of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::formats) enum Tag {
    A,
    Article,
    Aside,
    B,
    Blockquote,
    Br,
    Caption,
    Center,
    Code,
    Dd,
    Del,
    Dfn,
    Dl,
    Dt,
    Em,
    Figure,
    Font,
    Footer,
    ForeignObject,
    Form,
    /// `h1` to `h6`.
    Heading(u8),
    Hr,
    I,
    Iframe,
    Img,
    Input,
    Li,
    Main,
    Math,
    Nav,
    Ol,
    Option,
    P,
    Plaintext,
    Pre,
    Rp,
    Rt,
    Script,
    Section,
    Small,
    Strike,
    Strong,
    Style,
    Svg,
    Table,
    TableHead,
    TableRows,
    Td,
    Textarea,
    Th,
    Title,
    Tr,
    U,
    Ul,
    Xmp,
    /// Another element that stands by itself on the page.
    Block,
    /// Another element whose text is not shown.
    Hidden,
    /// Another element without content.
    Void,
    /// Any other element: it stands within a line.
    Other,
}

/// How the text after a start tag is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// As HTML.
    Markup,
    /// As text up to the end tag, with character references.
    References,
    /// As text up to the end tag.
    Raw,
    /// As text up to the end of the file.
    Rest,
}

impl Tag {
    /// The element of a name, whatever its case.
    pub(in crate::formats) fn of(name: &str) -> Self {
        if name.len() > LONGEST {
            return Tag::Other;
        }
        let mut letters = [0_u8; LONGEST];
        letters.iter_mut().zip(name.bytes()).for_each(|(letter, byte)| *letter = byte.to_ascii_lowercase());
        let key = u128::from_be_bytes(letters);
        let found = KEYS.binary_search_by_key(&key, |(known, _)| *known);
        found.ok().and_then(|at| KEYS.get(at)).map_or(Tag::Other, |&(_, tag)| tag)
    }

    /// Whether the element has no content and no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Tag::Br | Tag::Hr | Tag::Img | Tag::Input | Tag::Void)
    }

    /// How the text after its start tag is read.
    pub(super) fn content(self) -> Content {
        match self {
            Tag::Title | Tag::Textarea => Content::References,
            Tag::Script | Tag::Style | Tag::Iframe | Tag::Xmp => Content::Raw,
            Tag::Plaintext => Content::Rest,
            _ => Content::Markup,
        }
    }

    /// Whether it holds from its start tag to its end tag whatever else begins and ends between them. The standard
    /// calls these formatting elements.
    pub(super) fn is_formatting(self) -> bool {
        use Tag::{A, B, Code, Em, Font, I, Small, Strike, Strong, U};
        matches!(self, A | B | Code | Em | Font | I | Small | Strike | Strong | U)
    }

    /// Whether its start tag ends a paragraph.
    pub(super) fn ends_paragraph(self) -> bool {
        use Tag::{
            Article, Aside, Block, Blockquote, Center, Dd, Dl, Dt, Figure, Footer, Form, Heading, Hr, Li, Main, Nav,
            Ol, P, Plaintext, Pre, Section, Table, Ul, Xmp,
        };
        let of_list = matches!(self, Dd | Dl | Dt | Li | Ol | Ul);
        let of_page = matches!(self, Article | Aside | Block | Center | Figure | Footer | Form | Main | Nav | Section);
        of_list || of_page || matches!(self, Blockquote | Heading(_) | Hr | P | Plaintext | Pre | Table | Xmp)
    }

    /// Whether it holds rows of a table.
    pub(super) fn is_rows(self) -> bool {
        matches!(self, Tag::TableHead | Tag::TableRows)
    }

    /// Whether it is a part of a table.
    pub(super) fn is_of_table(self) -> bool {
        self.is_rows() || matches!(self, Tag::Caption | Tag::Td | Tag::Th | Tag::Tr)
    }

    /// Whether end tags inside of it end nothing outside of it.
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Tag::Caption | Tag::Table | Tag::Td | Tag::Th | Tag::ForeignObject)
    }

    /// Whether it stands by itself on the page.
    pub(in crate::formats) fn is_block(self) -> bool {
        self.ends_paragraph() || self.is_of_table() || self == Tag::Svg
    }

    /// Whether its text is not shown.
    pub(in crate::formats) fn is_hidden(self) -> bool {
        use Tag::{Hidden, Iframe, Option, Rp, Script, Style, Textarea, Title};
        matches!(self, Hidden | Iframe | Option | Rp | Script | Style | Textarea | Title)
    }
}

/// The most bytes of a name, so that it is a number too.
const LONGEST: usize = 16;

/// The names of all elements as numbers, which compare faster.
static KEYS: [(u128, Tag); 114] = {
    let mut keys = [(0, Tag::Other); 114];
    let mut at = 0;
    while at < NAMES.len() {
        let (name, tag) = NAMES[at];
        keys[at] = (key(name.as_bytes()), tag);
        at += 1;
    }
    keys
};

/// A name in lower case as a number. Numbers sort as their names do.
const fn key(name: &[u8]) -> u128 {
    let mut letters = [0; LONGEST];
    let mut at = 0;
    while at < name.len() {
        letters[at] = name[at];
        at += 1;
    }
    u128::from_be_bytes(letters)
}

/// The names of all elements that are known, sorted.
const NAMES: [(&str, Tag); 114] = [
    ("a", Tag::A),
    ("address", Tag::Block),
    ("annotation", Tag::Hidden),
    ("annotation-xml", Tag::Hidden),
    ("area", Tag::Void),
    ("article", Tag::Article),
    ("aside", Tag::Aside),
    ("audio", Tag::Hidden),
    ("b", Tag::B),
    ("base", Tag::Void),
    ("basefont", Tag::Void),
    ("bgsound", Tag::Void),
    ("blockquote", Tag::Blockquote),
    ("br", Tag::Br),
    ("button", Tag::Hidden),
    ("canvas", Tag::Hidden),
    ("caption", Tag::Caption),
    ("center", Tag::Center),
    ("cite", Tag::Dfn),
    ("code", Tag::Code),
    ("col", Tag::Void),
    ("colgroup", Tag::Void),
    ("datalist", Tag::Hidden),
    ("dd", Tag::Dd),
    ("del", Tag::Del),
    ("desc", Tag::Hidden),
    ("details", Tag::Block),
    ("dfn", Tag::Dfn),
    ("dialog", Tag::Block),
    ("dir", Tag::Ul),
    ("div", Tag::Block),
    ("dl", Tag::Dl),
    ("dt", Tag::Dt),
    ("em", Tag::Em),
    ("embed", Tag::Void),
    ("fieldset", Tag::Block),
    ("figcaption", Tag::Block),
    ("figure", Tag::Figure),
    ("font", Tag::Font),
    ("footer", Tag::Footer),
    ("foreignobject", Tag::ForeignObject),
    ("form", Tag::Form),
    ("frame", Tag::Void),
    ("h1", Tag::Heading(1)),
    ("h2", Tag::Heading(2)),
    ("h3", Tag::Heading(3)),
    ("h4", Tag::Heading(4)),
    ("h5", Tag::Heading(5)),
    ("h6", Tag::Heading(6)),
    ("header", Tag::Block),
    ("hgroup", Tag::Block),
    ("hr", Tag::Hr),
    ("i", Tag::I),
    ("iframe", Tag::Iframe),
    ("image", Tag::Img),
    ("img", Tag::Img),
    ("input", Tag::Input),
    ("kbd", Tag::Code),
    ("keygen", Tag::Void),
    ("legend", Tag::Block),
    ("li", Tag::Li),
    ("link", Tag::Void),
    ("listing", Tag::Pre),
    ("main", Tag::Main),
    ("math", Tag::Math),
    ("menu", Tag::Ul),
    ("meta", Tag::Void),
    ("metadata", Tag::Hidden),
    ("nav", Tag::Nav),
    ("noembed", Tag::Iframe),
    ("noframes", Tag::Iframe),
    ("noscript", Tag::Hidden),
    ("ol", Tag::Ol),
    ("option", Tag::Option),
    ("p", Tag::P),
    ("param", Tag::Void),
    ("plaintext", Tag::Plaintext),
    ("pre", Tag::Pre),
    ("progress", Tag::Hidden),
    ("rp", Tag::Rp),
    ("rt", Tag::Rt),
    ("s", Tag::Strike),
    ("samp", Tag::Code),
    ("script", Tag::Script),
    ("search", Tag::Block),
    ("section", Tag::Section),
    ("select", Tag::Hidden),
    ("small", Tag::Small),
    ("source", Tag::Void),
    ("strike", Tag::Strike),
    ("strong", Tag::Strong),
    ("style", Tag::Style),
    ("summary", Tag::Block),
    ("svg", Tag::Svg),
    ("table", Tag::Table),
    ("tbody", Tag::TableRows),
    ("td", Tag::Td),
    ("template", Tag::Hidden),
    ("text", Tag::Block),
    ("textarea", Tag::Textarea),
    ("tfoot", Tag::TableRows),
    ("th", Tag::Th),
    ("thead", Tag::TableHead),
    ("title", Tag::Title),
    ("tr", Tag::Tr),
    ("track", Tag::Void),
    ("tt", Tag::Code),
    ("u", Tag::U),
    ("ul", Tag::Ul),
    ("var", Tag::Dfn),
    ("video", Tag::Hidden),
    ("wbr", Tag::Void),
    ("xml", Tag::Hidden),
    ("xmp", Tag::Xmp),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert!(NAMES.is_sorted_by_key(|(name, _)| name));
        assert!(NAMES.iter().all(|(name, tag)| Tag::of(name) == *tag && name.len() <= LONGEST));
        let check = |name: &str, expected: Tag| assert_eq!(Tag::of(name), expected, "{name}");
        check("H2", Tag::Heading(2));
        check("foreignObject", Tag::ForeignObject);
        check("o:p", Tag::Other);
        check("", Tag::Other);
        check("a-name-of-many-words", Tag::Other);
    }
}
