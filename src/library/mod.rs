//! A folder of reports: walked, read, and handed over as immutable snapshots.
//!
//! The only layer that reads files. It never writes to a report, nor beside one; what it keeps between runs lies in
//! the folders of [`store`]. The screen and the search see [`Library`] snapshots and
//! nothing else of it.

pub mod address;
mod in_order;
pub mod index;
pub mod keys;
pub mod report;
pub mod snapshot;
pub mod store;
pub mod texts;
pub mod walk;
pub mod year;

pub use in_order::read_in_order;
pub use index::{Index, Progress, Update};
pub use report::{Report, read_document};
pub use snapshot::{Entry, EntryId, EntryKind, Library, LibraryBuilder, Place};
pub use store::Store;
pub use texts::Texts;
pub use walk::{Root, WalkOptions};
