//! The closed loop: every connection asks, waits for the answer, and asks again.

use std::{
    io::ErrorKind,
    time::{Duration, Instant},
};

use super::{Failure, Socket, watch::Watch};

/// The bytes read at a time.
pub(super) const READ: usize = 64 * 1024;

/// The messages that connections send, and how they recognize an answer.
pub trait Dialogue {
    /// Appends the question of this number, as it goes over the wire.
    fn ask(&self, number: u64, out: &mut Vec<u8>);

    /// The first message in `bytes`, if all of it is there.
    ///
    /// # Errors
    /// It is an error, or no message.
    fn hear(&self, bytes: &[u8], number: u64) -> Result<Option<Heard>, Failure>;
}

/// A message of the server.
#[derive(Clone, Copy, Debug)]
pub struct Heard {
    /// How long it is on the wire.
    pub length: usize,
    /// Whether it is the answer to the question of the number.
    pub answers: bool,
}

/// The figures of one run of the closed loop.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// How many answers came.
    pub answers: usize,
    /// Answers a second, over all connections.
    pub per_second: f64,
    /// Microseconds that half of the answers came within.
    pub p50: f64,
    /// Microseconds that 95 of 100 answers came within.
    pub p95: f64,
    /// Microseconds that 99 of 100 answers came within.
    pub p99: f64,
}

/// Runs the loop on every socket for `time`, and ends when the last question is answered.
///
/// # Errors
/// A socket ended, or what came is not an answer.
pub fn closed_loop(sockets: &mut [Socket], time: Duration, dialogue: &impl Dialogue) -> Result<Figures, Failure> {
    let mut watch = Watch::new(sockets)?;
    let mut asked = vec![Instant::now(); sockets.len()];
    let mut nanoseconds: Vec<u32> = Vec::with_capacity(1 << 20);
    let begin = Instant::now();
    let end = begin + time;
    for (socket, asked) in sockets.iter_mut().zip(&mut asked) {
        *asked = Instant::now();
        socket.ask(dialogue)?;
    }
    let mut open = sockets.len();
    let mut buffer = vec![0; READ];
    let mut now = begin;
    while open > 0 {
        for index in watch.next()? {
            let (Some(socket), Some(asked)) = (sockets.get_mut(index), asked.get_mut(index)) else { continue };
            if !socket.is_answered(dialogue, &mut buffer)? {
                continue;
            }
            now = Instant::now();
            nanoseconds.push(u32::try_from((now - *asked).as_nanos()).unwrap_or(u32::MAX));
            if now < end {
                *asked = now;
                socket.ask(dialogue)?;
            } else {
                open -= 1;
            }
        }
    }
    for socket in sockets.iter() {
        socket.stream.set_nonblocking(false)?;
    }
    nanoseconds.sort_unstable();
    let at = |share: f64| {
        let index = (nanoseconds.len() as f64 * share) as usize;
        nanoseconds.get(index).map_or(0.0, |nanoseconds| f64::from(*nanoseconds) / 1000.0)
    };
    let answers = nanoseconds.len();
    let per_second = answers as f64 / (now - begin).as_secs_f64();
    Ok(Figures { answers, per_second, p50: at(0.5), p95: at(0.95), p99: at(0.99) })
}

impl Socket {
    /// Reads what is there; whether the answer to the last question was in it.
    ///
    /// The poll tells of new bytes only, so it reads until less comes than it asked for.
    pub(super) fn is_answered(&mut self, dialogue: &impl Dialogue, buffer: &mut [u8]) -> Result<bool, Failure> {
        let number = self.number;
        let mut answered = false;
        loop {
            let read = self.read(buffer, |bytes| {
                let heard = dialogue.hear(bytes, number)?;
                answered |= heard.is_some_and(|heard| heard.answers);
                Ok(heard.map(|heard| heard.length))
            });
            match read {
                Ok(count) if count < buffer.len() => return Ok(answered),
                Ok(_) => {}
                Err(error) if error.downcast_ref().is_some_and(would_block) => return Ok(answered),
                Err(error) => return Err(error),
            }
        }
    }
}

fn would_block(error: &std::io::Error) -> bool {
    error.kind() == ErrorKind::WouldBlock
}
