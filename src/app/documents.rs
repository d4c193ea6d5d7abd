//! Documents that were read lately, kept within a number of bytes.

use std::sync::Arc;

use crate::library::{EntryId, Library};
use crate::outline::Document;

/// The bytes of text that are kept. The newest document is kept whatever its size.
const MOST: usize = 64 * 1024 * 1024;

/// The documents read last, the newest at the end.
#[derive(Clone, Debug, Default)]
pub struct Documents {
    kept: Vec<(EntryId, Arc<Document>)>,
}

impl Documents {
    /// The document of a report, if it is kept. It is the newest then.
    pub fn get(&mut self, entry: EntryId) -> Option<Arc<Document>> {
        let at = self.kept.iter().position(|(id, _)| *id == entry)?;
        let found = self.kept.remove(at);
        let document = Arc::clone(&found.1);
        self.kept.push(found);
        Some(document)
    }

    /// Keeps a document; the oldest ones go where there is no room.
    pub fn keep(&mut self, entry: EntryId, document: Arc<Document>) {
        self.forget(entry);
        self.kept.push((entry, document));
        let mut size: usize = self.kept.iter().map(|(_, document)| document.text.len() as usize).sum();
        while size > MOST && self.kept.len() > 1 {
            let (_, oldest) = self.kept.remove(0);
            size -= oldest.text.len() as usize;
        }
    }

    /// Forgets the documents of reports that are gone or were read anew.
    pub fn follow(&mut self, old: &Library, new: &Library) {
        self.kept.retain(|(id, _)| {
            let both = old.report(*id).zip(new.report(*id));
            both.is_some_and(|(before, now)| Arc::ptr_eq(before, now))
        });
    }

    /// Forgets the document of a report that may have changed.
    pub fn forget(&mut self, entry: EntryId) {
        self.kept.retain(|(id, _)| *id != entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::library;
    use crate::text::Text;

    #[test]
    fn the_oldest_go_first() {
        let library = library(&[("a.md", ""), ("b.md", ""), ("c.md", "")]);
        let [a, b, c] = [0, 1, 2].map(|index: usize| library.entries()[index].id);
        let third = || Arc::new(Document { text: Text::new("x".repeat(MOST / 5 * 2)), ..Document::default() });
        let mut documents = Documents::default();
        documents.keep(a, third());
        documents.keep(b, third());
        assert!(documents.get(a).is_some());
        documents.keep(c, third());
        assert!(documents.get(b).is_none());
        assert!(documents.get(a).is_some() && documents.get(c).is_some());
    }
}
