//! The terminal may vanish without a signal: where the program stands in another session than whoever had it, as under
//! `su -c`. Who reads from such a terminal finds the end of a file again and again.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::thread::Builder;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use crate::app::Event;

/// Starts to wait for the end of the terminal that the standard output is; `send` takes that, once.
pub(super) fn watch(send: impl FnOnce(Event) + Send + 'static) -> io::Result<()> {
    let wait = move || {
        if hangs_up(io::stdout().as_fd()) {
            send(Event::Terminate);
        }
    };
    Builder::new().name("hangup".to_owned()).spawn(wait).map(drop)
}

/// Sleeps until nobody is at the other end any more. `false` where the system can't say.
fn hangs_up(terminal: BorrowedFd<'_>) -> bool {
    loop {
        // What is asked for is nothing: that a terminal has hung up is told in any case (POSIX, poll).
        let mut asked = [PollFd::new(&terminal, PollFlags::empty())];
        match poll(&mut asked, None) {
            Err(Errno::INTR) => {}
            Err(_) => return false,
            Ok(_) => return asked.iter().any(|one| one.revents().intersects(PollFlags::HUP | PollFlags::ERR)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::pipe;
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn it_sleeps_until_the_other_end_is_gone() {
        let (own, mut other) = pipe().unwrap();
        let (sender, told) = mpsc::channel();
        thread::spawn(move || sender.send(hangs_up(own.as_fd())));
        io::Write::write_all(&mut other, b"a key").unwrap();
        assert_eq!(told.try_recv(), Err(mpsc::TryRecvError::Empty));
        drop(other);
        assert_eq!(told.recv(), Ok(true));
    }
}
