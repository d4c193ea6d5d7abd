//! The numbers that headings carry: numbering schemes, ordinals, and the forms of their brackets and punctuation.
