//! [`Memory`], a transport for tests: two queues in memory. It shows what a transport has to do, and no more.

use std::task::{Context, Poll, ready};

use loom_vocabulary::Close;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::{Gone, Incoming, Received, Transport};
use crate::protocol::Frame;

/// The server's end.
pub(super) struct Memory {
    from_client: UnboundedReceiver<Said>,
    to_client: UnboundedSender<Heard>,
}

/// The client's end. Dropping it is a connection that breaks.
pub(super) struct MemoryClient {
    pub(super) to_server: UnboundedSender<Said>,
    pub(super) from_server: UnboundedReceiver<Heard>,
}

/// A message from a client.
pub(super) enum Said {
    Frame(Frame<'static>),
    Left,
}

/// A message to a client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Heard {
    Text(String),
    Closed(u16, String),
}

impl Memory {
    pub(super) fn new() -> (Self, MemoryClient) {
        let (to_server, from_client) = unbounded_channel();
        let (to_client, from_server) = unbounded_channel();
        (Self { from_client, to_client }, MemoryClient { to_server, from_server })
    }

    fn tell(&self, heard: Heard) -> Result<(), Gone> {
        self.to_client.send(heard).map_err(|_| Gone)
    }
}

impl Transport for Memory {
    type Incoming = Said;

    fn poll_receive(&mut self, context: &mut Context<'_>) -> Poll<Result<Said, Gone>> {
        Poll::Ready(ready!(self.from_client.poll_recv(context)).ok_or(Gone))
    }

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        Poll::Ready(Ok(()))
    }

    fn send(&mut self, frame: Frame<'static>) -> Result<(), Gone> {
        self.tell(Heard::Text(frame.as_text().unwrap_or("bytes").to_owned()))
    }

    fn ping(&mut self) -> Result<(), Gone> {
        Ok(())
    }

    fn close(&mut self, close: Close) -> Result<(), Gone> {
        self.tell(Heard::Closed(close.code(), close.reason().to_string()))
    }

    fn poll_flush(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Gone>> {
        Poll::Ready(Ok(()))
    }

    fn is_waiting(&self) -> bool {
        false
    }

    fn waiting(&self) -> usize {
        0
    }

    fn take_moved(&mut self) -> bool {
        false
    }
}

impl Incoming for Said {
    fn received(&self) -> Received<'_> {
        match self {
            Self::Frame(Frame::Text(text)) => Received::Frame((&**text).into()),
            Self::Frame(Frame::Bytes(bytes)) => Received::Frame((&**bytes).into()),
            Self::Left => Received::Left,
        }
    }
}
