//! One client over each transport: whatever carries its frames, it says and hears the same.

use std::{sync::Arc, time::Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream};

use super::{
    Transport, WebSocket,
    memory::{Heard, Memory, MemoryClient, Said},
};
use crate::{
    Limits, Rate,
    component::{AppState, Registry, Visitor},
    connection::{Arrival, Connection, Shared, Terms, guard::Guard},
    http::{pump::Pump, stop::Stop},
    prelude::*,
    protocol::{Frame, message::Dialect},
    token::{Claims, Keys},
};

/// When everything begins, in seconds since 1970.
const BEGUN: u64 = 1_000_000;

#[live_component(name = "carried")]
struct Carried {
    count: u32,
}

#[live_component]
impl Carried {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <button on:click=increment>{self.count}</button> }
    }
}

/// A client's end of a transport.
trait Client {
    async fn say(&mut self, frame: Frame<'static>);
    /// Closes the connection as a page that does not come back.
    async fn leave(&mut self);
    async fn hear(&mut self) -> Heard;
}

impl Client for MemoryClient {
    async fn say(&mut self, frame: Frame<'static>) {
        let _ = self.to_server.send(Said::Frame(frame));
    }

    async fn leave(&mut self) {
        let _ = self.to_server.send(Said::Left);
    }

    async fn hear(&mut self) -> Heard {
        self.from_server.recv().await.unwrap()
    }
}

/// A WebSocket, written out by hand.
struct Bytes(DuplexStream);

impl Bytes {
    /// Sends a short frame under a mask that changes nothing.
    async fn write(&mut self, first: u8, payload: &[u8]) {
        let mut bytes = vec![first, 0x80 | u8::try_from(payload.len().min(126)).unwrap()];
        if payload.len() > 125 {
            bytes.extend(u16::try_from(payload.len()).unwrap().to_be_bytes());
        }
        bytes.extend([0; 4]);
        bytes.extend(payload);
        self.0.write_all(&bytes).await.unwrap();
    }
}

impl Client for Bytes {
    async fn say(&mut self, frame: Frame<'static>) {
        match frame {
            Frame::Text(text) => self.write(0x81, text.as_bytes()).await,
            Frame::Bytes(bytes) => self.write(0x82, &bytes).await,
        }
    }

    async fn leave(&mut self) {
        self.write(0x88, b"\x03\xe8left").await;
    }

    async fn hear(&mut self) -> Heard {
        let [first, length] = [self.0.read_u8().await.unwrap(), self.0.read_u8().await.unwrap()];
        let length = if length == 126 { self.0.read_u16().await.unwrap() } else { length.into() };
        let mut payload = vec![0; length.into()];
        self.0.read_exact(&mut payload).await.unwrap();
        if first == 0x81 {
            return Heard::Text(String::from_utf8(payload).unwrap());
        }
        assert_eq!(first, 0x88);
        let reason = String::from_utf8(payload.split_off(2)).unwrap();
        Heard::Closed(u16::from_be_bytes([payload[0], payload[1]]), reason)
    }
}

/// An application whose connections go over any transport.
struct App {
    shared: Arc<Shared>,
    stop: Stop,
}

impl App {
    fn new(limits: Limits) -> Self {
        let keys = Keys::new(b"the secret of the tests, of many bytes");
        let guard = Guard { limits, ..Guard::default() };
        let registry = Registry::collect().unwrap();
        let shared = Shared::new(keys, Terms::default(), guard, registry, AppState::default());
        Self { shared: Arc::new(shared), stop: Stop::new(&Terms::default()) }
    }

    /// Serves a client in a task of its own.
    fn serve(&self, transport: impl Transport + Unpin + Send + 'static) -> tokio::task::JoinHandle<()> {
        let arrival = Arrival {
            dialect: Dialect::Two,
            session: "visitor",
            page: 1,
            socket_number: 0,
            visitor: Visitor::new("v"),
            version: None,
            visit: None,
            now: Instant::now(),
            unix: BEGUN,
        };
        let connection = Box::new(Connection::new(self.shared.clone(), arrival));
        tokio::spawn(Pump::new(transport, connection, self.stop.stopping()))
    }

    fn join(&self) -> Frame<'static> {
        let claims = Claims { issued: BEGUN, instance: 7, ..Claims::default() };
        let token = self.shared.keys.sign(&claims, "carried", "visitor", r#"{"count":41}"#);
        format!(r#"["j",0,"carried","{token}"]"#).into()
    }

    fn parked(&self) -> usize {
        self.shared.locations.parked(Instant::now()).0
    }
}

/// The next message but templates and tokens.
async fn message(client: &mut impl Client) -> Heard {
    loop {
        match client.hear().await {
            Heard::Text(text) if text.starts_with("[\"t\"") || text.starts_with("[\"k\"") => {}
            heard => return heard,
        }
    }
}

/// A join, an event, a frame that is no message, and a server that stops.
async fn is_served(transport: impl Transport + Unpin + Send + 'static, mut client: impl Client) {
    let app = App::new(Limits::default());
    let task = app.serve(transport);
    client.say(app.join()).await;
    let Heard::Text(joined) = message(&mut client).await else { panic!("closed") };
    assert!(joined.starts_with("[\"j\",0,{") && joined.contains("[41]"), "{joined}");
    client.say(r#"["e",0,1,"increment","click"]"#.into()).await;
    assert_eq!(message(&mut client).await, Heard::Text(r#"["p",0,1,[0,42]]"#.to_owned()));
    client.say(Frame::Bytes(b"bytes".as_slice().into())).await;
    let Heard::Text(refused) = message(&mut client).await else { panic!("closed") };
    assert!(refused.starts_with("[\"x\",null,0,\"bad_message\","), "{refused}");
    app.stop.tell(1);
    assert_eq!(message(&mut client).await, Heard::Closed(1012, "250".to_owned()));
    drop(client);
    task.await.unwrap();
    assert_eq!(app.parked(), 1);
}

/// A client that sends too much.
async fn is_closed(transport: impl Transport + Unpin + Send + 'static, mut client: impl Client) {
    let limits = Limits { frames: Rate::per_minute(1), ..Limits::default() };
    let app = App::new(limits);
    let task = app.serve(transport);
    client.say(r#"["h"]"#.into()).await;
    client.say(r#"["h"]"#.into()).await;
    let answer = || Heard::Text(r#"["h"]"#.to_owned());
    assert_eq!([message(&mut client).await, message(&mut client).await], [answer(), answer()]);
    assert_eq!(message(&mut client).await, Heard::Closed(1008, "too many frames".to_owned()));
    drop(client);
    task.await.unwrap();
}

/// A client that does not come back.
async fn leaves(transport: impl Transport + Unpin + Send + 'static, mut client: impl Client) {
    let app = App::new(Limits::default());
    let task = app.serve(transport);
    client.say(app.join()).await;
    message(&mut client).await;
    client.leave().await;
    drop(client);
    task.await.unwrap();
    assert_eq!((app.parked(), app.shared.components.get()), (0, 0));
}

#[tokio::test]
async fn a_browser_that_goes_away_does_not_come_back() {
    for (close, waiting) in [(&b"\x03\xe9"[..], 0), (b"\x03\xe8", 1), (b"\x03\xe9why", 1)] {
        let app = App::new(Limits::default());
        let (transport, mut client) = web_socket();
        let task = app.serve(transport);
        client.say(app.join()).await;
        message(&mut client).await;
        client.write(0x88, close).await;
        drop(client);
        task.await.unwrap();
        assert_eq!(app.parked(), waiting, "{close:?}");
    }
}

fn web_socket() -> (WebSocket<DuplexStream>, Bytes) {
    let (server, client) = tokio::io::duplex(1 << 16);
    (WebSocket::new(server, 1 << 16), Bytes(client))
}

/// Runs a test over each transport.
macro_rules! over {
    ($($test:ident => $over_a_web_socket:ident, $in_memory:ident;)+) => {$(
        #[tokio::test]
        async fn $over_a_web_socket() {
            let (transport, client) = web_socket();
            $test(transport, client).await;
        }

        #[tokio::test]
        async fn $in_memory() {
            let (transport, client) = Memory::new();
            $test(transport, client).await;
        }
    )+};
}

over! {
    is_served => a_client_is_served_over_a_web_socket, a_client_is_served_in_memory;
    is_closed => a_client_is_closed_over_a_web_socket, a_client_is_closed_in_memory;
    leaves => a_client_leaves_over_a_web_socket, a_client_leaves_in_memory;
}
