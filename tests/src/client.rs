//! A client that speaks the wire by hand.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    net::{TcpSocket, TcpStream},
    time::timeout,
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, client_async, connect_async,
    tungstenite::{
        Error, Message,
        client::IntoClientRequest,
        http::{Error as HttpError, HeaderValue, Request, Response},
        protocol::CloseFrame,
    },
};

use loom_wire::{Dialect, Event, Join, Leave, Mounted, Said, handshake};

/// How long a test waits for a frame that has to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A socket, and the answer that opened it.
type Opened = (WebSocketStream<MaybeTlsStream<TcpStream>>, Response<Option<Vec<u8>>>);

/// Both dialects.
pub const BOTH: [Dialect; 2] = [Dialect::One, Dialect::Two];

/// An open WebSocket.
#[derive(Debug)]
pub struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    dialect: Dialect,
    /// The number of the last event.
    event: u64,
}

impl Client {
    /// Opens a WebSocket from the server's own origin, as the page of this number.
    pub async fn open_of_page(address: SocketAddr, cookie: Option<&str>, page: u64) -> Self {
        let (origin, path) = (handshake::origin(address), handshake::path_of_page(handshake::PATH, page, None));
        Self::try_open_at(address, &path, Dialect::Two, cookie, Some(&origin)).await.expect("the WebSocket opens")
    }

    /// Opens a WebSocket from the server's own origin.
    pub async fn open(address: SocketAddr, dialect: Dialect, cookie: Option<&str>) -> Self {
        let origin = handshake::origin(address);
        Self::try_open(address, dialect, cookie, Some(&origin)).await.expect("the WebSocket opens")
    }

    /// Tries to open a WebSocket from this origin.
    ///
    /// # Errors
    /// The server's refusal: status and text.
    pub async fn try_open(
        address: SocketAddr,
        dialect: Dialect,
        cookie: Option<&str>,
        origin: Option<&str>,
    ) -> Result<Self, (u16, String)> {
        Self::try_open_at(address, handshake::PATH, dialect, cookie, origin).await
    }

    /// Opens a WebSocket from the server's own origin, with these headers too.
    pub async fn open_with(
        address: SocketAddr,
        dialect: Dialect,
        cookie: Option<&str>,
        headers: &[(&'static str, &str)],
    ) -> Self {
        Self::try_open_with(address, dialect, cookie, headers.to_vec()).await.expect("the WebSocket opens")
    }

    /// Tries to open a WebSocket from the server's own origin, with these headers too.
    ///
    /// # Errors
    /// The server's refusal: status and text.
    pub async fn try_open_with(
        address: SocketAddr,
        dialect: Dialect,
        cookie: Option<&str>,
        headers: Vec<(&'static str, &str)>,
    ) -> Result<Self, (u16, String)> {
        let origin = handshake::origin(address);
        let request = Self::request(address, handshake::PATH, dialect, cookie, Some(&origin), &headers);
        Self::connect(request, dialect).await
    }

    /// Tries to open a WebSocket from this address of the machine, with these headers too.
    ///
    /// # Errors
    /// The server's refusal: status and text.
    pub async fn try_open_from(
        source: Ipv4Addr,
        address: SocketAddr,
        headers: Vec<(&'static str, &str)>,
    ) -> Result<Self, (u16, String)> {
        let origin = handshake::origin(address);
        let request = Self::request(address, handshake::PATH, Dialect::Two, None, Some(&origin), &headers);
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(SocketAddr::from((source, 0))).expect("an address of this machine");
        let stream = socket.connect(address).await.expect("a connection");
        let opened = client_async(request, MaybeTlsStream::Plain(stream)).await;
        Self::opened(opened, Dialect::Two)
    }

    /// Tries to open a WebSocket at this path.
    ///
    /// # Errors
    /// The server's refusal: status and text.
    pub async fn try_open_at(
        address: SocketAddr,
        path: &str,
        dialect: Dialect,
        cookie: Option<&str>,
        origin: Option<&str>,
    ) -> Result<Self, (u16, String)> {
        Self::connect(Self::request(address, path, dialect, cookie, origin, &[]), dialect).await
    }

    fn request(
        address: SocketAddr,
        path: &str,
        dialect: Dialect,
        cookie: Option<&str>,
        origin: Option<&str>,
        headers: &[(&'static str, &str)],
    ) -> Request<()> {
        let all = handshake::headers(dialect, origin, cookie).chain(headers.iter().copied());
        request_to(address, path, all).expect("an address and values")
    }

    async fn connect(request: Request<()>, dialect: Dialect) -> Result<Self, (u16, String)> {
        Self::opened(connect_async(request).await, dialect)
    }

    fn opened(opened: Result<Opened, Error>, dialect: Dialect) -> Result<Self, (u16, String)> {
        match opened {
            Ok((socket, response)) => {
                assert_eq!(subprotocol(&response), (dialect == Dialect::Two).then_some(handshake::SUBPROTOCOL));
                Ok(Self { socket, dialect, event: 0 })
            }
            Err(Error::Http(response)) => {
                let body = response.body().as_deref().map(String::from_utf8_lossy).unwrap_or_default();
                Err((response.status().as_u16(), body.into_owned()))
            }
            Err(error) => panic!("neither open nor refused: {error}"),
        }
    }

    /// Sends a text frame as it is.
    pub async fn send_text(&mut self, frame: impl Into<String>) {
        self.socket.send(Message::text(frame.into())).await.expect("the frame leaves");
    }

    /// Sends several text frames in one write.
    pub async fn send_all(&mut self, frames: impl IntoIterator<Item = String>) {
        for frame in frames {
            self.socket.feed(Message::text(frame)).await.expect("the frame is taken");
        }
        self.socket.flush().await.expect("the frames leave");
    }

    /// Sends a binary frame.
    pub async fn send_binary(&mut self, bytes: Vec<u8>) {
        self.socket.send(Message::binary(bytes)).await.expect("the frame leaves");
    }

    /// The next frame, as JSON.
    pub async fn next(&mut self) -> Value {
        loop {
            let frame = timeout(PATIENCE, self.socket.next()).await.expect("a frame in time");
            match frame.expect("the connection lives").expect("a frame") {
                Message::Text(text) => return serde_json::from_str(&text).expect("JSON"),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("not a text frame: {other:?}"),
            }
        }
    }

    /// The next frame but for templates and tokens, which come when they come.
    pub async fn answer(&mut self) -> Value {
        loop {
            let frame = self.next().await;
            if !matches!(Said::read(&frame), Some(Said::Template | Said::Token { .. })) {
                return frame;
            }
        }
    }

    /// Closes the socket, for this reason.
    pub async fn close(mut self, code: u16, reason: &'static str) {
        let frame = CloseFrame { code: code.into(), reason: reason.into() };
        self.socket.close(Some(frame)).await.expect("the close leaves");
    }

    /// All that comes until the server closes the connection, with the code and reason of that if there are any.
    pub async fn farewell(&mut self) -> (Vec<Value>, Option<(u16, String)>) {
        let mut frames = Vec::new();
        while let Some(Ok(frame)) = timeout(PATIENCE, self.socket.next()).await.expect("an end in time") {
            match frame {
                Message::Text(text) => frames.push(serde_json::from_str(&text).expect("JSON")),
                Message::Close(close) => {
                    // Reading on answers it.
                    while let Some(Ok(_)) = self.socket.next().await {}
                    return (frames, close.map(|close| (close.code.into(), close.reason.to_string())));
                }
                _ => {}
            }
        }
        (frames, None)
    }

    /// Waits until the server has closed the connection.
    pub async fn closed(&mut self) {
        while let Some(Ok(frame)) = timeout(PATIENCE, self.socket.next()).await.expect("an end in time") {
            if matches!(frame, Message::Close(_)) {
                break;
            }
        }
    }

    /// Waits until the server has closed the connection, and gives the status that it said.
    pub async fn close_status(&mut self) -> Option<u16> {
        loop {
            match timeout(PATIENCE, self.socket.next()).await.expect("an end in time") {
                Some(Ok(Message::Close(frame))) => return frame.map(|frame| frame.code.into()),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return None,
            }
        }
    }

    /// The id of this number as the dialect writes it.
    #[must_use]
    pub fn id(&self, id: u64) -> Value {
        self.dialect.id(id)
    }

    /// The frame that joins a component whose HTML the client does not have.
    #[must_use]
    pub fn join_frame(&self, id: u64, module: &str, token: &str) -> String {
        Join { id, module, token, have: false }.to(self.dialect)
    }

    /// Joins a component, and gives the answer, in dialect 1 without the empty patch after its trees.
    pub async fn join(&mut self, id: u64, mounted: &Mounted) -> Value {
        let frame = self.join_frame(id, &mounted.module, &mounted.token);
        self.send_text(frame).await;
        let answer = self.answer().await;
        if answer["type"] == "trees" {
            assert_eq!(self.answer().await, json!({"type": "patch", "id": answer["id"], "d": {}}));
        }
        answer
    }

    /// The frame of an event.
    pub fn event_frame(&mut self, id: u64, handler: &str, event: &str, payload: Value) -> String {
        self.event += 1;
        Event::new(id, self.event, handler, event).with(payload).to(self.dialect)
    }

    /// Fires an event without waiting for its answer.
    pub async fn fire(&mut self, id: u64, handler: &str, event: &str, payload: Value) {
        let frame = self.event_frame(id, handler, event, payload);
        self.send_text(frame).await;
    }

    /// Clicks, and gives the answer.
    pub async fn click(&mut self, id: u64, handler: &str) -> Value {
        self.fire(id, handler, "click", json!({})).await;
        self.answer().await
    }

    /// Leaves a component, without waiting.
    pub async fn leave(&mut self, id: u64) {
        self.send_text(Leave { id }.to(self.dialect)).await;
    }

    /// The code of an answer that is an error; empty if it is none.
    #[must_use]
    pub fn code(&self, answer: &Value) -> String {
        match self.dialect {
            Dialect::One => answer["error"].as_str().and_then(|error| error.split(':').next()).unwrap_or("").to_owned(),
            Dialect::Two => match Said::read(answer) {
                Some(Said::Error { code, .. }) => code.to_owned(),
                _ => String::new(),
            },
        }
    }

    /// The changes of a patch; `None` if it changes nothing or is no patch.
    #[must_use]
    pub fn change<'v>(&self, answer: &'v Value) -> Option<&'v Value> {
        match self.dialect {
            Dialect::One => answer.get("d").filter(|change| *change != &json!({})),
            Dialect::Two => match Said::read(answer) {
                Some(Said::Patch { change, .. }) => change,
                _ => None,
            },
        }
    }

    /// Whether an answer is a patch, be it one that changes nothing.
    #[must_use]
    pub fn is_patch(&self, answer: &Value) -> bool {
        match self.dialect {
            Dialect::One => answer["type"] == "patch",
            Dialect::Two => matches!(Said::read(answer), Some(Said::Patch { .. })),
        }
    }

    /// The number of the last event that was fired.
    #[must_use]
    pub fn last_event(&self) -> u64 {
        self.event
    }
}

/// The request that opens a WebSocket of the server at this address, with these headers too.
///
/// # Errors
/// It is no address, or no value of a header.
pub fn request_to<'h>(
    address: SocketAddr,
    path: &str,
    headers: impl IntoIterator<Item = (&'static str, &'h str)>,
) -> Result<Request<()>, Error> {
    let mut request = format!("ws://{address}{path}").into_client_request()?;
    for (name, value) in headers {
        request.headers_mut().insert(name, HeaderValue::from_str(value).map_err(HttpError::from)?);
    }
    Ok(request)
}

fn subprotocol<T>(response: &Response<T>) -> Option<&str> {
    response.headers().get("sec-websocket-protocol").and_then(|value| value.to_str().ok())
}
