//! The commands that print.
