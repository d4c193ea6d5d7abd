//! The style sheets in a page, as far as they say how the letters of a class look.

use std::collections::HashMap;

use crate::formats::web::html::css::Style;
use crate::formats::web::html::tag::Tag;
use crate::formats::web::html::tree::{Kind, Node};
use crate::text::Part;

/// The most bytes of a style sheet that are read, and the most classes that are known.
const LONGEST: usize = 256 << 10;
const MOST: usize = 4096;

/// The styles of the classes of a page.
#[derive(Debug, Default)]
pub(super) struct Sheet<'a> {
    classes: HashMap<&'a str, Style>,
}

impl<'a> Sheet<'a> {
    /// Reads the style sheets among the parts of a page. Rules for one class, or for an element with one class, are
    /// taken; others say too little of a single element.
    pub(super) fn new(nodes: &[Node<'a>]) -> Self {
        let mut sheet = Self::default();
        for pair in nodes.windows(2) {
            if let [Node { kind: Kind::Element { tag: Tag::Style, .. }, .. }, Node { kind: Kind::Raw(text), .. }] = pair
            {
                sheet.read(text.part(0..LONGEST));
            }
        }
        sheet
    }

    fn read(&mut self, text: &'a str) {
        for rule in text.split('}') {
            let Some((selectors, declarations)) = rule.split_once('{') else { continue };
            let style = Style { hidden: false, ..Style::new(declarations) };
            if style == Style::default() || declarations.contains('{') {
                continue;
            }
            for class in selectors.rsplit("*/").next().unwrap_or_default().split(',').filter_map(class) {
                if self.classes.len() < MOST {
                    let known = self.classes.get(class).copied().unwrap_or_default();
                    self.classes.insert(class, style.over(known));
                }
            }
        }
    }

    /// The style of an element with some classes, over which its own style goes.
    pub(super) fn style(&self, classes: &str, own: Style) -> Style {
        if self.classes.is_empty() || classes.is_empty() {
            return own;
        }
        let known = classes.split_ascii_whitespace().filter_map(|class| self.classes.get(class));
        own.over(known.fold(Style::default(), |all, style| style.over(all)))
    }
}

/// The class that a selector asks for, and nothing else but an element.
fn class(selector: &str) -> Option<&str> {
    let (element, class) = selector.trim().rsplit_once('.')?;
    let is_name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let element = element.trim_start_matches("<!--").trim_start();
    (is_name(element) && is_name(class) && !class.is_empty()).then_some(class)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::limits::Budget;
    use crate::formats::web::html::tokens::Syntax;
    use crate::formats::web::html::tree::parse;

    #[test]
    fn classes_have_styles() {
        let check = |sheet: &str, classes: &str, own: &str, expected: &str| {
            let page = format!("<style>{sheet}</style>");
            let (nodes, _) = parse(&page, Syntax::Html, &Budget::new(page.len()));
            let style = Sheet::new(&nodes).style(classes, Style::new(own));
            assert_eq!(style, Style::new(expected), "{sheet} {classes}");
        };
        check(".a{font-weight:bold}", "a", "", "font-weight:bold");
        check("<!--\n /* x */ p.a, .b { font-size : 18pt }\n-->", "c b", "", "font-size:18pt");
        check(".a{font-weight:bold;text-align:center}", "a", "font-weight:400", "font-weight:400;text-align:center");
        check(".a{font-size:9pt}.b{font-size:12pt}", "a b", "", "font-size:12pt");
        check(".a .b{font-weight:bold}.c:hover{font-weight:bold}#d.e>f{font-weight:bold}", "b c e", "", "");
        check(".a{display:none}", "a", "", "");
        check("@media print { .a { font-weight: bold } }", "a", "", "");
        check("{}}.a{", "a", "", "");
    }
}
