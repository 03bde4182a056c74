//! [`Transport`], which carries the frames of one client. The WebSocket is the only one yet.
//!
//! A transport moves frames and knows nothing of what they mean. It is polled by the connection's one task, the [pump](super::pump), so it
//! needs no task and no channel of its own. Another one is a type that implements [`Transport`] and a route that makes it.

mod boundary;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod tests;
mod websocket;

use std::task::{Context, Poll};

use loom_vocabulary::Close;

use crate::protocol::Frame;

pub(super) use websocket::WebSocket;

/// The client is gone, or has to go.
pub(super) struct Gone;

/// Carries the frames of one client, in both directions and in order.
///
/// Polling methods wake the task of `context` when there is more to do. A frame that was [sent](Self::send) waits in the transport until
/// [`poll_flush`](Self::poll_flush) has moved it.
pub(super) trait Transport {
    /// The type that the transport hands out for each message. It owns the bytes, and [lends](Incoming::received) the frame.
    type Incoming: Incoming;

    /// The next thing that came from the client. Not to be called while an answer [waits](Self::has_reply).
    fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Result<Self::Incoming, Gone>>;

    /// Whether a frame may be given to [`send`](Self::send).
    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Gone>>;

    /// Puts a frame in line. The transport is [ready](Self::poll_ready).
    fn send(&mut self, frame: Frame<'static>) -> Result<(), Gone>;

    /// Asks the client whether it is there. Any answer is something that is received.
    fn ping(&mut self) -> Result<(), Gone>;

    /// Tells the client why the connection ends. Nothing is sent after it; what the client still says is received until it has closed its side.
    fn close(&mut self, close: Close) -> Result<(), Gone>;

    /// Whether all that was put in line has left.
    fn poll_flush(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Gone>>;

    /// Whether something was put in line that may not have left.
    fn is_waiting(&self) -> bool;

    /// How many bytes are in line.
    fn waiting(&self) -> usize;

    /// Whether some of what waits has left since this was last asked: a client that reads slowly is there.
    fn take_moved(&mut self) -> bool;

    /// Whether an answer waits that the transport gave by itself. While one does, nothing is received, so that they do not pile up.
    fn has_reply(&self) -> bool {
        false
    }

    /// How many bytes are kept of a message that has not come to its end.
    fn partial(&self) -> usize {
        0
    }

    /// How many parts of messages came that end none, since this was last asked. They count as frames of the client.
    fn take_fragments(&mut self) -> u32 {
        0
    }

    /// Gives up the buffers that are empty: nothing has happened for a while. Anything that comes still wakes the task.
    fn rest(&mut self, _context: &mut Context<'_>) {}
}

/// Something that came from a client, as its transport holds it.
pub(super) trait Incoming {
    /// The message.
    fn received(&self) -> Received<'_>;
}

/// A message from a client.
#[derive(Debug)]
pub(super) enum Received<'m> {
    /// A frame.
    Frame(Frame<'m>),
    /// The client has closed its side with [`Close::Left`], or its browser says that the page has ended.
    Left,
    /// Something of the transport's own: a ping, the answer to one, or another close. After a close the transport ends.
    Control,
}
