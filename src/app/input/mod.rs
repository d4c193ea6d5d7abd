//! What the user does: keys and the mouse, the commands that they give, and lines that are typed. Used by everything in
//! [`app`](crate::app) that answers.

pub mod command;
pub mod key;
pub mod keymap;
mod mouse;
pub mod prompt;
