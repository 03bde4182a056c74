//! [`Socket`], the WebSocket of a connection, which has no buffers while it rests.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::{Sink, Stream};
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio_websockets::{Limits, Message, ServerBuilder, WebSocketStream};

use super::boundary::Watched;
use crate::log::Escaped;

/// What frames travel over.
type Io = Watched<TokioIo<Upgraded>>;

/// One client's WebSocket.
///
/// A WebSocket needs buffers while frames come and go, and nothing of them in between. So when nothing has happened for a
/// while it [rests](Socket::rest): only the connection is kept, and with the next frame in either direction there are new buffers.
pub(super) struct Socket {
    state: State,
    /// What waits to leave.
    line: Line,
    /// The largest message that is taken, in bytes.
    max_message: usize,
}

enum State {
    Awake(Box<WebSocketStream<Io>>),
    Resting(Io),
    /// Only while it changes from one to the other.
    Between,
}

/// What was given to the library to send, and has not all left.
#[derive(Default)]
struct Line {
    /// The bytes that wait.
    bytes: usize,
    /// There may be something.
    is_open: bool,
    /// Some of it has left since this was last [taken](Socket::take_moved).
    has_moved: bool,
    /// The library has put something in line by itself, the answer to a ping or to a close. It may keep the whole of what was read with it.
    has_reply: bool,
}

/// What a frame has beside its payload, at most.
const HEAD: usize = 10;

/// The client is gone, or has to go.
pub(super) struct Gone;

impl Socket {
    pub(super) fn new(io: TokioIo<Upgraded>, max_message: usize) -> Self {
        Self { state: State::Resting(Watched::new(io)), line: Line::default(), max_message }
    }

    /// The next message of the client. The library answers a ping or a close by itself, and puts that in line however much is there already. So this is not
    /// to be called while an answer [waits](Self::has_reply).
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Result<Message, Gone>> {
        let stream = self.stream()?;
        match Pin::new(&mut *stream).poll_next(context) {
            Poll::Ready(Some(Ok(message))) => {
                if message.is_ping() || message.is_close() {
                    self.line.add(message.as_payload().len());
                    self.line.has_reply = true;
                }
                Poll::Ready(Ok(message))
            }
            Poll::Ready(Some(Err(error))) => {
                tracing::debug!(error = %Escaped(&error), "a WebSocket broke");
                // Where the client broke a rule, this says which; whether it hears is its own matter.
                let _ = Pin::new(stream).poll_flush(context);
                Poll::Ready(Err(Gone))
            }
            Poll::Ready(None) => Poll::Ready(Err(Gone)),
            Poll::Pending => Poll::Pending,
        }
    }

    /// Whether a message may be given to [`send`](Self::send).
    pub(super) fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        Pin::new(self.stream()?).poll_ready(context).map_err(|_| Gone)
    }

    /// Puts a message in line. It leaves with [`poll_flush`](Self::poll_flush).
    pub(super) fn send(&mut self, message: Message) -> Result<(), Gone> {
        self.line.add(message.as_payload().len());
        Pin::new(self.stream()?).start_send(message).map_err(|_| Gone)
    }

    /// Whether all that was put in line has left.
    pub(super) fn poll_flush(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        let State::Awake(stream) = &mut self.state else { return Poll::Ready(Ok(())) };
        let polled = Pin::new(&mut **stream).poll_flush(context).map_err(|_| Gone);
        let written = stream.get_mut().take_written();
        match polled {
            Poll::Ready(_) => self.line = Line::default(),
            Poll::Pending => {
                self.line.bytes = self.line.bytes.saturating_sub(written);
                self.line.has_moved |= written > 0;
            }
        }
        polled
    }

    /// Whether some of what waits has left since this was last asked.
    pub(super) fn take_moved(&mut self) -> bool {
        mem::take(&mut self.line.has_moved)
    }

    /// Whether something was put in line that may not have left.
    pub(super) fn is_waiting(&self) -> bool {
        self.line.is_open
    }

    /// Whether an answer waits that the library gave by itself.
    pub(super) fn has_reply(&self) -> bool {
        self.line.has_reply
    }

    /// How many bytes are in line.
    pub(super) fn waiting(&self) -> usize {
        self.line.bytes
    }

    /// How many bytes are kept of a message that has not come to its end.
    pub(super) fn partial(&self) -> usize {
        match &self.state {
            State::Awake(stream) => stream.get_ref().partial(),
            _ => 0,
        }
    }

    /// How many frames came that end no message, since this was last asked.
    pub(super) fn take_fragments(&mut self) -> u32 {
        match &mut self.state {
            State::Awake(stream) => stream.get_mut().take_fragments(),
            _ => 0,
        }
    }

    /// Gives up the buffers if there is nothing in them. Whatever comes next still wakes the task that polled last.
    pub(super) fn rest(&mut self, context: &mut Context<'_>) {
        let flushed = matches!(self.poll_flush(context), Poll::Ready(Ok(())));
        self.state = match mem::replace(&mut self.state, State::Between) {
            State::Awake(stream) if flushed && stream.get_ref().is_between_messages() => {
                State::Resting(stream.into_inner())
            }
            other => other,
        };
    }

    /// The stream of messages, which is made if it rested.
    fn stream(&mut self) -> Result<&mut WebSocketStream<Io>, Gone> {
        if let State::Resting(_) = self.state
            && let State::Resting(io) = mem::replace(&mut self.state, State::Between)
        {
            let limits = Limits::default().max_payload_len(Some(self.max_message));
            self.state = State::Awake(Box::new(ServerBuilder::new().limits(limits).serve(io)));
        }
        match &mut self.state {
            State::Awake(stream) => Ok(stream),
            _ => Err(Gone),
        }
    }
}

impl Line {
    /// Something with a payload of so many bytes is put in line.
    fn add(&mut self, payload: usize) {
        self.bytes = self.bytes.saturating_add(payload + HEAD);
        self.is_open = true;
    }
}
