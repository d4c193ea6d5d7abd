//! Matrices that carry points from one system of coordinates into another.

use hayro_syntax::object::{Array, Dict};

/// `[a b c d e f]`, as PDF writes it: `x' = ax + cy + e`, `y' = bx + dy + f`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    /// Leaves all points where they are.
    pub(super) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Moves all points.
    pub(super) fn translation(x: f64, y: f64) -> Self {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// The matrix that a form has of its own (ISO 32000-1, 8.10.2).
    pub(super) fn of(form: &Dict<'_>) -> Self {
        let numbers = form.get::<Array<'_>>("Matrix").and_then(|matrix| <[f32; 6]>::try_from(matrix).ok());
        numbers.map_or(Matrix::IDENTITY, |numbers| Matrix(numbers.map(f64::from)))
    }

    /// First this one, then `next`.
    pub(super) fn then(&self, next: &Matrix) -> Self {
        let Matrix([a, b, c, d, e, f]) = *self;
        let Matrix([na, nb, nc, nd, ne, nf]) = *next;
        Matrix([
            a * na + b * nc,
            a * nb + b * nd,
            c * na + d * nc,
            c * nb + d * nd,
            e * na + f * nc + ne,
            e * nb + f * nd + nf,
        ])
    }

    /// Where a point comes to lie.
    pub(super) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        let Matrix([a, b, c, d, e, f]) = *self;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Whether what stood upright leans to the right: letters are made to look slanted so.
    pub(super) fn leans(&self) -> bool {
        let Matrix([a, b, c, d, ..]) = *self;
        let (shared, lengths) = (a * c + b * d, a.hypot(b) * c.hypot(d));
        shared > 0.1 * lengths && shared < 0.5 * lengths
    }

    /// What becomes of a vector.
    pub(super) fn turn(&self, x: f64, y: f64) -> (f64, f64) {
        let Matrix([a, b, c, d, ..]) = *self;
        (a * x + c * y, b * x + d * y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_are_applied_in_order() {
        let scale = Matrix([2.0, 0.0, 0.0, 3.0, 0.0, 0.0]);
        let shift = Matrix::translation(10.0, 20.0);
        assert_eq!(scale.then(&shift).apply(1.0, 1.0), (12.0, 23.0));
        assert_eq!(shift.then(&scale).apply(1.0, 1.0), (22.0, 63.0));
        assert_eq!(shift.then(&scale).turn(1.0, 1.0), (2.0, 3.0));
    }
}
