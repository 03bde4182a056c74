//! [`Remembered`], the answers to events that cannot be told from the state.

use std::collections::VecDeque;

use crate::protocol::message::Reply;

/// How many a component remembers.
const MOST: usize = 8;

/// How many bytes of them a component remembers. One that is larger alone is not remembered.
const MOST_BYTES: usize = 16 * 1_024;

/// How many bytes of them a token may hold; the newest go first.
const IN_TOKEN: usize = 4 * 1_024;

/// The parts of the last few answers that stood beside a patch, for a client that did not hear them and asks again. The content of the patch
/// is in the state; these parts are not.
#[derive(Debug, Default)]
pub(super) struct Remembered(VecDeque<Answer>);

#[derive(Debug)]
struct Answer {
    /// The number of the event.
    number: u64,
    reply: Reply,
    /// It has not been said on the socket that the client has now: a token that says that the event was handled has to say how, since the client may ask
    /// another process.
    unheard: bool,
}

impl Remembered {
    /// Those of a client that comes back with a token.
    pub(super) fn of_token(answers: Vec<(u64, Reply)>) -> Self {
        let answers = answers.into_iter().map(|(number, reply)| Answer { number, reply, unheard: true });
        Self(answers.collect())
    }

    /// The same on another socket: there nothing of them has been heard.
    pub(super) fn unheard(mut self) -> Self {
        self.0.iter_mut().for_each(|answer| answer.unheard = true);
        self
    }

    /// Remembers what is said to the event of this number; `unheard` if a token is sent before it.
    pub(super) fn add(&mut self, number: u64, reply: Reply, unheard: bool) {
        self.0.push_back(Answer { number, reply, unheard });
        while self.0.len() > MOST || self.bytes() > MOST_BYTES {
            self.0.pop_front();
        }
    }

    /// Whether an answer that the client may not have heard made an entry in its history.
    pub(super) fn pushes(&self) -> bool {
        self.0.iter().any(|answer| answer.unheard && answer.reply.pushes)
    }

    /// Forgets what was to be said to the event of this number: it is answered otherwise.
    pub(super) fn forget(&mut self, number: u64) {
        self.0.retain(|answer| answer.number != number);
    }

    /// The part of the answer that is repeated for the event of this number.
    pub(super) fn say_again(&mut self, number: u64) -> Option<Reply> {
        let answer = self.0.iter_mut().find(|answer| answer.number == number)?;
        answer.unheard = false;
        Some(answer.reply.clone())
    }

    /// The client sends the event of this number, so it has heard, on an older socket, what was said to those before: it sends in order.
    /// Whether one of them is forgotten by that.
    pub(super) fn heard_before(&mut self, number: u64) -> bool {
        let before = self.0.len();
        self.0.retain(|answer| !answer.unheard || answer.number >= number);
        self.0.len() < before
    }

    /// The answers that a token has to hold, in order.
    pub(super) fn for_token(&self) -> Vec<(u64, Reply)> {
        let mut room = IN_TOKEN;
        let newest = self.0.iter().rev().filter(|answer| answer.unheard).take_while(|answer| {
            let bytes = answer.reply.bytes();
            let fits = bytes <= room;
            room = room.saturating_sub(bytes);
            fits
        });
        let mut answers: Vec<_> = newest.map(|answer| (answer.number, answer.reply.clone())).collect();
        answers.reverse();
        answers
    }

    /// Whether there is nothing to remember.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Their size in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.0.iter().map(|answer| size_of::<Answer>() + answer.reply.bytes()).sum()
    }
}
