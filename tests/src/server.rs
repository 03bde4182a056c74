//! A server on a port of its own.

use std::{net::SocketAddr, time::Duration};

use axum::{extract::ConnectInfo, http::request::Parts, serve::ListenerExt};
use loom::Loom;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use crate::{Client, Dialect, Fetched, Mounted};

/// The secret of all test servers.
pub const SECRET: &str = "the secret of the tests, which is long enough";

/// The first byte of a text message of one frame.
pub const TEXT: u8 = 0b1000_0001;
/// The first byte of a binary message of one frame.
pub const BINARY: u8 = 0b1000_0010;
/// The first byte of a ping.
pub const PING: u8 = 0b1000_1001;
/// The first byte of a pong.
pub const PONG: u8 = 0b1000_1010;

/// A server that runs until the test ends.
#[derive(Debug)]
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// The application.
    pub loom: Loom,
    /// What its components share.
    shared: crate::app::Shared,
}

/// A WebSocket without anything that keeps its rules.
#[derive(Debug)]
pub struct Raw {
    stream: TcpStream,
}

impl Raw {
    /// Writes bytes as they are.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub async fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.stream.write_all(bytes).await
    }

    /// Writes one masked frame: its first byte, and what it holds.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub async fn frame(&mut self, first: u8, payload: &[u8]) -> std::io::Result<()> {
        self.write(&masked(first, payload)).await
    }

    /// Writes as many of these bytes as there is room for now, and says how many.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub fn try_write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.stream.try_write(bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(0),
            written => written,
        }
    }

    /// Reads as many bytes as are there now, and says how many.
    ///
    /// # Errors
    /// The server has closed the connection.
    pub fn try_read(&mut self) -> std::io::Result<usize> {
        match self.stream.try_read(&mut [0; 4_096]) {
            Ok(0) => Err(std::io::ErrorKind::UnexpectedEof.into()),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => Ok(0),
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

impl Server {
    /// Serves the test application.
    pub async fn start() -> Self {
        Self::with(Loom::builder().secret(SECRET)).await
    }

    /// Serves the test application as `builder` has it.
    pub async fn with(builder: loom::Builder) -> Self {
        let builder = builder.show_errors(false);
        Self::as_is(builder).await
    }

    /// Serves the test application as `builder` has it, and shows errors in debug builds.
    pub async fn as_is(builder: loom::Builder) -> Self {
        let shared = crate::app::Shared::default();
        let loom = builder.state(shared.clone()).build().expect("the builder is right");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let listener = listener.tap_io(|stream| stream.set_nodelay(true).expect("a socket"));
        let app = crate::app::router(&loom).with_state(loom.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { address, loom, shared }
    }

    /// Serves the test application as `builder` has it by [`loom::serve_on`], as an application does. Addresses of this machine are counted.
    pub async fn served(builder: loom::Builder) -> Self {
        let shared = crate::app::Shared::default();
        let address = |parts: &Parts| Some(parts.extensions.get::<ConnectInfo<SocketAddr>>()?.0.ip());
        let loom = builder.state(shared.clone()).address(address).build().expect("the builder is right");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("its address");
        let app = crate::app::router(&loom).with_state(loom.clone());
        tokio::spawn(loom::serve_on(listener, app));
        Self { address, loom, shared }
    }

    /// What the components share.
    #[must_use]
    pub fn shared(&self) -> &crate::app::Shared {
        &self.shared
    }

    /// Waits until what is alive is as `right` says.
    ///
    /// There is no frame to wait for when a connection has gone, so this looks again and again.
    pub async fn wait_for(&self, right: impl Fn(loom::Stats) -> bool) {
        for _ in 0..2_000 {
            if right(self.loom.stats()) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("still alive: {:?}", self.loom.stats());
    }

    /// Gets a page, as a visitor without a cookie.
    pub async fn get(&self, path: &str) -> Fetched {
        self.get_with(path, &[]).await
    }

    /// Gets a page with these headers.
    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Fetched {
        Self::get_from(self.address, path, headers).await
    }

    /// Gets a page of any server.
    pub async fn get_from(address: SocketAddr, path: &str, headers: &[(&str, &str)]) -> Fetched {
        Self::request_from(address, "GET", path, headers).await
    }

    /// Makes a request of any method, without a body.
    pub async fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Fetched {
        Self::request_from(self.address, method, path, headers).await
    }

    async fn request_from(address: SocketAddr, method: &str, path: &str, headers: &[(&str, &str)]) -> Fetched {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        let mut stream = TcpStream::connect(address).await.expect("a connection");
        stream.write_all(request.as_bytes()).await.expect("a request");
        let mut response = Vec::new();
        stream.read_to_end(&mut response).await.expect("a response");
        Fetched::parse(&String::from_utf8(response).expect("a response in UTF-8"))
    }

    /// Sends the head of a WebSocket's request with these headers too, and gives the head of the answer. A header of the request's own
    /// is replaced by one of the same name, but for `host` and `origin`.
    pub async fn handshake(&self, headers: &[(&str, &str)]) -> String {
        let host = self.address.to_string();
        let headers: Vec<_> = [("host", host.as_str())].into_iter().chain(headers.iter().copied()).collect();
        self.handshake_at(&headers).await
    }

    /// The same without a `host` of its own.
    pub async fn handshake_at(&self, headers: &[(&str, &str)]) -> String {
        let (answer, _) = self.shake_hands(headers).await;
        answer
    }

    /// Opens a WebSocket as the visitor of `page`, on which bytes are written by hand.
    pub async fn raw(&self, page: &Fetched) -> Raw {
        self.raw_of(Dialect::Two, page).await
    }

    /// Opens such a WebSocket of this dialect.
    pub async fn raw_of(&self, dialect: Dialect, page: &Fetched) -> Raw {
        let (host, origin) = (self.address.to_string(), format!("http://{}", self.address));
        let cookie = page.cookie.as_deref().unwrap_or_default();
        let mut headers = vec![("host", host.as_str()), ("origin", &origin), ("cookie", cookie)];
        headers.extend((dialect == Dialect::Two).then_some(("sec-websocket-protocol", "loom.2")));
        let (answer, stream) = self.shake_hands(&headers).await;
        assert!(answer.starts_with("HTTP/1.1 101"), "{answer}");
        Raw { stream }
    }

    async fn shake_hands(&self, headers: &[(&str, &str)]) -> (String, TcpStream) {
        let mut request = "GET /loom/ws HTTP/1.1\r\n".to_owned();
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
        let mut stream = TcpStream::connect(self.address).await.expect("a connection");
        stream.write_all(request.as_bytes()).await.expect("a request");
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n")
            && let Ok(byte) = stream.read_u8().await
        {
            answer.push(byte);
        }
        (String::from_utf8_lossy(&answer).into_owned(), stream)
    }

    /// Opens a WebSocket as the visitor of `page`.
    pub async fn connect(&self, dialect: Dialect, page: &Fetched) -> Client {
        Client::open(self.address, dialect, page.cookie.as_deref()).await
    }

    /// Gets a page, opens a WebSocket and joins its first component, under the id 0 or `c0`.
    pub async fn join(&self, dialect: Dialect, path: &str) -> (Client, Fetched, Mounted) {
        let page = self.get(path).await;
        let mut client = self.connect(dialect, &page).await;
        let mounted = page.mounted(0);
        client.join(0, &mounted).await;
        (client, page, mounted)
    }
}
