//! What the readers of light markup share: the flow of blocks, marks within text, lines, tables.

pub(super) mod allowance;
pub(super) mod flow;
pub(super) mod inline;
pub(super) mod lines;
pub(super) mod numbers;
pub(super) mod table;
#[cfg(test)]
pub(super) mod testing;
