//! [`Page`]: what a client needs of a page.

use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use futures_util::{Sink, Stream};
use loom_tests::request_to;
use loom_wire::{Dialect, Mounted, cookie, handshake, header, mounted};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Error, Message, protocol::WebSocketConfig},
};

use crate::{Failure, app::SERVER, component::Component, component::Kind};

/// How long a page or a handshake may take; the network may have swallowed it.
const PATIENCE: Duration = Duration::from_secs(4);

/// A page that was got.
#[derive(Debug)]
pub(crate) struct Page {
    /// The number that it gives itself, the same for all its sockets.
    number: u64,
    /// How many sockets it has opened.
    sockets: AtomicU32,
    address: SocketAddr,
    /// The path at which it opens them, with the version of the build that made it.
    path: String,
    cookie: String,
}

/// A WebSocket that was opened.
#[derive(Debug)]
pub(crate) struct Opened<S> {
    pub(crate) socket: S,
    /// The number of the server that it leads to.
    pub(crate) server: u64,
    /// The client's own port.
    pub(crate) port: u16,
}

/// The operations of a WebSocket.
pub(crate) trait Socket: Stream<Item = Result<Message, Error>> + Sink<Message, Error = Error> + Unpin {}

impl Socket for WebSocketStream<TcpStream> {}

impl Page {
    /// Gets the page, and its components as they stand on it.
    pub(crate) async fn get(address: SocketAddr, number: u64) -> Result<(Self, Vec<Component>), Failure> {
        let (page, wrappers, server) = Self::fetch(address, "/", number).await?;
        if wrappers.len() != Kind::ALL.len() {
            return Err("not all components".into());
        }
        let all = Kind::ALL.into_iter().zip(wrappers).zip(1..);
        let components = all.map(|((kind, mounted), id)| Component::new(kind, id, mounted, server));
        Ok((page, components.collect()))
    }

    /// Gets the page at this path: its components, and the number of the server that it comes from.
    pub(crate) async fn fetch(
        address: SocketAddr,
        path: &str,
        number: u64,
    ) -> Result<(Self, Vec<Mounted>, u64), Failure> {
        let request = async {
            let mut stream = TcpStream::connect(address).await?;
            let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await?;
            let mut response = String::new();
            stream.read_to_string(&mut response).await.map(|_| response)
        };
        let response = timeout(PATIENCE, request).await??;
        let whole = response.starts_with("HTTP/1.1 200") && response.trim_end().ends_with("</html>");
        let (head, body) = response.split_once("\r\n\r\n").filter(|_| whole).ok_or("not a whole page")?;
        let server = header(head, SERVER).ok_or("no server")?.parse()?;
        let cookie = cookie(head).ok_or("no cookie")?.to_owned();
        let components = mounted(body).collect();
        let path =
            body.split("data-l-ws=\"").nth(1).and_then(|path| path.split('"').next()).ok_or("no socket")?.to_owned();
        Ok((Self { number, sockets: AtomicU32::new(0), address, path, cookie }, components, server))
    }

    /// The version of the build that made it.
    pub(crate) fn version(&self) -> &str {
        self.path.split_once("version=").map_or("", |(_, version)| version)
    }

    /// Opens its next sockets on another port.
    pub(crate) fn move_to(&mut self, port: u16) {
        self.address.set_port(port);
    }

    /// Opens a WebSocket.
    pub(crate) async fn open(&self) -> Result<Opened<WebSocketStream<TcpStream>>, Failure> {
        let Self { number, sockets, address, path, cookie } = self;
        let socket = sockets.fetch_add(1, Ordering::Relaxed) + 1;
        let (origin, path) = (handshake::origin(address), handshake::path_of_page(path, *number, Some(socket.into())));
        let request = request_to(*address, &path, handshake::headers(Dialect::Two, Some(&origin), Some(cookie)))?;
        let open = async {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let port = stream.local_addr()?.port();
            // Of the usual size a crowd's would take gigabytes.
            let config = WebSocketConfig::default().read_buffer_size(4 * 1024);
            Ok::<_, Failure>((client_async_with_config(request, stream, Some(config)).await?, port))
        };
        let ((socket, response), port) = timeout(PATIENCE, open).await??;
        let server = response.headers().get(SERVER).ok_or("no server")?.to_str()?.parse()?;
        Ok(Opened { socket, server, port })
    }
}
