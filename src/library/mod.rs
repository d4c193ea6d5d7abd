//! A folder of reports: walked, read, and handed over as immutable snapshots.
//!
//! The only layer that reads files. It never writes to one. The screen and the search see [`Library`] snapshots and
//! nothing else of it.

pub mod address;
pub mod index;
pub mod keys;
pub mod report;
pub mod snapshot;
pub mod walk;

pub use index::{Index, Progress, Update};
pub use report::{Report, read_document};
pub use snapshot::{Entry, EntryId, EntryKind, Library, LibraryBuilder, Place};
pub use walk::{Root, WalkOptions};
