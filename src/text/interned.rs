//! Strings that stand in the program itself, found again when they come from elsewhere.

use std::collections::HashSet;
use std::sync::{PoisonError, RwLock};

use serde::{Deserialize, Deserializer};

/// A string of the program's own. (Through this name serde sees no reference that it would want to borrow.)
pub type Interned = &'static str;

/// The one string for all that are equal. It lives as long as the program: only for strings of which there are few.
pub fn interned(text: &str) -> Interned {
    static KNOWN: RwLock<Option<HashSet<Interned>>> = RwLock::new(None);
    let known = KNOWN.read().unwrap_or_else(PoisonError::into_inner);
    if let Some(&found) = known.as_ref().and_then(|known| known.get(text)) {
        return found;
    }
    drop(known);
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    if let Some(&found) = known.get(text) {
        return found;
    }
    let new: Interned = Box::leak(text.into());
    known.insert(new);
    new
}

/// For fields that serde reads.
///
/// # Errors
/// When there is no string.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Interned, D::Error> {
    Ok(interned(<&str>::deserialize(from)?))
}

/// For fields that may be empty.
///
/// # Errors
/// When there is neither a string nor none.
pub fn deserialize_option<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Interned>, D::Error> {
    Ok(<Option<&str>>::deserialize(from)?.map(interned))
}

#[test]
fn equal_strings_are_one() {
    let elsewhere = String::from("GB18030");
    let (one, same) = (interned("GB18030"), interned(&elsewhere));
    assert!(std::ptr::eq(one, same));
    assert_eq!((one, interned("")), ("GB18030", ""));
}
