//! [`Raw`], a WebSocket on which bytes are written by hand.

use std::{io, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
};

use loom_wire::{Dialect, frame::masked, handshake};

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
        let (host, origin) = (address.to_string(), handshake::origin(address));
        let mut headers = vec![("host", host.as_str())];
        headers.extend(handshake::headers(dialect, Some(&origin), cookie));
        let (answer, stream) = shake_hands(address, path, &headers).await?;
        match handshake::opens(&answer) {
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

/// Sends the head of a WebSocket's request, and gives the head of the answer.
pub(crate) async fn shake_hands(
    address: SocketAddr,
    path: &str,
    headers: &[(&str, &str)],
) -> io::Result<(String, TcpStream)> {
    let request = handshake::request(path, headers.iter().copied());
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
