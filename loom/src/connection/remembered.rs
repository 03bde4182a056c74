//! [`Remembered`], the answers to events that cannot be told from the state.

use std::collections::VecDeque;

use crate::protocol::message::Code;

/// How many a component remembers.
const MOST: usize = 8;

/// How an event was answered that was not answered by a patch alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unusual {
    /// By an error.
    Error(Code, Box<str>),
    /// By another page.
    Redirect(String),
}

/// How the last few events were answered, for a client that did not hear it and asks again. What a patch would have said is
/// in the state; this is not.
#[derive(Debug, Default)]
pub(super) struct Remembered(VecDeque<(u64, Unusual)>);

impl Remembered {
    /// Remembers the answer to the event of this number.
    pub(super) fn add(&mut self, number: u64, answer: Unusual) {
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back((number, answer));
    }

    /// The answer to the event of this number, if it was unusual.
    pub(super) fn find(&self, number: u64) -> Option<&Unusual> {
        self.0.iter().find(|(known, _)| *known == number).map(|(_, answer)| answer)
    }

    /// Whether there is nothing to remember.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The bytes of the texts.
    pub(super) fn bytes(&self) -> usize {
        let texts = self.0.iter().map(|(_, answer)| match answer {
            Unusual::Error(_, text) => text.len(),
            Unusual::Redirect(url) => url.len(),
        });
        texts.sum()
    }
}
