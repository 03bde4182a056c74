//! Pages over HTTP/1.1.

use std::io::{Read, Write};

use loom_wire::{Mounted, cookie, header, mounted};

use super::{Dialogue, Failure, Heard};

/// The parts of a page that a join needs.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// Its first component.
    pub mounted: Mounted,
    /// The visitor's cookie, as the browser would send it.
    pub cookie: String,
}

impl Ticket {
    /// Fetches the page over this connection, and reads its first component's module and token.
    ///
    /// # Errors
    /// The server does not answer, or the page holds no component.
    pub fn fetch(mut stream: impl Read + Write, addr: &str, path: &str) -> Result<Self, Failure> {
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n")?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        let (head, body) = text.split_once("\r\n\r\n").ok_or("the answer has no body")?;
        Ok(Self {
            mounted: mounted(body).next().ok_or("the page holds no component")?,
            cookie: cookie(head).unwrap_or_default().to_owned(),
        })
    }
}

/// Asks for one page again and again, over a connection that stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct Get<'p> {
    /// The page.
    pub path: &'p str,
    /// More headers, each with the end of its line.
    pub headers: &'p str,
}

impl Dialogue for Get<'_> {
    fn ask(&self, _number: u64, out: &mut Vec<u8>) {
        out.extend_from_slice(b"GET ");
        out.extend_from_slice(self.path.as_bytes());
        out.extend_from_slice(b" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        out.extend_from_slice(self.headers.as_bytes());
        out.extend_from_slice(b"\r\n");
    }

    fn hear(&self, bytes: &[u8], _number: u64) -> Result<Option<Heard>, Failure> {
        let Some(head) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
        let head = std::str::from_utf8(bytes.get(..head).unwrap_or_default())?;
        if !head.starts_with("HTTP/1.1 200") {
            return Err(format!("a page was refused: {head}").into());
        }
        let size = header(head, "content-length").ok_or("no length")?;
        let length = head.len() + 4 + size.parse::<usize>()?;
        Ok((bytes.len() >= length).then_some(Heard { length, answers: true }))
    }
}
