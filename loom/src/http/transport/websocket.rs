//! [`WebSocket`], the transport of browsers, which has no buffers while it rests.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll},
};

use futures_util::{Sink, Stream};
use loom_vocabulary::{Close, LEFT};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_websockets::{CloseCode, Limits, Message, ServerBuilder, WebSocketStream};

use super::{Gone, Incoming, Received, Transport, boundary::Watched};
use crate::{log::Escaped, protocol::Frame};

/// One client's WebSocket, over a stream of bytes that was upgraded to it.
///
/// A WebSocket needs buffers while frames come and go, and nothing of them in between. So when nothing has happened for a
/// while it [rests](Transport::rest): only the connection is kept, and with the next frame in either direction there are new buffers.
pub(crate) struct WebSocket<T> {
    state: SocketState<T>,
    /// The frames that wait to be sent.
    line: Line,
    /// The largest message that is taken, in bytes.
    max_message: usize,
}

enum SocketState<T> {
    Awake(Box<WebSocketStream<Watched<T>>>),
    Resting(Watched<T>),
    /// Only while it changes from one to the other.
    Between,
}

/// The frames that were given to the library to send, and have not all left.
#[derive(Default)]
struct Line {
    /// The bytes that wait.
    bytes: usize,
    /// There may be something.
    is_open: bool,
    /// Some of it has left since this was last [taken](Transport::take_moved).
    has_moved: bool,
    /// The library has put something in line by itself, the answer to a ping or to a close. It may keep the whole of what was read with it.
    has_reply: bool,
}

/// The most bytes that a frame has beside its payload.
const HEAD: usize = 10;

impl<T: AsyncRead + AsyncWrite + Unpin> WebSocket<T> {
    /// Messages of more than `max_message` bytes end it.
    pub(crate) fn new(io: T, max_message: usize) -> Self {
        Self { state: SocketState::Resting(Watched::new(io)), line: Line::default(), max_message }
    }

    /// Puts a message in line.
    fn put(&mut self, message: Message) -> Result<(), Gone> {
        self.line.add(message.as_payload().len());
        Pin::new(self.stream()?).start_send(message).map_err(|_| Gone)
    }

    /// The stream of messages, which is made if it rested.
    fn stream(&mut self) -> Result<&mut WebSocketStream<Watched<T>>, Gone> {
        if let SocketState::Resting(_) = self.state
            && let SocketState::Resting(io) = mem::replace(&mut self.state, SocketState::Between)
        {
            let limits = Limits::default().max_payload_len(Some(self.max_message));
            self.state = SocketState::Awake(Box::new(ServerBuilder::new().limits(limits).serve(io)));
        }
        match &mut self.state {
            SocketState::Awake(stream) => Ok(stream),
            _ => Err(Gone),
        }
    }
}

impl<T: AsyncRead + AsyncWrite + Unpin> Transport for WebSocket<T> {
    type Incoming = Message;

    /// The library answers a ping or a close by itself, and puts that in line however much is there already.
    fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Result<Message, Gone>> {
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

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        Pin::new(self.stream()?).poll_ready(context).map_err(|_| Gone)
    }

    fn send(&mut self, frame: Frame<'static>) -> Result<(), Gone> {
        self.put(match frame {
            Frame::Text(text) => Message::text(text.into_owned()),
            Frame::Bytes(bytes) => Message::binary(bytes.into_owned()),
        })
    }

    fn ping(&mut self) -> Result<(), Gone> {
        self.put(Message::ping(""))
    }

    fn close(&mut self, close: Close) -> Result<(), Gone> {
        let code = CloseCode::try_from(close.code()).unwrap_or(CloseCode::NORMAL_CLOSURE);
        self.put(Message::close(Some(code), &close.reason().to_string()))
    }

    fn poll_flush(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        let SocketState::Awake(stream) = &mut self.state else { return Poll::Ready(Ok(())) };
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

    fn take_moved(&mut self) -> bool {
        mem::take(&mut self.line.has_moved)
    }

    fn is_waiting(&self) -> bool {
        self.line.is_open
    }

    fn has_reply(&self) -> bool {
        self.line.has_reply
    }

    fn waiting(&self) -> usize {
        self.line.bytes
    }

    fn partial(&self) -> usize {
        match &self.state {
            SocketState::Awake(stream) => stream.get_ref().partial(),
            _ => 0,
        }
    }

    fn take_fragments(&mut self) -> u32 {
        match &mut self.state {
            SocketState::Awake(stream) => stream.get_mut().take_fragments(),
            _ => 0,
        }
    }

    fn rest(&mut self, context: &mut Context<'_>) {
        let flushed = matches!(self.poll_flush(context), Poll::Ready(Ok(())));
        self.state = match mem::replace(&mut self.state, SocketState::Between) {
            SocketState::Awake(stream) if flushed && stream.get_ref().is_between_messages() => {
                SocketState::Resting(stream.into_inner())
            }
            other => other,
        };
    }
}

impl Incoming for Message {
    fn received(&self) -> Received<'_> {
        if let Some(text) = self.as_text() {
            Received::Frame(text.into())
        } else if self.is_binary() {
            Received::Frame((&**self.as_payload()).into())
        } else if self.as_close().is_some_and(|(code, reason)| is_left(code, reason)) {
            Received::Left
        } else {
            Received::Control
        }
    }
}

/// Whether a close says that the page has ended. Firefox closes sockets by itself, as a browser that is going away, before the page could say so.
fn is_left(code: CloseCode, reason: &str) -> bool {
    reason == LEFT || (code == CloseCode::GOING_AWAY && reason.is_empty())
}

impl Line {
    /// Something with a payload of so many bytes is put in line.
    fn add(&mut self, payload: usize) {
        self.bytes = self.bytes.saturating_add(payload + HEAD);
        self.is_open = true;
    }
}
