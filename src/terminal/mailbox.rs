//! A mailbox with room for one question: a new one takes the place of one that still waits.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// The two ends share it.
#[derive(Debug)]
pub(super) struct Mailbox<T> {
    slot: Arc<(Mutex<Option<T>>, Condvar)>,
}

impl<T> Clone for Mailbox<T> {
    fn clone(&self) -> Self {
        Self { slot: Arc::clone(&self.slot) }
    }
}

impl<T> Default for Mailbox<T> {
    fn default() -> Self {
        Self { slot: Arc::default() }
    }
}

impl<T> Mailbox<T> {
    /// Puts a question in.
    pub(super) fn put(&self, question: T) {
        let (slot, arrived) = &*self.slot;
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(question);
        arrived.notify_one();
    }

    /// Waits for a question, and takes it out.
    pub(super) fn take(&self) -> T {
        let (slot, arrived) = &*self.slot;
        let mut waiting = slot.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(question) = waiting.take() {
                return question;
            }
            waiting = arrived.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Whether a question waits.
    pub(super) fn is_full(&self) -> bool {
        self.slot.0.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_question_is_the_one_that_waits() {
        let mailbox = Mailbox::default();
        let asker = mailbox.clone();
        asker.put(1);
        asker.put(2);
        assert!(mailbox.is_full());
        assert_eq!(mailbox.take(), 2);
        assert!(!mailbox.is_full());
        let waiting = std::thread::spawn(move || mailbox.take());
        asker.put(3);
        assert_eq!(waiting.join().unwrap(), 3);
    }
}
