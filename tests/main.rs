//! All integration tests, in one binary.
#![cfg(test)]

mod agreement;
mod cli;
mod damage;
mod glance;
mod layers;
mod markup;
mod outlines;
mod properties;
mod readme;
mod screens;
mod searches;
mod support;
#[cfg(unix)]
mod terminal;
mod texts;
