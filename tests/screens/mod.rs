//! Screens: a script of keys drives the state over a library in memory, and the picture is compared with a snapshot.

mod beside;
mod documents;
pub(crate) mod dump;
mod finder;
mod finding;
mod habits;
mod images;
mod links;
mod order;
mod page;
mod pointer;
mod results;
mod setting;
mod source;
mod tables;
mod texts;
mod tree;
mod why;
mod working;
pub(crate) mod world;
