//! The system tells of files that change.
//!
//! What it tells is only where to look again: events differ between systems, come twice, late, or for what mulu itself
//! does.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use notify::event::ModifyKind;
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::library::index::Unwatched;
use crate::library::walk::{Part, Root};

/// Whether every folder is watched for itself. Where the system has to be told of each folder anyway, that is done as
/// it is walked, before its files are listed: so nothing is missed, nothing is walked twice, and what is left out of the
/// walk is not watched.
const EACH_FOLDER: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// What is told of.
#[derive(Debug)]
pub(super) enum Notice {
    /// Something may have changed at these paths, or below them.
    Changed(Vec<PathBuf>),
    /// Something was missed: it may be anywhere.
    Missed,
    /// Not all changes are noticed.
    Unwatched(Unwatched),
}

/// Where the roots are, by all the paths under which the system may speak of them.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The number of a root, its path, and one that the system may use.
    known: Vec<(usize, PathBuf, PathBuf)>,
}

impl Places {
    pub(super) fn of(roots: &[Root]) -> Self {
        let mut known = Vec::new();
        for (number, root) in roots.iter().enumerate() {
            let others = [std::path::absolute(&root.path), root.path.canonicalize()];
            let others: BTreeSet<PathBuf> = others.into_iter().flatten().chain([root.path.clone()]).collect();
            known.extend(others.into_iter().map(|other| (number, root.path.clone(), other)));
        }
        // Of two that both begin a path, the longer one says where it is.
        known.sort_by_key(|(number, _, other)| (*number, Reverse(other.components().count())));
        Self { known }
    }

    /// The parts of the library that a path of the system is, as the user reaches them.
    pub(super) fn parts(&self, path: &Path) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for (root, named, other) in &self.known {
            let Ok(inside) = path.strip_prefix(other) else { continue };
            let path = if inside.as_os_str().is_empty() { named.clone() } else { named.join(inside) };
            if parts.last().is_none_or(|last| last.root != *root) {
                parts.push(Part { root: *root, path });
            }
        }
        parts
    }
}

/// Watches folders until it is dropped.
pub(super) struct Watch {
    watcher: Mutex<Box<dyn Watcher + Send>>,
    failed: AtomicBool,
    tell: Box<dyn Fn(Notice) + Send + Sync>,
}

impl Watch {
    /// Begins to watch what the roots need beside their folders. `None` where the system watches nothing, which is told.
    pub(super) fn start(roots: &[Root], tell: impl Fn(Notice) + Clone + Send + Sync + 'static) -> Option<Self> {
        let told = tell.clone();
        let handle = move |event: notify::Result<Event>| {
            if let Some(notice) = event.map_or(Some(Notice::Missed), notice) {
                told(notice);
            }
        };
        let config = Config::default().with_follow_symlinks(EACH_FOLDER);
        match RecommendedWatcher::new(handle, config) {
            Ok(watcher) => Some(Self::by(Box::new(watcher), roots, tell)),
            Err(error) => {
                tell(Notice::Unwatched(why(&error)));
                None
            }
        }
    }

    fn by(watcher: Box<dyn Watcher + Send>, roots: &[Root], tell: impl Fn(Notice) + Send + Sync + 'static) -> Self {
        let watch = Self { watcher: Mutex::new(watcher), failed: AtomicBool::new(false), tell: Box::new(tell) };
        roots.iter().for_each(|root| watch.begin(root));
        watch
    }

    fn begin(&self, root: &Root) {
        if is_remote(&root.path) {
            return self.fail(Unwatched::Remote);
        }
        match root.path.parent().filter(|_| !root.folder) {
            // Who replaces a file leaves nothing to be watched of the old one.
            Some(around) if around.as_os_str().is_empty() => self.watch(Path::new("."), RecursiveMode::NonRecursive),
            Some(around) => self.watch(around, RecursiveMode::NonRecursive),
            None if EACH_FOLDER => {}
            None => self.watch(&root.path, RecursiveMode::Recursive),
        }
    }

    /// Watches a folder that is about to be listed.
    pub(super) fn enter(&self, folder: &Path) {
        if EACH_FOLDER {
            self.watch(folder, RecursiveMode::NonRecursive);
        }
    }

    fn watch(&self, folder: &Path, mode: RecursiveMode) {
        if self.failed.load(Ordering::Relaxed) {
            return;
        }
        let watched = self.watcher.lock().unwrap_or_else(PoisonError::into_inner).watch(folder, mode);
        if let Err(error) = watched
            && folder.is_dir()
            && folder.read_dir().is_ok()
        {
            self.fail(why(&error));
        }
    }

    /// Says once that changes are not noticed. What is watched already stays so.
    fn fail(&self, reason: Unwatched) {
        if !self.failed.swap(true, Ordering::Relaxed) {
            (self.tell)(Notice::Unwatched(reason));
        }
    }
}

/// What an event says; `None` where it is of no interest, as that somebody reads.
fn notice(event: Event) -> Option<Notice> {
    if event.need_rescan() {
        return Some(Notice::Missed);
    }
    let changes = match event.kind {
        EventKind::Access(notify::event::AccessKind::Close(notify::event::AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        // Times of reading, permissions and the like; a file that may be read now is a change.
        EventKind::Modify(ModifyKind::Metadata(notify::event::MetadataKind::AccessTime)) => false,
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    };
    (changes && !event.paths.is_empty()).then_some(Notice::Changed(event.paths))
}

fn why(error: &notify::Error) -> Unwatched {
    match error.kind {
        ErrorKind::MaxFilesWatch => Unwatched::Limit,
        _ => Unwatched::Refused,
    }
}

/// Whether a path lies on another machine, whose system tells nothing of what others do there.
#[cfg(target_os = "linux")]
fn is_remote(path: &Path) -> bool {
    rustix::fs::statfs(path).is_ok_and(|found| is_of_other_machine(u64::try_from(found.f_type).unwrap_or(0)))
}

/// Whether a file system of this number lies on another machine.
#[cfg(target_os = "linux")]
fn is_of_other_machine(kind: u64) -> bool {
    // The numbers of file systems: linux/magic.h, and those of CIFS, SMB2, 9P, Ceph and AFS from their sources.
    const REMOTE: [u64; 8] =
        [0x6969, 0x517b, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x00c3_6400, 0x5346_414f, 0x6b41_4653];
    REMOTE.contains(&(kind & 0xffff_ffff))
}

#[cfg(not(target_os = "linux"))]
fn is_remote(_path: &Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, CreateKind, Flag, MetadataKind, RenameMode};

    use super::*;

    #[test]
    fn paths_of_the_system_are_those_of_the_user() {
        let folder = tempfile::tempdir().unwrap();
        let dotted = folder.path().join("a/../a");
        std::fs::create_dir(folder.path().join("a")).unwrap();
        let places = Places::of(&[Root::open(&dotted).unwrap()]);
        let part = |path: PathBuf| vec![Part { root: 0, path }];
        assert_eq!(places.parts(&folder.path().canonicalize().unwrap().join("a/b/c.md")), part(dotted.join("b/c.md")));
        assert_eq!(places.parts(&dotted.join("c.md")), part(dotted.join("c.md")));
        assert_eq!(places.parts(&dotted), part(dotted.clone()));
        assert_eq!(places.parts(Path::new("/elsewhere")), []);
        let here = Places::of(&[Root { path: PathBuf::from("."), folder: true }]);
        let absolute = std::path::absolute("x/y.md").unwrap();
        assert_eq!(here.parts(&absolute), part(PathBuf::from("./x/y.md")));
    }

    #[test]
    fn reading_is_no_change() {
        let check = |kind: EventKind, expected: bool| {
            let found = notice(Event::new(kind).add_path("a.txt".into()));
            assert_eq!(matches!(found, Some(Notice::Changed(_))), expected, "{kind:?}");
        };
        check(EventKind::Access(AccessKind::Open(AccessMode::Any)), false);
        check(EventKind::Access(AccessKind::Close(AccessMode::Read)), false);
        check(EventKind::Access(AccessKind::Close(AccessMode::Write)), true);
        check(EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime)), false);
        check(EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)), true);
        check(EventKind::Modify(ModifyKind::Name(RenameMode::To)), true);
        check(EventKind::Create(CreateKind::Folder), true);
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(notice(overflow), Some(Notice::Missed)));
    }

    /// A system that watches so many folders and no more.
    #[derive(Debug)]
    struct Limited(usize);

    impl Watcher for Limited {
        fn new<F: notify::EventHandler>(_: F, _: Config) -> notify::Result<Self> {
            Ok(Self(0))
        }

        fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
            self.0 = self.0.checked_sub(1).ok_or(notify::Error::new(ErrorKind::MaxFilesWatch))?;
            Ok(())
        }

        fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
            Ok(())
        }

        fn kind() -> notify::WatcherKind {
            notify::WatcherKind::NullWatcher
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn it_is_said_once_that_the_system_watches_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, told) = std::sync::mpsc::channel();
        let tell = move |notice| sender.send(notice).unwrap();
        let watch = Watch::by(Box::new(Limited(2)), &[Root::open(folder.path()).unwrap()], tell);
        let entered = |watch: &Watch| {
            watch.enter(folder.path());
            told.try_iter().map(|notice| format!("{notice:?}")).collect::<Vec<_>>()
        };
        assert_eq!([entered(&watch), entered(&watch)], [[""; 0], [""; 0]]);
        assert_eq!(entered(&watch), ["Unwatched(Limit)"]);
        assert_eq!(entered(&watch), [""; 0]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn folders_of_other_machines_are_known() {
        let check = |kind: u64, expected: bool| assert_eq!(is_of_other_machine(kind), expected, "{kind:#x}");
        check(0x6969, true);
        check(0xff53_4d42, true);
        check(0xffff_ffff_ff53_4d42, true);
        check(0xef53, false);
        check(0x0102_1994, false);
        assert!(!is_remote(&std::env::temp_dir()));
    }
}
