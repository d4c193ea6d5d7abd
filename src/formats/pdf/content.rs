//! The instructions of pages, as far as they show text: they become glyphs at their places.

use std::collections::HashMap;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::{Page, Resources};

use super::annotations;
use super::face::Face;
use super::font::{Fonts, Letter, Shown};
use super::images::{self, Drawing};
use super::matrix::Matrix;
use super::streams::{Limits, expand};
use super::strings;

/// A glyph on a page. The page begins at its upper left corner, and is measured in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Glyph {
    /// What it shows.
    pub(super) letter: Letter,
    /// Where it stands: the point on the line on which it begins.
    pub(super) at: (f32, f32),
    /// From there to where the next one begins, letter spacing left out.
    pub(super) advance: (f32, f32),
    /// Its size.
    pub(super) size: f32,
    /// How it looks.
    pub(super) face: Face,
}

/// The most glyphs that are taken of one page.
const MOST: usize = 400_000;
/// The deepest that forms may be drawn in forms.
const DEEPEST: usize = 12;
/// The deepest that states may be saved.
const MOST_SAVED: usize = 512;

/// The graphics state, as far as text needs it (ISO 32000-1, 8.4.1 and 9.3).
#[derive(Clone, Debug)]
pub(super) struct State {
    matrix: Matrix,
    font: Option<usize>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    scaling: f64,
    leading: f64,
    rise: f64,
    outlined: bool,
}

impl State {
    /// The state in which a page or an appearance begins.
    pub(super) fn new(matrix: Matrix) -> Self {
        State {
            matrix,
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scaling: 1.0,
            leading: 0.0,
            rise: 0.0,
            outlined: false,
        }
    }
}

/// Carries out instructions.
pub(super) struct Interpreter<'f, 'b> {
    fonts: &'f mut Fonts,
    limits: &'f mut Limits<'b>,
    /// The width and the height of the page.
    sheet: (f64, f64),
    glyphs: Vec<Glyph>,
    /// How many instructions have been carried out.
    steps: u32,
    /// Whether the time is up, or the glyphs are too many.
    stopped: bool,
    /// The forms that are being drawn in each other, by the addresses of their dictionaries.
    drawn: Vec<usize>,
    images: Vec<Drawing>,
}

/// The glyphs of a page in the order in which they are drawn, and its images. `glyphs` is taken for its memory.
pub(super) fn drawn(
    page: &Page<'_>,
    fonts: &mut Fonts,
    limits: &mut Limits<'_>,
    mut glyphs: Vec<Glyph>,
) -> (Vec<Glyph>, Vec<Drawing>) {
    glyphs.clear();
    let (width, height) = page.render_dimensions();
    let sheet = (f64::from(width), f64::from(height));
    let bytes = contents(page.raw(), limits);
    let (drawn, images) = (Vec::new(), Vec::new());
    let mut interpreter = Interpreter { fonts, limits, sheet, glyphs, steps: 0, stopped: false, drawn, images };
    let matrix = Matrix(page.initial_transform(true).as_coeffs());
    interpreter.run(&bytes, page.resources(), State::new(matrix));
    annotations::draw(page, &matrix, &mut interpreter);
    (interpreter.glyphs, interpreter.images)
}

/// The instructions of a page, which may be parted into several streams.
fn contents(page: &Dict<'_>, limits: &mut Limits<'_>) -> Vec<u8> {
    if let Some(stream) = page.get::<Stream<'_>>("Contents") {
        return expand(&stream, limits).map(Into::into).unwrap_or_default();
    }
    let mut bytes = Vec::new();
    let parts = page.get::<Array<'_>>("Contents");
    for stream in parts.iter().flat_map(Array::iter::<Stream<'_>>) {
        let room = limits.budget.left().saturating_sub(bytes.len() as u64);
        if let Some(part) = expand(&stream, limits).filter(|part| part.len() as u64 <= room) {
            bytes.extend_from_slice(&part);
            bytes.push(b'\n');
        }
    }
    bytes
}

/// What replaces the glyphs of marked content, and where they begin.
type Actual = Option<(String, usize)>;

impl Interpreter<'_, '_> {
    /// Carries out the instructions of a page or a form.
    fn run(&mut self, bytes: &[u8], resources: &Resources<'_>, state: State) {
        let mut run = Run {
            state,
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            fonts: HashMap::new(),
            actual: Vec::new(),
        };
        let mut instructions = TypedIter::new(bytes);
        while let Some(instruction) = instructions.next() {
            self.steps = self.steps.wrapping_add(1);
            self.stopped |= self.glyphs.len() > MOST || self.steps.is_multiple_of(256) && self.limits.budget.is_over();
            if self.stopped {
                break;
            }
            if let TypedInstruction::XObject(form) = &instruction {
                self.object(form.0, resources, &run.state);
            } else {
                run.step(self, &instruction, resources);
            }
        }
    }

    /// Draws the form or the image of a name.
    fn object(&mut self, name: &Name<'_>, resources: &Resources<'_>, state: &State) {
        let Some(object) = resources.get_x_object(name) else { return };
        match object.dict().get::<Name<'_>>("Subtype").as_deref() {
            Some(b"Form") => self.draw(&object, resources, state),
            Some(b"Image") => {
                let drawing = images::drawing(&object, &state.matrix, self.sheet);
                drawing.into_iter().for_each(|drawing| images::add(&mut self.images, drawing));
            }
            _ => {}
        }
    }

    /// Draws a form. `resources` are those around it, for the case that it has none.
    pub(super) fn draw(&mut self, form: &Stream<'_>, resources: &Resources<'_>, state: &State) {
        let dictionary = form.dict();
        let address = dictionary.data().as_ptr().addr();
        if self.drawn.len() >= DEEPEST || self.drawn.contains(&address) {
            return;
        }
        let Some(bytes) = expand(form, self.limits) else { return };
        let state = State { matrix: Matrix::of(dictionary).then(&state.matrix), ..state.clone() };
        self.drawn.push(address);
        match dictionary.get::<Dict<'_>>("Resources") {
            Some(own) => self.run(&bytes, &Resources::new(own), state),
            None => self.run(&bytes, resources, state),
        }
        self.drawn.pop();
    }

    /// How many glyphs there are by now.
    pub(super) fn count(&self) -> usize {
        self.glyphs.len()
    }

    /// Adds a glyph.
    pub(super) fn push(&mut self, glyph: Glyph) {
        if self.glyphs.len() <= MOST {
            self.glyphs.push(glyph);
        }
    }

    /// Whether a point lies on the page, or near its edge.
    pub(super) fn is_on(&self, at: (f64, f64)) -> bool {
        is_on(self.sheet, at)
    }

    /// Shows a string; moves the text matrix on.
    fn show(&mut self, state: &State, text: &mut Matrix, bytes: &[u8]) {
        let Some(font) = state.font else { return };
        let Some((vertical, scale, face)) = self.fonts.get(font).map(|font| (font.vertical, font.scale, font.face))
        else {
            return;
        };
        let base = text.then(&state.matrix);
        let seen = is_on(self.sheet, base.apply(0.0, state.rise));
        let up = base.turn(0.0, state.size * scale);
        let size = up.0.hypot(up.1) as f32;
        let face = Face { strong: face.strong || state.outlined, slanted: face.slanted || base.leans(), ..face };
        let mut moved = 0.0;
        let glyphs = &mut self.glyphs;
        self.fonts.decode(font, bytes, |shown: Shown| {
            let width = shown.advance * state.size;
            let spacing = state.spacing + if shown.space { state.word_spacing } else { 0.0 };
            let (at, advance, step) = if vertical {
                (base.apply(0.0, -moved), base.turn(0.0, -width), width + spacing)
            } else {
                let width = width * state.scaling;
                (base.apply(moved, state.rise), base.turn(width, 0.0), width + spacing * state.scaling)
            };
            moved += step;
            if seen && shown.letter != Letter::NONE && size > 0.0 && glyphs.len() <= MOST {
                let advance = (advance.0 as f32, advance.1 as f32);
                glyphs.push(Glyph { letter: shown.letter, at: (at.0 as f32, at.1 as f32), advance, size, face });
            }
        });
        *text = if vertical { Matrix::translation(0.0, -moved) } else { Matrix::translation(moved, 0.0) }.then(text);
    }
}

/// Whether a point lies on the page, or near its edge.
fn is_on(sheet: (f64, f64), at: (f64, f64)) -> bool {
    (-5.0..=sheet.0 + 5.0).contains(&at.0) && (-5.0..=sheet.1 + 15.0).contains(&at.1)
}

/// One page or form while its instructions are carried out.
struct Run {
    state: State,
    saved: Vec<State>,
    /// The text matrix.
    text: Matrix,
    /// The text line matrix.
    line: Matrix,
    /// The fonts that were asked for, by name.
    fonts: HashMap<Vec<u8>, Option<usize>>,
    /// The marked content that is open.
    actual: Vec<Actual>,
}

impl Run {
    fn step(
        &mut self,
        to: &mut Interpreter<'_, '_>,
        instruction: &TypedInstruction<'_, '_>,
        resources: &Resources<'_>,
    ) {
        use TypedInstruction as I;
        match instruction {
            I::SaveState(_) if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            I::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            I::Transform(m) => {
                self.state.matrix =
                    Matrix([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|x| x.as_f64())).then(&self.state.matrix);
            }
            I::BeginText(_) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            I::TextFont(font) => {
                self.state.size = font.1.as_f64();
                self.state.font = self.font(to, font.0, resources);
            }
            I::CharacterSpacing(spacing) => self.state.spacing = spacing.0.as_f64(),
            I::WordSpacing(spacing) => self.state.word_spacing = spacing.0.as_f64(),
            I::HorizontalScaling(scaling) => self.state.scaling = scaling.0.as_f64() / 100.0,
            I::TextLeading(leading) => self.state.leading = leading.0.as_f64(),
            I::TextRise(rise) => self.state.rise = rise.0.as_f64(),
            I::TextRenderingMode(mode) => self.state.outlined = mode.0.as_i64() == 2,
            I::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            I::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            I::SetTextMatrix(m) => {
                self.text = Matrix([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5].map(|x| x.as_f64()));
                self.line = self.text;
            }
            I::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            I::ShowText(text) => to.show(&self.state, &mut self.text, text.0.as_bytes()),
            I::NextLineAndShowText(text) => {
                self.next_line(0.0, -self.state.leading);
                to.show(&self.state, &mut self.text, text.0.as_bytes());
            }
            I::ShowTextWithParameters(text) => {
                (self.state.word_spacing, self.state.spacing) = (text.0.as_f64(), text.1.as_f64());
                self.next_line(0.0, -self.state.leading);
                to.show(&self.state, &mut self.text, text.2.as_bytes());
            }
            I::ShowTexts(texts) => self.show_all(to, texts.0),
            I::BeginMarkedContent(_) => self.actual.push(None),
            I::BeginMarkedContentWithProperties(content) => {
                let text = actual_text(content.1, resources);
                self.actual.push(text.map(|text| (text, to.glyphs.len())));
            }
            I::EndMarkedContent(_) => {
                if let Some(Some((text, from))) = self.actual.pop() {
                    replace(to, &text, from);
                }
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::translation(x, y).then(&self.line);
        self.text = self.line;
    }

    /// Shows strings with the spaces between them.
    fn show_all(&mut self, to: &mut Interpreter<'_, '_>, texts: &Array<'_>) {
        let vertical = self.state.font.and_then(|font| to.fonts.get(font)).is_some_and(|font| font.vertical);
        for object in texts.iter::<Object<'_>>() {
            match object {
                Object::String(text) => to.show(&self.state, &mut self.text, text.as_bytes()),
                Object::Number(number) => {
                    let by = -number.as_f64() / 1000.0 * self.state.size;
                    let by = if vertical { (0.0, by) } else { (by * self.state.scaling, 0.0) };
                    self.text = Matrix::translation(by.0, by.1).then(&self.text);
                }
                _ => {}
            }
        }
    }

    /// The font of a name.
    fn font(&mut self, to: &mut Interpreter<'_, '_>, name: &Name<'_>, resources: &Resources<'_>) -> Option<usize> {
        if let Some(font) = self.fonts.get(name.as_ref()) {
            return *font;
        }
        let font = resources.get_font(name).and_then(|font| to.fonts.load(&font, to.limits));
        self.fonts.insert(name.to_vec(), font);
        font
    }
}

/// The text that marked content says it shows, where it says so.
fn actual_text(properties: &Object<'_>, resources: &Resources<'_>) -> Option<String> {
    let text = match properties {
        Object::Dict(properties) => properties.get::<Bytes<'_>>("ActualText"),
        Object::Name(name) => resources.properties.get::<Dict<'_>>(name)?.get::<Bytes<'_>>("ActualText"),
        _ => None,
    };
    text.map(|text| strings::text(text.as_bytes()))
}

/// Replaces the glyphs from a place on by one that shows a text, where they stand on one line.
fn replace(to: &mut Interpreter<'_, '_>, text: &str, from: usize) {
    let (Some(first), Some(last)) = (to.glyphs.get(from).copied(), to.glyphs.last().copied()) else { return };
    let end = (last.at.0 + last.advance.0, last.at.1 + last.advance.1);
    let advance = (end.0 - first.at.0, end.1 - first.at.1);
    let along = (first.advance.0.hypot(first.advance.1)).max(f32::EPSILON);
    let off = (first.advance.0 * advance.1 - first.advance.1 * advance.0).abs() / along;
    let forward = first.advance.0 * advance.0 + first.advance.1 * advance.1 >= 0.0;
    if off > first.size || !forward {
        return;
    }
    to.glyphs.truncate(from);
    let letter = to.fonts.letter(text);
    if letter != Letter::NONE {
        to.glyphs.push(Glyph { letter, advance, ..first });
    }
}
