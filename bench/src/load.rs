//! The load: many WebSockets, each of which sends its next message when the answer to the last one has come.

use std::{
    error::Error,
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use futures_util::{SinkExt, StreamExt};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

/// What went wrong, for a program that only reports it.
pub type Failure = Box<dyn Error + Send + Sync>;

/// A socket to the server under test, joined where there is something to join.
pub type Socket = WebSocketStream<TcpStream>;

/// What one run of the closed loop found.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// Answers a second, over all connections.
    pub per_second: f64,
    /// Latency that half of the events stayed under.
    pub p50: Duration,
    /// Latency that 95 of 100 events stayed under.
    pub p95: Duration,
    /// Latency that 99 of 100 events stayed under.
    pub p99: Duration,
    /// Bytes of the last answer.
    pub answer: usize,
}

/// What the page says that a join needs.
#[derive(Clone, Debug)]
pub struct Ticket {
    /// The component's registered name.
    pub module: String,
    /// Its token.
    pub token: String,
    /// The visitor's cookie, as the browser would send it.
    pub cookie: String,
}

/// Fetches `path` and reads its first component's module and token.
///
/// # Errors
/// The server does not answer, or the page holds no component.
pub async fn ticket(addr: &str, path: &str) -> Result<Ticket, Failure> {
    let mut stream = TcpStream::connect(addr).await?;
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n").as_bytes()).await?;
    let mut text = String::new();
    stream.read_to_string(&mut text).await?;
    let between = |start: &str, end: &str| -> Option<String> {
        let rest = text.split_once(start)?.1;
        Some(rest.split_once(end)?.0.to_owned())
    };
    let cookie = text
        .lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_once(": ").filter(|header| header.0.eq_ignore_ascii_case("set-cookie")))
        .filter_map(|header| header.1.split(';').next())
        .collect::<Vec<_>>()
        .join("; ");
    Ok(Ticket {
        module: between("data-l-live=\"", "\"").ok_or("the page holds no component")?,
        token: between("data-l-token=\"", "\"").ok_or("the page holds no token")?,
        cookie,
    })
}

/// Opens a socket, and joins the ticket's component under id 0 if there is one. Each socket says that it is of a page of its own, else
/// it would take the component from the one before.
///
/// # Errors
/// The server refuses.
pub async fn open(addr: &str, path: &str, ticket: Option<&Ticket>) -> Result<Socket, Failure> {
    static PAGES: AtomicU64 = AtomicU64::new(1);
    let page = PAGES.fetch_add(1, Ordering::Relaxed);
    let query = ticket.map(|_| format!("?page={page}")).unwrap_or_default();
    let mut request = format!("ws://{addr}{path}{query}").into_client_request()?;
    if let Some(ticket) = ticket {
        let headers = request.headers_mut();
        headers.insert("origin", HeaderValue::from_str(&format!("http://{addr}"))?);
        headers.insert("sec-websocket-protocol", HeaderValue::from_static("loom.2"));
        if !ticket.cookie.is_empty() {
            headers.insert("cookie", HeaderValue::from_str(&ticket.cookie)?);
        }
    }
    let stream = TcpStream::connect(addr).await?;
    stream.set_nodelay(true)?;
    let (mut socket, _) = client_async(request, stream).await?;
    if let Some(ticket) = ticket {
        let join = format!("[\"j\",0,\"{}\",\"{}\",1]", ticket.module, ticket.token);
        socket.send(Message::text(join)).await?;
        loop {
            let answer = answer(&mut socket).await?;
            if answer.starts_with("[\"x\"") {
                return Err(format!("the join was refused: {answer}").into());
            }
            if answer.starts_with("[\"j\"") {
                break;
            }
        }
    }
    Ok(socket)
}

/// The next text frame.
///
/// # Errors
/// The socket ended.
pub async fn answer(socket: &mut Socket) -> Result<String, Failure> {
    loop {
        match socket.next().await.ok_or("the server closed the socket")?? {
            Message::Text(text) => return Ok(text.as_str().to_owned()),
            Message::Close(_) => return Err("the server closed the socket".into()),
            _ => {}
        }
    }
}

/// Runs the closed loop on every socket for `time`, and gives the figures of all together.
///
/// `message` makes the text of an event from its number. An answer is the first frame that comes back.
///
/// # Errors
/// A socket ended, or an event was refused.
pub async fn closed_loop(
    sockets: Vec<Socket>,
    time: Duration,
    message: impl Fn(u64) -> String + Clone + Send + 'static,
) -> Result<(Figures, Vec<Socket>), Failure> {
    let begin = Instant::now();
    let end = begin + time;
    let mut tasks = Vec::new();
    for mut socket in sockets {
        let message = message.clone();
        tasks.push(tokio::spawn(async move {
            let mut latencies = Vec::new();
            let mut number = 0;
            let mut bytes = 0;
            while Instant::now() < end {
                number += 1;
                let sent = Instant::now();
                socket.send(Message::text(message(number))).await?;
                let text = answer(&mut socket).await?;
                if text.starts_with("[\"x\"") {
                    return Err(format!("an event was refused: {text}").into());
                }
                bytes = text.len();
                latencies.push(sent.elapsed());
            }
            Ok::<_, Failure>((latencies, bytes, socket))
        }));
    }
    let mut latencies = Vec::new();
    let mut answer = 0;
    let mut sockets = Vec::new();
    for task in tasks {
        let (of_one, bytes, socket) = task.await??;
        latencies.extend(of_one);
        answer = bytes;
        sockets.push(socket);
    }
    let took = begin.elapsed().as_secs_f64();
    latencies.sort_unstable();
    let at = |share: f64| {
        let index = (latencies.len() as f64 * share) as usize;
        latencies.get(index.min(latencies.len().saturating_sub(1))).copied().unwrap_or_default()
    };
    let figures =
        Figures { per_second: latencies.len() as f64 / took, p50: at(0.5), p95: at(0.95), p99: at(0.99), answer };
    Ok((figures, sockets))
}
