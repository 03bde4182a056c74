//! [`Attack`]: what is sent, and what the server may keep of it.

use std::{pin::Pin, time::Duration};

use loom::Limits;
use loom_tests::{Dialect, Fetched};
use tokio::time::sleep_until;

use crate::{
    flood::Flood,
    target::{Ground, refusal_lines},
};

/// How many sockets a flood has at a time.
pub(crate) const SOCKETS: usize = 8;

/// One attack.
pub(crate) struct Attack {
    pub(crate) name: &'static str,
    /// The attack, in words.
    pub(crate) what: &'static str,
    /// How many bytes the limits let the server keep for all attackers of this kind.
    pub(crate) keeps: fn(&Limits) -> usize,
    /// How many lines more its log may have after so long.
    pub(crate) logs: fn(Duration) -> usize,
    how: How,
}

/// How an attack is made.
#[derive(Clone, Copy)]
enum How {
    Flood(Flood),
    Own(Run),
}

/// Makes an attack in a way of its own, and gives how much was sent.
type Run = fn(Ground) -> Pin<Box<dyn Future<Output = u64>>>;

/// An attack by frames whose answers are read.
pub(crate) const fn flood(
    name: &'static str,
    what: &'static str,
    path: &'static str,
    begin: fn(&Fetched) -> Vec<u8>,
    frame: fn(&Fetched, u64) -> Vec<u8>,
) -> Attack {
    let flood = Flood { path, dialect: Dialect::Two, sockets: SOCKETS, reads: true, begin, frame };
    Attack { name, what, keeps: messages, logs: refusal_lines, how: How::Flood(flood) }
}

/// An attack in a way of its own.
pub(crate) const fn plain(name: &'static str, what: &'static str, keeps: fn(&Limits) -> usize, run: Run) -> Attack {
    Attack { name, what, keeps, logs: refusal_lines, how: How::Own(run) }
}

/// The bytes of a flood's messages that the limits let the server keep: of each socket one that comes, and those that wait to be sent. A buffer that grows is
/// copied, so each counts twice.
pub(crate) const fn messages(limits: &Limits) -> usize {
    SOCKETS * 2 * (limits.message_bytes + limits.waiting_bytes)
}

/// All that they let it keep for the sockets of a flood.
pub(crate) const fn share(limits: &Limits) -> usize {
    SOCKETS * limits.kept_bytes_per_socket
}

impl Attack {
    /// Nobody does anything, to compare with.
    pub(crate) const NONE: Self = plain(
        "(none)",
        "nobody attacks",
        |_| 0,
        |ground| {
            Box::pin(async move {
                sleep_until(ground.until).await;
                0
            })
        },
    );

    /// Makes it. How many frames or requests were sent.
    pub(crate) async fn make(&self, ground: Ground) -> u64 {
        match self.how {
            How::Flood(flood) => flood.run(ground).await,
            How::Own(run) => run(ground).await,
        }
    }

    /// The same, where the server may keep this much.
    pub(crate) const fn keeping(self, keeps: fn(&Limits) -> usize) -> Self {
        Self { keeps, ..self }
    }

    /// The same, where the log may have so many lines more.
    pub(crate) const fn logging(self, logs: fn(Duration) -> usize) -> Self {
        Self { logs, ..self }
    }

    /// The same flood, in this dialect.
    pub(crate) const fn in_dialect(mut self, dialect: Dialect) -> Self {
        if let How::Flood(flood) = &mut self.how {
            flood.dialect = dialect;
        }
        self
    }

    /// The same flood, by so many sockets.
    pub(crate) const fn by(mut self, sockets: usize) -> Self {
        if let How::Flood(flood) = &mut self.how {
            flood.sockets = sockets;
        }
        self
    }

    /// The same flood, whose answers nobody reads.
    pub(crate) const fn unread(mut self) -> Self {
        if let How::Flood(flood) = &mut self.how {
            flood.reads = false;
        }
        self
    }
}
