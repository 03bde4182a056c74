//! Requests and answers that stand still: a client that has begun to send or to read and does not go on is let go.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::Sleep,
};

/// Measures how long something has stood still.
struct Patience {
    time: Duration,
    /// Runs while it stands still.
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patience {
    const fn new(time: Duration) -> Self {
        Self { time, waiting: None }
    }

    /// Passes on what is ready; an error once nothing has been for too long.
    fn check<T>(&mut self, polled: Poll<T>, context: &mut Context<'_>) -> Poll<Result<T, io::Error>> {
        if let Poll::Ready(value) = polled {
            self.waiting = None;
            return Poll::Ready(Ok(value));
        }
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(tokio::time::sleep(self.time)));
        ready!(waiting.as_mut().poll(context));
        self.waiting = None;
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client stands still")))
    }
}

/// A connection whose client has to read what is written to it.
pub(super) struct WriteTimeout<T> {
    io: T,
    patience: Patience,
}

impl<T> WriteTimeout<T> {
    /// Fails when the client takes nothing for so long.
    pub(super) const fn new(io: T, time: Duration) -> Self {
        Self { io, patience: Patience::new(time) }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for WriteTimeout<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_read(context, buffer)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for WriteTimeout<T> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let Self { io, patience } = self.get_mut();
        patience.check(Pin::new(io).poll_write(context, bytes), context).map(Result::flatten)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let Self { io, patience } = self.get_mut();
        patience.check(Pin::new(io).poll_write_vectored(context, parts), context).map(Result::flatten)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }
}

/// The body of a request, whose client has to go on sending it while the application reads it.
pub(super) struct BodyTimeout {
    body: Incoming,
    patience: Patience,
}

impl BodyTimeout {
    /// Fails when nothing comes for so long.
    pub(super) const fn new(body: Incoming, time: Duration) -> Self {
        Self { body, patience: Patience::new(time) }
    }
}

impl Body for BodyTimeout {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let Self { body, patience } = self.get_mut();
        let polled = Pin::new(body).poll_frame(context);
        Poll::Ready(match ready!(patience.check(polled, context)) {
            Ok(frame) => frame.map(|frame| frame.map_err(Into::into)),
            Err(error) => Some(Err(error.into())),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
