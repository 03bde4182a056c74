//! A server on a port of its own.

use std::{io, net::SocketAddr, time::Duration};

use axum::{extract::ConnectInfo, http::request::Parts, serve::ListenerExt};
use loom::Loom;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

use loom_wire::{Dialect, Mounted, handshake};

use crate::{Client, Fetched, Raw, raw::shake_hands};

/// The secret of all test servers.
pub const SECRET: &str = "the secret of the tests, which is long enough";

/// A server that runs until the test ends.
#[derive(Debug)]
pub struct Server {
    /// The address at which it listens.
    pub address: SocketAddr,
    /// The application.
    pub loom: Loom,
    /// The values that its components share.
    shared: crate::app::Shared,
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

    /// The values that the components share.
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
        Self::try_request_from(address, method, path, headers).await.expect("a response")
    }

    /// Makes a request of any method to any server, without a body.
    ///
    /// # Errors
    /// The server does not answer, or not in UTF-8.
    pub async fn try_request_from(
        address: SocketAddr,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> io::Result<Fetched> {
        let mut request = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        let mut stream = TcpStream::connect(address).await?;
        stream.write_all(request.as_bytes()).await?;
        let mut response = String::new();
        stream.read_to_string(&mut response).await?;
        match response.is_empty() {
            true => Err(io::ErrorKind::UnexpectedEof.into()),
            false => Ok(Fetched::parse(&response)),
        }
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
        let (answer, _) = shake_hands(self.address, handshake::PATH, headers).await.expect("an answer");
        answer
    }

    /// Opens a WebSocket as the visitor of `page`, on which bytes are written by hand.
    pub async fn raw(&self, page: &Fetched) -> Raw {
        self.raw_of(Dialect::Two, page).await
    }

    /// Opens such a WebSocket of this dialect.
    pub async fn raw_of(&self, dialect: Dialect, page: &Fetched) -> Raw {
        Raw::open(self.address, handshake::PATH, dialect, page.cookie.as_deref()).await.expect("the WebSocket opens")
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
