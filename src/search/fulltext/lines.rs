//! Whether a regular expression goes over the ends of lines.

use regex_syntax::hir::{Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Repetition};

/// Whether what an expression matches may have the end of a line in it.
pub(super) fn may_have_line_end(expression: &Hir) -> bool {
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => literal.0.contains(&b'\n'),
        HirKind::Class(Class::Unicode(class)) => {
            class.ranges().iter().any(|range| range.start() <= '\n' && '\n' <= range.end())
        }
        HirKind::Class(Class::Bytes(class)) => {
            class.ranges().iter().any(|range| range.start() <= b'\n' && b'\n' <= range.end())
        }
        HirKind::Repetition(repetition) => may_have_line_end(&repetition.sub),
        HirKind::Capture(capture) => may_have_line_end(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().any(may_have_line_end),
    }
}

/// The expression with no end of a line in its classes of letters and more, such as `[^a]`, and whether it had one: who
/// names what a word must not have does not ask for the rest of the text. White space keeps it, and so does what stands
/// for every character.
pub(super) fn within_lines(expression: Hir) -> (Hir, bool) {
    let all = |parts: Vec<Hir>| {
        let parts: Vec<(Hir, bool)> = parts.into_iter().map(within_lines).collect();
        let changed = parts.iter().any(|(_, changed)| *changed);
        (parts.into_iter().map(|(part, _)| part).collect::<Vec<Hir>>(), changed)
    };
    match expression.kind().clone() {
        HirKind::Class(Class::Unicode(class)) if has_more_than_space(&class) => {
            (Hir::class(Class::Unicode(lineless(class))), true)
        }
        HirKind::Repetition(repetition) => {
            let (sub, changed) = within_lines(*repetition.sub);
            (Hir::repetition(Repetition { sub: Box::new(sub), ..repetition }), changed)
        }
        HirKind::Capture(capture) => {
            let (sub, changed) = within_lines(*capture.sub);
            (Hir::capture(Capture { sub: Box::new(sub), ..capture }), changed)
        }
        HirKind::Concat(parts) => {
            let (parts, changed) = all(parts);
            (Hir::concat(parts), changed)
        }
        HirKind::Alternation(parts) => {
            let (parts, changed) = all(parts);
            (Hir::alternation(parts), changed)
        }
        HirKind::Class(_) | HirKind::Empty | HirKind::Literal(_) | HirKind::Look(_) => (expression, false),
    }
}

/// Whether a class has the end of a line and more than white space, and not simply everything.
fn has_more_than_space(class: &ClassUnicode) -> bool {
    let has = |c: char| class.ranges().iter().any(|range| range.start() <= c && c <= range.end());
    let everything = class.ranges() == [ClassUnicodeRange::new(char::MIN, char::MAX)];
    has('\n') && class.ranges().iter().any(|range| range.end() > '\u{3000}') && !everything
}

fn lineless(mut class: ClassUnicode) -> ClassUnicode {
    class.difference(&ClassUnicode::new([ClassUnicodeRange::new('\n', '\n')]));
    class
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex_syntax::ParserBuilder;

    #[test]
    fn what_is_named_by_what_it_is_not_ends_with_its_line() {
        let check = |typed: &str, changes: bool, crosses: bool| {
            let parsed = ParserBuilder::new().multi_line(true).build().parse(typed).unwrap();
            let (within, changed) = within_lines(parsed);
            assert_eq!((changed, may_have_line_end(&within)), (changes, crosses), "{typed}");
        };
        check("a[^b]*c", true, false);
        check(r"(\D|x)+?", true, false);
        check(r"[^a]\n", true, true);
        check(r"a\s+b", false, true);
        check("(?s)a.*b", false, true);
        check(r"a[\s\S]*b", false, true);
        check("a.*b$", false, false);
        check(r"^\w+\z", false, false);
    }
}
