//! What lies upon pages: the fields of forms and the notes that people wrote there (ISO 32000-1, 12.5 and 12.7). They
//! show what their appearance shows, else their value.

use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::Page;

use super::content::{Glyph, Interpreter, State};
use super::face::Face;
use super::font::Letter;
use super::matrix::Matrix;
use super::pieces::is_wide;
use super::strings;
use crate::text::Part;

/// The most annotations of a page that are looked at.
const MOST: usize = 4_000;
/// The deepest that fields are nested in each other.
const DEEPEST: usize = 32;
/// The most bytes that are shown of a value.
const LONGEST: usize = 100_000;
/// The flags of annotations that nobody sees on a screen: hidden, no view.
const UNSEEN: i32 = 1 << 1 | 1 << 5;
/// The flags of text fields that hold several lines, and a password.
const LINES: i32 = 1 << 12;
const PASSWORD: i32 = 1 << 13;
/// The flag of buttons that have no state.
const PUSHED: i32 = 1 << 16;
/// The size of letters where an annotation leaves it to the program, in points; and in heights of a field of one line.
const SIZE: f64 = 12.0;
const SHARE: f64 = 0.7;
/// How far text stands from the edge of its field, in points, and its lines from each other, in sizes.
const EDGE: f64 = 2.0;
const LEADING: f64 = 1.2;
/// How far lines are squeezed at most to fit into their fields.
const NARROWEST: f64 = 0.25;

/// Draws the annotations of a page; `matrix` carries its coordinates into those of glyphs.
pub(super) fn draw(page: &Page<'_>, matrix: &Matrix, to: &mut Interpreter<'_, '_>) {
    let Some(annotations) = page.raw().get::<Array<'_>>("Annots") else { return };
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        let kind = annotation.get::<Name<'_>>("Subtype");
        let other = matches!(kind.as_deref(), None | Some(b"Link" | b"Popup"));
        if other || annotation.get::<i32>("F").unwrap_or(0) & UNSEEN != 0 {
            continue;
        }
        let area = Area::of(&annotation).filter(|area| to.is_on(matrix.apply(area.left, area.top)));
        let Some(area) = area else { continue };
        let before = to.count();
        appear(&annotation, &area, page, matrix, to);
        if to.count() == before {
            let (value, several) = match kind.as_deref() {
                Some(b"Widget") => value(&annotation),
                Some(b"FreeText") => (string(&annotation, "Contents"), true),
                _ => continue,
            };
            write(&value, several, &area, size(&annotation), matrix, to);
        }
    }
}

/// The rectangle of an annotation, in the coordinates of its page.
struct Area {
    left: f64,
    bottom: f64,
    right: f64,
    top: f64,
}

impl Area {
    fn of(annotation: &Dict<'_>) -> Option<Self> {
        let numbers = annotation.get::<Array<'_>>("Rect").and_then(|array| <[f32; 4]>::try_from(array).ok())?;
        let [left, bottom, right, top] = numbers.map(f64::from);
        Some(Area { left: left.min(right), bottom: bottom.min(top), right: left.max(right), top: bottom.max(top) })
    }
}

/// Draws the appearance that an annotation has in its present state, if it has one.
fn appear(annotation: &Dict<'_>, area: &Area, page: &Page<'_>, matrix: &Matrix, to: &mut Interpreter<'_, '_>) {
    let Some(appearances) = annotation.get::<Dict<'_>>("AP") else { return };
    let appearance = appearances.get::<Stream<'_>>("N").or_else(|| {
        let state = annotation.get::<Name<'_>>("AS")?;
        appearances.get::<Dict<'_>>("N")?.get::<Stream<'_>>(state.as_ref())
    });
    if let Some(form) = appearance {
        let placed = placed(form.dict(), area).then(matrix);
        to.draw(&form, page.resources(), &State::new(placed));
    }
}

/// What carries the box of an appearance, as its own matrix shows it, into the rectangle of its annotation (12.5.5).
fn placed(form: &Dict<'_>, area: &Area) -> Matrix {
    let numbers = form.get::<Array<'_>>("BBox").and_then(|array| <[f32; 4]>::try_from(array).ok());
    let Some([left, bottom, right, top]) = numbers.map(|numbers| numbers.map(f64::from)) else {
        return Matrix::translation(area.left, area.bottom);
    };
    let own = Matrix::of(form);
    let corners = [(left, bottom), (right, bottom), (left, top), (right, top)].map(|(x, y)| own.apply(x, y));
    let least = |axis: fn((f64, f64)) -> f64| corners.into_iter().map(axis).fold(f64::MAX, f64::min);
    let most = |axis: fn((f64, f64)) -> f64| corners.into_iter().map(axis).fold(f64::MIN, f64::max);
    let (across, down) = (|(x, _)| x, |(_, y)| y);
    let scale = |length: f64, own: f64| if own.abs() > f64::EPSILON { length / own } else { 1.0 };
    let (x, y) = (least(across), least(down));
    let wide = scale(area.right - area.left, most(across) - x);
    let high = scale(area.top - area.bottom, most(down) - y);
    Matrix([wide, 0.0, 0.0, high, area.left - x * wide, area.bottom - y * high])
}

/// The value of a field, and whether it may have several lines.
fn value(field: &Dict<'_>) -> (String, bool) {
    let flags = inherited(field, |field| field.get::<i32>("Ff")).unwrap_or(0);
    match inherited(field, |field| field.get::<Name<'_>>("FT")).as_deref() {
        Some(b"Tx") if flags & PASSWORD == 0 => {
            (inherited(field, |field| shown(&field.get::<Object<'_>>("V")?)).unwrap_or_default(), flags & LINES != 0)
        }
        Some(b"Ch") => (chosen(field), true),
        Some(b"Btn") if flags & PUSHED == 0 => {
            let state = field.get::<Name<'_>>("AS").or_else(|| inherited(field, |field| field.get::<Name<'_>>("V")));
            (if state.is_some_and(|state| &*state != b"Off") { "✓" } else { "" }.to_owned(), false)
        }
        _ => (String::new(), false),
    }
}

/// The options that are chosen in a field, by the words that stand for them.
fn chosen(field: &Dict<'_>) -> String {
    let Some(value) = inherited(field, |field| field.get::<Object<'_>>("V")) else { return String::new() };
    let values: Vec<String> = match &value {
        Object::Array(values) => values.iter::<Object<'_>>().take(MOST).filter_map(|value| shown(&value)).collect(),
        value => shown(value).into_iter().collect(),
    };
    let options = inherited(field, |field| field.get::<Array<'_>>("Opt"));
    let words = |value: String| {
        let pairs = options.iter().flat_map(|options| options.iter::<Object<'_>>()).take(MOST);
        let pair = |option: Object<'_>| match option {
            Object::Array(pair) => {
                let mut parts = pair.iter::<Object<'_>>().map(|part| shown(&part).unwrap_or_default());
                parts.next().filter(|stored| *stored == value).and(parts.next())
            }
            _ => None,
        };
        pairs.filter_map(pair).next().unwrap_or(value)
    };
    values.into_iter().take(64).map(words).collect::<Vec<_>>().join("\n")
}

/// The text of a string.
fn shown(object: &Object<'_>) -> Option<String> {
    match object {
        Object::String(text) => Some(strings::text(text.as_bytes())),
        _ => None,
    }
}

fn string(dictionary: &Dict<'_>, key: &str) -> String {
    dictionary.get::<Bytes<'_>>(key).map(|text| strings::text(text.as_bytes())).unwrap_or_default()
}

/// What a field says, or else those around it.
fn inherited<'a, T>(field: &Dict<'a>, get: impl Fn(&Dict<'a>) -> Option<T>) -> Option<T> {
    let around = std::iter::successors(Some(field.clone()), |field| field.get::<Dict<'a>>("Parent"));
    around.take(DEEPEST).find_map(|field| get(&field))
}

/// The size of letters that an annotation asks for, if it does.
fn size(annotation: &Dict<'_>) -> Option<f64> {
    let instructions = inherited(annotation, |field| field.get::<Bytes<'_>>("DA"))?;
    let instructions = String::from_utf8_lossy(instructions.as_bytes()).into_owned();
    let words: Vec<&str> = instructions.split_whitespace().collect();
    let mut sizes = words.windows(2).filter_map(|pair| match pair {
        [size, "Tf"] => size.parse::<f64>().ok(),
        _ => None,
    });
    sizes.next_back().filter(|size| (1.0..=144.0).contains(size))
}

/// Writes a text into the area of an annotation as programs do that draw it: from its left upper corner on, or in the
/// middle of its height if it has one line, which is squeezed to fit.
fn write(text: &str, several: bool, area: &Area, size: Option<f64>, matrix: &Matrix, to: &mut Interpreter<'_, '_>) {
    let (wide, height) = (area.right - area.left - 2.0 * EDGE, area.top - area.bottom);
    let size = size.unwrap_or(if several { SIZE } else { SIZE.min(height * SHARE).max(1.0) });
    let text = text.part(0..text.floor_char_boundary(LONGEST));
    let length = |text: &str| text.chars().map(|letter| width(letter) * size).sum::<f64>();
    let share = if several { 1.0 } else { (wide / length(text).max(1.0)).clamp(NARROWEST, 1.0) };
    let mut y = if several { area.top - EDGE - size } else { area.bottom + (height - SHARE * size) / 2.0 };
    for line in text.split('\n') {
        let mut x = 0.0;
        for word in line.split_inclusive(|last: char| last.is_whitespace() || is_wide(last)) {
            if several && x > 0.0 && x + length(word.trim_end()) > wide {
                (x, y) = (0.0, y - LEADING * size);
            }
            for letter in word.chars() {
                to.push(glyph(letter, (area.left + EDGE + x, y), size, share, matrix));
                x += width(letter) * size * share;
            }
        }
        y -= LEADING * size;
    }
}

/// How wide a letter is, in sizes, as far as that is known without its font.
fn width(letter: char) -> f64 {
    if is_wide(letter) { 1.0 } else { 0.5 }
}

/// A letter at a place on the page, squeezed to a share of its width.
fn glyph(letter: char, at: (f64, f64), size: f64, share: f64, matrix: &Matrix) -> Glyph {
    let advance = matrix.turn(width(letter) * size * share, 0.0);
    let high = matrix.turn(0.0, size);
    let at = matrix.apply(at.0, at.1);
    Glyph {
        letter: Letter::character(if letter.is_whitespace() { ' ' } else { letter }),
        at: (at.0 as f32, at.1 as f32),
        advance: (advance.0 as f32, advance.1 as f32),
        size: high.0.hypot(high.1) as f32,
        face: Face::default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::formats::pdf::cases::{file, read};

    /// A page with a line and annotations; objects from number 12 on.
    fn check(annotations: &str, objects: &[&str], expected: &str) {
        let page = "BT /F 10 Tf 50 700 Td (Name:) Tj 0 -200 Td (below.) Tj ET";
        let bytes = file(&[page], ("", &format!("/Annots [{annotations}]")), objects);
        let document = read(&bytes);
        assert_eq!(document.text.as_str().trim(), expected, "{annotations}");
        assert_eq!(document.problems, [], "{annotations}");
    }

    const FIELD: &str = "/Subtype /Widget /Rect [90 696 290 712] /DA (/Helv 10 Tf 0 g)";
    const FORM: &str = "<< /Subtype /Form /BBox [0 0 100 8] /Resources << /Font << /F 4 0 R >> >> /Length 36 >>\nstream\n\
        BT /F 5 Tf 2 2 Td (as it looks) Tj ET\nendstream";

    #[test]
    fn fields_show_their_values() {
        let check = |field: &str, expected: &str| check(&format!("<< {FIELD} {field} >>"), &["null"], expected);
        check("/FT /Tx /V (Ann Lee)", "Name: Ann Lee\n\nbelow.");
        check("/FT /Tx /V <FEFF738B4E3D>", "Name: 王丽\n\nbelow.");
        check("/FT /Tx /V (caf\\351 \\215x\\216)", "Name: café “x”\n\nbelow.");
        check("/Parent << /FT /Tx /V (of its parent) >>", "Name: of its parent\n\nbelow.");
        check("/FT /Tx /V (secret) /Ff 8192", "Name:\n\nbelow.");
        check("/FT /Tx /V (unseen) /F 2", "Name:\n\nbelow.");
        check("/FT /Tx", "Name:\n\nbelow.");
        check("/FT /Ch /V (b) /Opt [[(a) (Alpha)] [(b) (Beta)]]", "Name: Beta\n\nbelow.");
        check("/FT /Ch /V [(a)] /Opt [(a) (b)]", "Name: a\n\nbelow.");
        check("/FT /Btn /AS /Yes", "Name: ✓\n\nbelow.");
        check("/FT /Btn /AS /Off /V /Yes", "Name:\n\nbelow.");
        check("/FT /Btn /V /Yes /Ff 65536", "Name:\n\nbelow.");
    }

    #[test]
    fn appearances_go_before_values() {
        let check = |field: &str, expected: &str| check(&format!("<< {FIELD} {field} >>"), &[FORM], expected);
        check("/FT /Tx /V (stored) /AP << /N 12 0 R >>", "Name: as it looks\n\nbelow.");
        check("/FT /Btn /AS /On /AP << /N << /On 12 0 R >> >>", "Name: as it looks\n\nbelow.");
        check("/FT /Btn /AS /Off /AP << /N << /On 12 0 R >> >>", "Name:\n\nbelow.");
        check("/FT /Tx /V (stored) /AP << /N 77 0 R >>", "Name: stored\n\nbelow.");
    }

    #[test]
    fn notes_upon_the_page_are_read() {
        let area = "/Rect [50 580 250 640]";
        let check = |note: &str, expected: &str| check(&format!("<< {area} {note} >>"), &[FORM], expected);
        check("/Subtype /FreeText /Contents (to be\\rchecked.)", "Name:\n\nto be checked.\n\nbelow.");
        let long = "to be checked again by all that were there at that time.";
        check(&format!("/Subtype /FreeText /Contents ({long})"), &format!("Name:\n\n{long}\n\nbelow."));
        check("/Subtype /Stamp /AP << /N 12 0 R >>", "Name:\n\nas it looks\n\nbelow.");
        check("/Subtype /Text /Contents (in a window)", "Name:\n\nbelow.");
        check("/Subtype /Popup /Contents (x) /AP << /N 12 0 R >>", "Name:\n\nbelow.");
    }

    #[test]
    fn endless_fields_end() {
        let endless = format!("<< {FIELD} /FT /Tx /Parent 12 0 R >>");
        check("12 0 R", &[&endless], "Name:\n\nbelow.");
        let long = format!("<< {FIELD} /FT /Tx /V ({}) >>", "x".repeat(300_000));
        let document = read(&file(&[""], ("", "/Annots [12 0 R]"), &[&long]));
        assert_eq!(document.text.len(), 100_000);
    }
}
