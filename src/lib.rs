//! mulu shows the reports in a folder as one outline.

pub mod formats;
pub mod outline;
pub mod text;
