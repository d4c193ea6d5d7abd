//! What the integration tests are written with: folders of reports, runs of the built program with its output
//! captured, and a pseudo-terminal in which it is driven by keys.

#[cfg(unix)]
mod base64;
mod folder;
pub(crate) mod generated;
#[cfg(unix)]
mod permission;
mod program;
#[cfg(unix)]
mod sequences;
#[cfg(unix)]
mod shown;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod typing;
#[cfg(unix)]
mod watched;

#[cfg(unix)]
pub(crate) use base64::decoded;
pub(crate) use folder::Folder;
#[cfg(unix)]
pub(crate) use permission::stopped_program;
#[cfg(unix)]
pub(crate) use program::run_as;
pub(crate) use program::{Output, mulu};
#[cfg(unix)]
pub(crate) use sequences::sequences;
#[cfg(unix)]
pub(crate) use shown::Shown;
#[cfg(unix)]
pub(crate) use terminal::{Setup, Terminal, kill};
#[cfg(unix)]
pub(crate) use typing::Mouse;

use std::time::Duration;

/// So long a test waits for what must come. It is never waited out when all is well.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);
