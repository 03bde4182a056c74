//! [`Flood`]: many frames on several sockets, by an attacker who does or does not read.

use std::time::Duration;

use loom_tests::{Dialect, Fetched, Raw, Server, TEXT, masked};
use loom_wire::handshake::PATH;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinSet,
    time::{sleep, timeout_at},
};

use crate::target::Ground;

/// About how many bytes are written at a time.
const BATCH: usize = 64 * 1024;
/// How long an attacker waits before the next socket, when the server has ended one.
const AGAIN: Duration = Duration::from_millis(5);

/// A flood of frames over many sockets.
#[derive(Clone, Copy)]
pub(crate) struct Flood {
    /// The page whose visitors the attackers are.
    pub(crate) path: &'static str,
    pub(crate) dialect: Dialect,
    /// How many sockets there are at a time.
    pub(crate) sockets: usize,
    /// Whether anybody reads what comes.
    pub(crate) reads: bool,
    /// The frames that each socket begins with.
    pub(crate) begin: fn(&Fetched) -> Vec<u8>,
    /// The frame of this number, from 1.
    pub(crate) frame: fn(&Fetched, u64) -> Vec<u8>,
}

impl Flood {
    /// Attacks until the time is over. How many frames were written.
    pub(crate) async fn run(self, ground: Ground) -> u64 {
        let mut attackers = JoinSet::new();
        for _ in 0..self.sockets {
            attackers.spawn(self.attack(ground));
        }
        attackers.join_all().await.into_iter().sum()
    }

    /// One attacker, who opens a new socket when one has ended.
    async fn attack(self, ground: Ground) -> u64 {
        let mut sent = 0;
        while !ground.is_over() {
            // Where even this is refused, it is tried again.
            if let Ok(Ok(page)) =
                timeout_at(ground.until, Server::try_request_from(ground.address, "GET", self.path, &[])).await
            {
                self.send(ground, &page, &mut sent).await.unwrap_or_default();
            }
            sleep(AGAIN).await;
        }
        sent
    }

    /// Sends on one socket until that has ended.
    async fn send(self, ground: Ground, page: &Fetched, sent: &mut u64) -> std::io::Result<()> {
        let socket = Raw::open(ground.address, PATH, self.dialect, page.cookie.as_deref()).await?;
        let (mut hears, mut writes) = socket.split();
        let mut number = 0;
        let write = async {
            writes.write_all(&(self.begin)(page)).await?;
            loop {
                let (first, mut batch) = (number, Vec::with_capacity(BATCH));
                while batch.len() < BATCH {
                    number += 1;
                    batch.extend((self.frame)(page, number));
                }
                writes.write_all(&batch).await?;
                *sent += number - first;
            }
        };
        let read = async {
            let mut buffer = vec![0; BATCH];
            while self.reads && hears.read(&mut buffer).await? > 0 {}
            match self.reads {
                true => Ok(()),
                false => std::future::pending().await,
            }
        };
        tokio::select! {
            ended = write => ended,
            ended = read => ended,
            () = tokio::time::sleep_until(ground.until) => Ok(()),
        }
    }
}

/// A text frame.
pub(crate) fn text(text: impl AsRef<str>) -> Vec<u8> {
    masked(TEXT, text.as_ref().as_bytes())
}

/// The frame that joins the component of this number on the page, under an id.
pub(crate) fn join(page: &Fetched, number: usize, id: u64) -> Vec<u8> {
    text(page.mounted(number).join(id, false).to_string())
}
