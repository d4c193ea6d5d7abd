//! A folder of reports: walked, read, and handed over as immutable snapshots.
//!
//! The only layer that reads files. It never writes to a report, nor beside one; what it keeps between runs lies in the
//! folders of [`store`], and what the user has it write where [`outside`] allows it. The screen and the search see
//! [`Library`] snapshots and nothing else of it.
//!
//! | where | what it does | what it may touch |
//! | --- | --- | --- |
//! | `roots`, `walk`, `watch`, `report` | folders become candidates, changes become paths, files become reports | the folders of the user, to read |
//! | `stamp`, `plan` | what is found against what is known: keep, read, drop | nothing |
//! | `selection`, `omissions` | which files are wanted; what was left out, and why | files such as .gitignore, to read |
//! | `builder`, `snapshot` | reports become a tree; a place is found again in a newer one | nothing |
//! | `arrangement`, `year` | the tree in another order, and in other groups | nothing |
//! | `index` | carries the plan out on all cores, in rounds, and publishes snapshots | all of them |
//! | `cache`, `store` | what is kept between runs | the folders of the program |
//! | `images` | the images of reports, as files and as bytes | the folders of the user, to read |
//! | `outside` | files that the user asks for | any folder without reports |
//! | `address` | the names of sections | nothing |

pub mod address;
pub mod arrangement;
pub mod builder;
pub mod cache;
pub mod images;
mod in_order;
pub mod index;
pub mod omissions;
pub mod outside;
pub mod plan;
pub mod report;
pub mod roots;
pub mod selection;
pub mod snapshot;
pub mod stamp;
pub mod store;
pub mod texts;
pub mod walk;
mod watch;
pub mod year;

pub use arrangement::{Arrangement, Grouping, Sorting, arranged};
pub use builder::LibraryBuilder;
pub use in_order::read_in_order;
pub use index::{Index, Progress, Unwatched, Update};
pub use omissions::{Cause, Omission, Omissions};
pub use report::{Report, read_document, read_source};
pub use selection::Selection;
pub use snapshot::{Entry, EntryId, EntryKind, Library, Place};
pub use stamp::Stamp;
pub use store::Store;
pub use texts::Texts;
pub use walk::{Root, WalkOptions};
