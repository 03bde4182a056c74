//! [`Watch`], which tells what sockets have something to read.

use std::{
    os::fd::AsRawFd,
    time::{Duration, Instant},
};

use mio::{Events, Interest, Poll, Token, unix::SourceFd};

use super::{Failure, Socket};

/// How long nothing may come at all.
const PATIENCE: Duration = Duration::from_secs(10);

/// Watches sockets, and never sleeps.
///
/// On one machine it is the server that pays for waking a load that sleeps, as a part of its own `send`: a good microsecond, which no server
/// pays for clients elsewhere. And a slower server would pay it more often than a faster one, since its load sleeps more.
pub(super) struct Watch {
    poll: Poll,
    events: Events,
}

impl Watch {
    /// # Errors
    /// The system has no more files.
    pub(super) fn new(sockets: &[Socket]) -> Result<Self, Failure> {
        let poll = Poll::new()?;
        for (index, socket) in sockets.iter().enumerate() {
            socket.stream.set_nonblocking(true)?;
            poll.registry().register(&mut SourceFd(&socket.stream.as_raw_fd()), Token(index), Interest::READABLE)?;
        }
        Ok(Self { poll, events: Events::with_capacity(sockets.len()) })
    }

    /// The indices of the sockets that have something new, at least one.
    ///
    /// # Errors
    /// Nothing comes any more.
    pub(super) fn next(&mut self) -> Result<impl Iterator<Item = usize>, Failure> {
        let began = Instant::now();
        loop {
            self.poll.poll(&mut self.events, Some(Duration::ZERO))?;
            if !self.events.is_empty() {
                return Ok(self.events.iter().map(|event| event.token().0));
            }
            if began.elapsed() > PATIENCE {
                return Err("nothing has come for ten seconds".into());
            }
        }
    }
}
