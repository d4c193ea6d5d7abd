//! The text of formats that are text.

use std::borrow::Cow;

use crate::formats::Options;
use crate::outline::Problem;
use crate::text::Text;
use crate::text::decode::{decode, is_binary};

/// A file that is text, decoded.
pub(super) struct Source {
    /// The text; empty where the bytes are none.
    pub(super) text: Text,
    /// The encoding that was found, or asked for.
    pub(super) encoding: Option<&'static str>,
    /// What is wrong.
    pub(super) problems: Vec<Problem>,
}

impl Source {
    /// Decodes the bytes of a file. Where the user names an encoding, the bytes are text whatever they look like.
    /// Bytes that are given away are not copied where they are UTF-8.
    pub(super) fn new<'a>(bytes: impl Into<Cow<'a, [u8]>>, options: &Options) -> Self {
        let bytes = bytes.into();
        if options.encoding.is_none() && is_binary(&bytes) {
            return Self { text: Text::default(), encoding: None, problems: vec![Problem::Binary] };
        }
        let decoded = decode(bytes, options.encoding);
        let problem = decoded.malformed.then_some(Problem::Undecodable { encoding: decoded.encoding });
        Self {
            text: Text::new(decoded.text),
            encoding: Some(decoded.encoding),
            problems: problem.into_iter().collect(),
        }
    }
}
