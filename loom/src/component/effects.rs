//! The effects of a component besides the change of its state. Its actor takes them after each event.

use std::sync::Arc;

use super::Level;

/// The effects that [`Cx`](super::Cx)'s methods gathered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Effects {
    /// Send the browser to this page. The last one asked for.
    pub redirect: Option<String>,
    /// The document's new title. The last one asked for.
    pub title: Option<String>,
    /// Messages for the user, in order.
    pub flashes: Vec<Flash>,
    /// Calls of the parent's handlers, in order.
    pub calls: Vec<ParentCall>,
    /// Break the connection. The last way asked for.
    pub interruption: Option<Interruption>,
}

/// How [`Cx::interrupt`](super::Cx::interrupt) breaks a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Interruption {
    /// As a network does: at once, without a word, and with the answer to the event lost. The components wait for their client.
    Drop,
    /// As a deploy does: the client is given the newest tokens and told to come back, and nothing of its components stays in this process.
    Restart,
}

/// A message for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flash {
    /// The kind of the message.
    pub level: Level,
    /// The message.
    pub text: String,
}

/// A [`Callback`](super::Callback) that was called: a handler of the parent, and what its `Detail<T>` is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParentCall {
    /// The handler's text: its name and its bound arguments.
    pub handler: Arc<str>,
    /// The value as JSON, for [`Payload::detail`](super::Payload).
    pub detail: String,
}

impl ParentCall {
    /// The bytes that it takes while it waits.
    pub(crate) fn bytes(&self) -> usize {
        size_of::<Self>() + self.handler.len() + self.detail.len()
    }
}
