//! [`WebSocket`], frames over a stream.

use std::{
    cell::RefCell,
    task::{Context, Poll},
};

use hyper::upgrade::Upgraded;

use super::{
    frame::{self, Broken, Decoder, Heard},
    stream::Stream,
};

/// Bytes that are read at once, and that are gathered to be written at once.
const CHUNK: usize = 16 * 1024;
/// The most that a thread's buffer keeps after a large frame.
const KEPT: usize = 4 * CHUNK;
/// The most that answers to pings may take while they cannot be sent.
const PONGS: usize = 1024;

thread_local! {
    /// What is read lies here until it is decoded.
    static READ: RefCell<Box<[u8]>> = RefCell::new(vec![0; CHUNK].into());
    /// What is to be written is put together here.
    static WRITE: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The client is gone, or has to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::http) struct Gone;

/// The server's end of a WebSocket. While nothing is under way it keeps no buffers.
pub(in crate::http) struct WebSocket {
    stream: Stream,
    decoder: Decoder,
    /// The longest message that is taken.
    limit: usize,
    /// Read, and not decoded yet.
    input: Vec<u8>,
    /// Put together, and not written yet.
    output: Vec<u8>,
    /// How much of `output` has been written.
    written: usize,
    /// Frames of the protocol itself that go out before anything else.
    control: Vec<u8>,
    /// Nothing is read any more; it ends once everything is written.
    closing: bool,
    /// The stream may hold bytes back until it is flushed.
    unflushed: bool,
}

impl WebSocket {
    pub(in crate::http) fn new(upgraded: Upgraded, limit: usize) -> Self {
        let (stream, input) = Stream::of(upgraded);
        Self {
            stream,
            decoder: Decoder::default(),
            limit,
            input,
            output: Vec::new(),
            written: 0,
            control: Vec::new(),
            closing: false,
            unflushed: false,
        }
    }

    /// Sends what `next` gives, many messages in one write. Whether all of it has left.
    ///
    /// # Errors
    /// The client is gone.
    pub(in crate::http) fn send(
        &mut self,
        context: &mut Context<'_>,
        next: &mut dyn FnMut() -> Option<String>,
    ) -> Result<bool, Gone> {
        loop {
            if !self.write_rest(context)? {
                return Ok(false);
            }
            let left = WRITE.with_borrow_mut(|buffer| {
                buffer.clear();
                buffer.append(&mut self.control);
                while !self.closing
                    && buffer.len() < CHUNK
                    && let Some(message) = next()
                {
                    frame::write(buffer, frame::TEXT, message.as_bytes());
                }
                let left = self.write(context, buffer)?;
                buffer.shrink_to(KEPT);
                Ok(left)
            })?;
            match left {
                Left::Nothing => break,
                Left::All => {}
                Left::Some => return Ok(false),
            }
        }
        self.flush(context)
    }

    /// Writes what could not be written before. Whether all of it has left.
    fn write_rest(&mut self, context: &mut Context<'_>) -> Result<bool, Gone> {
        while let Some(rest) = self.output.get(self.written..).filter(|rest| !rest.is_empty()) {
            match self.stream.poll_write(context, rest) {
                Poll::Ready(Ok(written @ 1..)) => self.written += written,
                Poll::Ready(_) => return Err(Gone),
                Poll::Pending => return Ok(false),
            }
        }
        self.output = Vec::new();
        self.written = 0;
        Ok(true)
    }

    /// Writes `bytes`, and keeps what cannot be written now.
    fn write(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Result<Left, Gone> {
        let mut rest = bytes;
        while !rest.is_empty() {
            self.unflushed = true;
            match self.stream.poll_write(context, rest) {
                Poll::Ready(Ok(written @ 1..)) => rest = rest.get(written..).unwrap_or_default(),
                Poll::Ready(_) => return Err(Gone),
                Poll::Pending => {
                    self.output = rest.to_vec();
                    return Ok(Left::Some);
                }
            }
        }
        Ok(if bytes.is_empty() { Left::Nothing } else { Left::All })
    }

    fn flush(&mut self, context: &mut Context<'_>) -> Result<bool, Gone> {
        if self.unflushed {
            match self.stream.poll_flush(context) {
                Poll::Ready(Ok(())) => self.unflushed = false,
                Poll::Ready(Err(_)) => return Err(Gone),
                Poll::Pending => return Ok(false),
            }
        }
        if self.closing { Err(Gone) } else { Ok(true) }
    }

    /// Hands what has come to `heard`, until that says that it is enough. Whether anything has come.
    ///
    /// # Errors
    /// The client is gone.
    pub(in crate::http) fn receive(
        &mut self,
        context: &mut Context<'_>,
        heard: &mut dyn FnMut(Heard<'_>) -> bool,
    ) -> Result<bool, Gone> {
        if self.closing {
            return Ok(false);
        }
        if !self.input.is_empty() {
            let mut input = std::mem::take(&mut self.input);
            let used = self.decode(&mut input, heard);
            input.drain(..used);
            self.input = input;
            return Ok(true);
        }
        READ.with_borrow_mut(|buffer| {
            let read = match self.stream.poll_read(context, buffer) {
                Poll::Ready(Ok(read @ 1..)) => read,
                Poll::Ready(_) => return Err(Gone),
                Poll::Pending => return Ok(false),
            };
            let bytes = buffer.get_mut(..read).unwrap_or_default();
            let used = self.decode(bytes, heard);
            self.input = bytes.get(used..).unwrap_or_default().to_vec();
            Ok(true)
        })
    }

    /// Decodes `bytes`, and answers what the protocol itself asks for. How many bytes were used.
    fn decode(&mut self, bytes: &mut [u8], heard: &mut dyn FnMut(Heard<'_>) -> bool) -> usize {
        let Self { decoder, control, closing, limit, .. } = self;
        let decoded = decoder.decode(bytes, *limit, &mut |message| {
            match message {
                Heard::Ping(payload) if control.len() < PONGS => frame::write(control, frame::PONG, payload),
                Heard::Close(code) => {
                    close(control, code);
                    *closing = true;
                }
                _ => {}
            }
            heard(message) && !*closing
        });
        match decoded {
            Ok(used) => used,
            Err(Broken(code)) => {
                close(control, Some(code));
                *closing = true;
                bytes.len()
            }
        }
    }

    /// Asks the client whether it is still there.
    pub(in crate::http) fn ping(&mut self) {
        frame::write(&mut self.control, frame::PING, &[]);
    }

    /// Whether something is to be sent besides messages.
    pub(in crate::http) fn has_control(&self) -> bool {
        !self.control.is_empty()
    }
}

/// How much of something is still to be written.
enum Left {
    /// There was nothing to write.
    Nothing,
    /// All of it was written.
    All,
    /// Some of it was not.
    Some,
}

fn close(out: &mut Vec<u8>, code: Option<u16>) {
    let code = code.map(u16::to_be_bytes);
    frame::write(out, frame::CLOSE, code.as_ref().map_or(&[], |code| code.as_slice()));
}
