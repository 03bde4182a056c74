//! [`Raw`], a WebSocket on which bytes are written by hand.

use std::{io, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

use crate::Dialect;

/// The first byte of a text message of one frame.
pub const TEXT: u8 = 0b1000_0001;
/// The first byte of a binary message of one frame.
pub const BINARY: u8 = 0b1000_0010;
/// The first byte of a ping.
pub const PING: u8 = 0b1000_1001;
/// The first byte of a pong.
pub const PONG: u8 = 0b1000_1010;

/// A WebSocket without anything that keeps its rules.
#[derive(Debug)]
pub struct Raw {
    stream: TcpStream,
}

impl Raw {
    /// Opens a WebSocket of this dialect at a path, as the visitor of this cookie.
    ///
    /// # Errors
    /// The server does not answer, or refuses: the head of its answer.
    pub async fn open(address: SocketAddr, path: &str, dialect: Dialect, cookie: Option<&str>) -> io::Result<Self> {
        let (host, origin) = (address.to_string(), format!("http://{address}"));
        let mut headers = vec![("host", host.as_str()), ("origin", &origin), ("cookie", cookie.unwrap_or_default())];
        headers.extend((dialect == Dialect::Two).then_some(("sec-websocket-protocol", "loom.2")));
        let (answer, stream) = shake_hands(address, path, &headers).await?;
        match answer.starts_with("HTTP/1.1 101") {
            true => Ok(Self { stream }),
            false => Err(io::Error::other(answer)),
        }
    }

    /// The two halves of the socket: the answers, and the requests.
    #[must_use]
    pub fn split(self) -> (OwnedReadHalf, OwnedWriteHalf) {
        self.stream.into_split()
    }

    /// Writes bytes as they are.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Writes one masked frame: its first byte, and what it holds.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub async fn frame(&mut self, first: u8, payload: &[u8]) -> io::Result<()> {
        self.write(&masked(first, payload)).await
    }

    /// Writes as many of these bytes as there is room for now, and says how many.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub fn try_write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.stream.try_write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(0),
            written => written,
        }
    }

    /// Reads as many bytes as are there now, and says how many.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub fn try_read(&mut self) -> io::Result<usize> {
        match self.stream.try_read(&mut [0; 4_096]) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(0),
            read => read,
        }
    }

    /// Reads some bytes; none if the server has closed the connection.
    pub async fn read(&mut self, most: usize) -> Vec<u8> {
        let mut bytes = vec![0; most];
        let read = self.stream.read(&mut bytes).await.unwrap_or_default();
        bytes.truncate(read);
        bytes
    }

    /// Waits until the server has closed the connection.
    pub async fn ended(&mut self) {
        assert!(self.ends().await, "no end in time");
    }

    /// Waits for some time whether the server closes the connection.
    pub async fn ends(&mut self) -> bool {
        let ended = async { while self.stream.read_u8().await.is_ok() {} };
        tokio::time::timeout(Duration::from_secs(20), ended).await.is_ok()
    }
}

/// A masked frame: its first byte, and what it holds.
#[must_use]
pub fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![first];
    match payload.len() {
        short @ 0..126 => frame.push(0x80 | short as u8),
        long @ 126..0x1_0000 => {
            frame.push(0x80 | 126);
            frame.extend((long as u16).to_be_bytes());
        }
        long => {
            frame.push(0x80 | 127);
            frame.extend((long as u64).to_be_bytes());
        }
    }
    // A mask of zeros changes nothing.
    frame.extend([0; 4]);
    frame.extend(payload);
    frame
}

/// Sends the head of a WebSocket's request, and gives the head of the answer.
pub(crate) async fn shake_hands(
    address: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
) -> io::Result<(String, TcpStream)> {
    let mut request = format!("GET {path} HTTP/1.1\r\n");
    let own = [
        ("connection", "upgrade"),
        ("upgrade", "websocket"),
        ("sec-websocket-version", "13"),
        ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ];
    let own = own.iter().filter(|(name, _)| !headers.iter().any(|(given, _)| given == name));
    for (name, value) in headers.iter().chain(own) {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    request.push_str("\r\n");
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n")
        && let Ok(byte) = stream.read_u8().await
    {
        answer.push(byte);
    }
    Ok((String::from_utf8_lossy(&answer).into_owned(), stream))
}
