//! What the system, or the user's shell, asks of the program.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::Builder;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::low_level::emulate_default_handler;
use signal_hook::{flag, iterator};

use crate::app::Event;

/// The handle of the thread that takes signals.
pub(super) struct Signals {
    /// Whether a child has the terminal: then the program stops with it, and at once.
    child_runs: Arc<AtomicBool>,
    /// Whether there was an interrupt that nobody has dealt with. It is set by the signal's handler itself.
    interrupted: Arc<AtomicBool>,
}

impl Signals {
    /// Starts to take signals; `send` takes what they mean.
    pub(super) fn start(send: impl Fn(Event) + Send + 'static) -> io::Result<Self> {
        let interrupted = Arc::new(AtomicBool::new(false));
        flag::register(SIGINT, Arc::clone(&interrupted))?;
        let mut signals = iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
        let child_runs = Arc::new(AtomicBool::new(false));
        let shared = (Arc::clone(&child_runs), Arc::clone(&interrupted));
        Builder::new().name("signals".to_owned()).spawn(move || {
            for signal in signals.forever() {
                let child_runs = shared.0.load(Ordering::SeqCst);
                match signal {
                    SIGTSTP if !has_shell() => {}
                    SIGTSTP if child_runs => drop(emulate_default_handler(SIGTSTP)),
                    SIGTSTP => send(Event::Stop),
                    SIGCONT if child_runs => {}
                    SIGCONT => send(Event::Continue),
                    // ^C in an editor is the editor's.
                    SIGINT if child_runs || !shared.1.swap(false, Ordering::SeqCst) => {}
                    _ => send(Event::Terminate),
                }
            }
        })?;
        Ok(Self { child_runs, interrupted })
    }

    /// Runs something during which a child has the terminal.
    pub(super) fn while_child_runs<T>(&self, run: impl FnOnce() -> T) -> T {
        self.child_runs.store(true, Ordering::SeqCst);
        let result = run();
        // What has ended the child may reach the thread only now. It was not meant for the program.
        self.interrupted.store(false, Ordering::SeqCst);
        self.child_runs.store(false, Ordering::SeqCst);
        result
    }
}

/// Whether a shell can let the program go on when it has stopped. None can where the program belongs to the group that
/// leads its session, because a terminal was opened for nothing else: there the system itself stops nobody (POSIX,
/// "orphaned process group").
fn has_shell() -> bool {
    getsid(None) != Ok(getpgrp())
}

/// Asks every process of the group to stop: whoever started the program (cargo, a script) is to stop with it. The
/// request comes back as [`Event::Stop`], unless there is no shell to return from.
pub(super) fn ask_to_stop() {
    // It can only fail for a process group that does not exist.
    let _ = kill_current_process_group(Signal::TSTP);
}

/// Stops until a signal lets the program go on.
pub(super) fn stop() {
    // It can only fail for a signal that does not exist.
    let _ = emulate_default_handler(SIGTSTP);
}
