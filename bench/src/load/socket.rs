//! One connection, from its handshake on.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::atomic::{AtomicU64, Ordering},
};

use loom_wire::{
    Dialect, Event, HEARTBEAT, answered,
    frame::{self, Kind},
    handshake, is_error, is_template,
};

use super::{Dialogue, Failure, Heard, Ticket};

/// A connection to a server under test.
#[derive(Debug)]
pub struct Socket<S = TcpStream> {
    pub(super) stream: S,
    /// The number of the last question.
    pub(super) number: u64,
    /// The parts so far of a message that is not whole yet.
    rest: Vec<u8>,
    /// The last question, as it was written.
    out: Vec<u8>,
}

/// A component's answer.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// The message that answers.
    pub text: String,
    /// Bytes of the answer, and of the templates that it is the first to use.
    pub bytes: usize,
}

impl Socket {
    /// A connection that says nothing yet.
    ///
    /// # Errors
    /// Nobody listens.
    pub fn connect(addr: &str) -> Result<Self, Failure> {
        Ok(Self::over(connect(addr)?))
    }

    /// A WebSocket to the echo.
    ///
    /// # Errors
    /// The server refuses.
    pub fn echo(addr: &str) -> Result<Self, Failure> {
        let mut socket = Self::connect(addr)?;
        socket.upgrade(addr, "/ws", [])?;
        Ok(socket)
    }

    /// A visitor of a page: fetches it, opens the page's WebSocket and joins its component.
    ///
    /// # Errors
    /// The server refuses.
    pub fn visit(addr: &str, path: &str) -> Result<Self, Failure> {
        let ticket = Ticket::fetch(connect(addr)?, addr, path)?;
        let mut socket = Self::live_over(connect(addr)?, addr, &ticket)?;
        socket.join(&ticket, true)?;
        Ok(socket)
    }
}

fn connect(addr: &str) -> Result<TcpStream, Failure> {
    let stream = TcpStream::connect(addr)?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

impl<S: Read + Write> Socket<S> {
    fn over(stream: S) -> Self {
        Self { stream, number: 0, rest: Vec::new(), out: Vec::new() }
    }

    /// The WebSocket of a page, as Loom's client opens it.
    ///
    /// # Errors
    /// The server refuses.
    pub fn live_over(stream: S, addr: &str, ticket: &Ticket) -> Result<Self, Failure> {
        /// Each page has a number of its own, so that the server can tell it from the others.
        static PAGES: AtomicU64 = AtomicU64::new(1);
        let page = PAGES.fetch_add(1, Ordering::Relaxed);
        let mut socket = Self::over(stream);
        let (origin, path) = (handshake::origin(addr), handshake::path_of_page(handshake::PATH, page, None));
        socket.upgrade(addr, &path, handshake::headers(Dialect::Two, Some(&origin), Some(&ticket.cookie)))?;
        Ok(socket)
    }

    /// Joins under id 0. `have` says that the page's own HTML stands unchanged.
    ///
    /// # Errors
    /// The server refuses.
    pub fn join(&mut self, ticket: &Ticket, have: bool) -> Result<Answer, Failure> {
        self.send(&ticket.mounted.join(0, have).to_string())?;
        self.wait("[\"j\",0")
    }

    /// Fires an event and waits for its patch.
    ///
    /// # Errors
    /// The server refuses.
    pub fn fire(&mut self, handler: &str) -> Result<Answer, Failure> {
        self.number += 1;
        let number = self.number;
        self.send(&Event::<&str>::new(0, number, handler, "click").to_string())?;
        self.wait(&format!("[\"p\",0,{number}"))
    }

    /// Says that it is still there, and waits to hear the same of the server.
    ///
    /// # Errors
    /// It is not.
    pub fn heartbeat(&mut self) -> Result<(), Failure> {
        self.send(HEARTBEAT)?;
        self.wait("[\"h\"").map(drop)
    }

    /// Sends the next question of the dialogue.
    pub(super) fn ask(&mut self, dialogue: &impl Dialogue) -> Result<(), Failure> {
        self.number += 1;
        self.out.clear();
        dialogue.ask(self.number, &mut self.out);
        Ok(self.stream.write_all(&self.out)?)
    }

    /// Reads once, and has `take` say, as often as there is one, how long the first message is. How much was read.
    pub(super) fn read(
        &mut self,
        buffer: &mut [u8],
        mut take: impl FnMut(&[u8]) -> Result<Option<usize>, Failure>,
    ) -> Result<usize, Failure> {
        let count = self.stream.read(buffer)?;
        if count == 0 {
            return Err("the server closed the connection".into());
        }
        let mut bytes = buffer.get(..count).unwrap_or_default();
        let joined;
        if !self.rest.is_empty() {
            self.rest.extend_from_slice(bytes);
            joined = std::mem::take(&mut self.rest);
            bytes = &joined;
        }
        while let Some(length) = take(bytes)? {
            bytes = bytes.get(length..).unwrap_or_default();
        }
        self.rest.extend_from_slice(bytes);
        Ok(count)
    }

    /// Waits until `read` has found something.
    fn read_until(
        &mut self,
        mut found: impl FnMut(&[u8]) -> Result<Option<(usize, bool)>, Failure>,
    ) -> Result<(), Failure> {
        let mut done = false;
        while !done {
            self.read(&mut [0; 16 * 1024], |bytes| {
                let found = found(bytes)?;
                done |= found.is_some_and(|(_, last)| last);
                Ok(found.map(|(length, _)| length))
            })?;
        }
        Ok(())
    }

    fn upgrade<'h>(
        &mut self,
        addr: &'h str,
        path: &str,
        headers: impl IntoIterator<Item = (&'static str, &'h str)>,
    ) -> Result<(), Failure> {
        let request = handshake::request(path, [("host", addr)].into_iter().chain(headers));
        self.stream.write_all(request.as_bytes())?;
        self.read_until(|bytes| {
            let Some(length) = handshake::answer_length(bytes) else { return Ok(None) };
            let head = String::from_utf8_lossy(bytes.get(..length).unwrap_or_default());
            if !handshake::opens(&head) {
                return Err(format!("the server makes no WebSocket: {head}").into());
            }
            Ok(Some((length, true)))
        })
    }

    fn send(&mut self, text: &str) -> Result<(), Failure> {
        self.out.clear();
        frame::write(&mut self.out, frame::TEXT, text.as_bytes());
        Ok(self.stream.write_all(&self.out)?)
    }

    /// Waits for the message that begins with `start`.
    fn wait(&mut self, start: &str) -> Result<Answer, Failure> {
        let mut answer = Answer::default();
        self.read_until(|bytes| {
            let Some((text, length)) = text(bytes)? else { return Ok(None) };
            let last = text.starts_with(start.as_bytes());
            if last || is_template(text) {
                answer.bytes += text.len();
            }
            if last {
                answer.text = String::from_utf8(text.to_vec())?;
            }
            Ok(Some((length, last)))
        })?;
        Ok(answer)
    }
}

/// The first message and the length of its frame. It is empty for a frame that is no text.
pub(super) fn text(bytes: &[u8]) -> Result<Option<(&[u8], usize)>, Failure> {
    match frame::first(bytes)? {
        None => Ok(None),
        Some(frame) if frame.kind == Kind::Close => Err("the server closed the WebSocket".into()),
        Some(frame) if frame.kind == Kind::Other => Ok(Some((&[], frame.length))),
        Some(frame) if is_error(frame.payload) => {
            Err(format!("the server refused: {}", String::from_utf8_lossy(frame.payload)).into())
        }
        Some(frame) => Ok(Some((frame.payload, frame.length))),
    }
}

/// The event that counters, and the echo, are asked for.
pub fn increment(number: u64, out: &mut Vec<u8>) {
    let _ = write!(out, "{}", Event::<&str>::new(0, number, "increment", "click"));
}

/// An echo, which is asked the same as Loom's counter.
#[derive(Clone, Copy, Debug)]
pub struct Echo;

impl Dialogue for Echo {
    fn ask(&self, number: u64, out: &mut Vec<u8>) {
        write_event(number, out, increment);
    }

    fn hear(&self, bytes: &[u8], number: u64) -> Result<Option<Heard>, Failure> {
        let Some((text, length)) = text(bytes)? else { return Ok(None) };
        match answered(text, b'e') {
            Some((said, _)) if said == number => Ok(Some(Heard { length, answers: true })),
            _ => Err("the echo says something else".into()),
        }
    }
}

/// A component that joined, under id 0. The function writes the event of a number.
#[derive(Clone, Copy, Debug)]
pub struct Live<F>(pub F);

impl<F: Fn(u64, &mut Vec<u8>)> Dialogue for Live<F> {
    fn ask(&self, number: u64, out: &mut Vec<u8>) {
        write_event(number, out, &self.0);
    }

    /// Only a patch that answers the event, and in which something changed, is an answer.
    fn hear(&self, bytes: &[u8], number: u64) -> Result<Option<Heard>, Failure> {
        let Some((text, length)) = text(bytes)? else { return Ok(None) };
        let answers = match answered(text, b'p') {
            Some((answered, true)) if answered == number => true,
            Some((0, _)) | None => false, // a push, a newer token, a template
            Some(_) => return Err(format!("not an answer to {number}: {}", String::from_utf8_lossy(text)).into()),
        };
        Ok(Some(Heard { length, answers }))
    }
}

/// Writes the event into a frame.
fn write_event(number: u64, out: &mut Vec<u8>, event: impl Fn(u64, &mut Vec<u8>)) {
    let mut text = Vec::with_capacity(96);
    event(number, &mut text);
    frame::write(out, frame::TEXT, &text);
}
