//! Pages over HTTP/1.1.

use std::io::{Read, Write};

use super::{Dialogue, Failure, Heard};

/// The parts of a page that a join needs.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// The component's registered name.
    pub module: String,
    /// Its token.
    pub token: String,
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
        let between = |start: &str, end: &str| Some(text.split_once(start)?.1.split_once(end)?.0.to_owned());
        let cookies = text.lines().take_while(|line| !line.is_empty()).filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next().unwrap_or_default())
        });
        Ok(Self {
            module: between("data-l-live=\"", "\"").ok_or("the page holds no component")?,
            token: between("data-l-token=\"", "\"").ok_or("the page holds no token")?,
            cookie: cookies.collect::<Vec<_>>().join("; "),
        })
    }
}

/// Asks for one page again and again, over a connection that stays.
#[derive(Clone, Copy, Debug)]
pub struct Get<'p>(pub &'p str);

impl Dialogue for Get<'_> {
    fn ask(&self, _number: u64, out: &mut Vec<u8>) {
        out.extend_from_slice(b"GET ");
        out.extend_from_slice(self.0.as_bytes());
        out.extend_from_slice(b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    fn hear(&self, bytes: &[u8], _number: u64) -> Result<Option<Heard>, Failure> {
        let Some(head) = bytes.windows(4).position(|window| window == b"\r\n\r\n") else { return Ok(None) };
        let head = std::str::from_utf8(bytes.get(..head).unwrap_or_default())?;
        if !head.starts_with("HTTP/1.1 200") {
            return Err(format!("a page was refused: {head}").into());
        }
        let mut fields = head.lines().filter_map(|line| line.split_once(": "));
        let size = fields.find(|(name, _)| name.eq_ignore_ascii_case("content-length")).ok_or("no length")?.1;
        let length = head.len() + 4 + size.parse::<usize>()?;
        Ok((bytes.len() >= length).then_some(Heard { length, answers: true }))
    }
}
