//! A crowd that comes back: many clients are joined when their server stops, and another is there for them.
//!
//! The server tells each to come back within a time that suits their number. The crowd is back when the last client has an event answered.

use std::{
    net::Ipv4Addr,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use futures_util::{SinkExt, StreamExt};
use loom_wire::{Mounted, Said};
use serde_json::Value;
use tokio::{
    net::TcpStream,
    sync::{Semaphore, watch},
    time::{Instant, timeout},
};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use loom_tests::{Time, Usage};

use crate::{
    Failure, component,
    page::Page,
    random::Random,
    server::{Build, Server},
};

/// How many clients arrive at a time, before the server is stopped.
const AT_ONCE: usize = 64;
/// How long all of them may take to arrive, and one of them for a step.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long a client waits before it tries again, at most.
const RETRY: u64 = 200;

/// The address at which the servers listen: every address of this machine.
const EVERYWHERE: Ipv4Addr = Ipv4Addr::UNSPECIFIED;
/// How many files a process has open besides its connections, at most.
const OTHERS: u64 = 200;
/// How often the processes' time is read.
const LOOK: Duration = Duration::from_millis(20);

/// The values that the clients share.
struct Crowd {
    /// The port of the server that takes new connections.
    port: watch::Sender<u16>,
    arriving: Semaphore,
    arrived: AtomicUsize,
}

/// Gathers `clients` on one server, stops it while another is there, and looks whether all are back `within` this time. Whether they are.
pub(crate) async fn run(clients: usize, within: Duration, seed: u64) -> Result<bool, Failure> {
    // The servers inherit it.
    let files = rlimit::increase_nofile_limit(u64::MAX)?;
    let needed = clients as u64 + OTHERS;
    if files < needed {
        return Err(format!(
            "{clients} clients need {needed} open files, and {files} are allowed: run `ulimit -n {needed}` before"
        )
        .into());
    }
    let random = Random::new(seed);
    let first = Server::start_on(EVERYWHERE, 1, Server::free_port().await?, Build::A).await?;
    let crowd = Arc::new(Crowd {
        port: watch::Sender::new(first.port),
        arriving: Semaphore::new(AT_ONCE),
        arrived: AtomicUsize::new(0),
    });
    let tasks: Vec<_> = (0..clients as u64)
        .map(|number| tokio::spawn(visit(Arc::clone(&crowd), number + 1, random.branch(number))))
        .collect();
    gather(&crowd, clients).await?;
    let second = Server::start_on(EVERYWHERE, 2, Server::free_port().await?, Build::A).await?;
    crowd.port.send_replace(second.port);
    let processes = [std::process::id(), first.id(), second.id()];
    let told = Instant::now();
    let return_of_all = async {
        let stopping = tokio::spawn(first.stop());
        let mut back = Vec::with_capacity(clients);
        for task in tasks {
            back.push(timeout(PATIENCE, task).await???.saturating_duration_since(told));
        }
        stopping.await??.map_err(|fault| fault.seen)?;
        Ok::<_, Failure>(back)
    };
    let (back, [own, old, new]) = timed(processes, return_of_all).await;
    let mut back = back?;
    second.stop().await?.map_err(|fault| fault.seen)?;
    back.sort_unstable();
    let at = |part: usize| back.get(part * back.len().saturating_sub(1) / 100).copied().unwrap_or_default();
    let (half, last) = (at(50), at(100));
    println!(
        "{clients} clients came back: half of them after {half:.2?}, the last after {last:.2?}; at most {within:.2?}"
    );
    println!("processor time: clients {own}, old server {old}, new server {new}");
    Ok(last <= within)
}

/// Does this, and says what the processes took of the processor meanwhile, as long as they were there.
async fn timed<T, const N: usize>(processes: [u32; N], work: impl Future<Output = T>) -> (T, [Time; N]) {
    let before = processes.map(|process| Usage::of(process).unwrap_or_default());
    let mut last = before;
    let mut work = pin!(work);
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            () = tokio::time::sleep(LOOK) => {}
        }
        for (process, last) in processes.iter().zip(&mut last) {
            *last = Usage::of(*process).unwrap_or(*last);
        }
    };
    let mut both = before.into_iter().zip(last);
    (done, std::array::from_fn(|_| both.next().map(|(before, last)| last.since(&before)).unwrap_or_default()))
}

/// Waits until all have arrived.
async fn gather(crowd: &Crowd, clients: usize) -> Result<(), Failure> {
    let all = async {
        while crowd.arrived.load(Relaxed) < clients {
            tokio::time::sleep(LOOK).await;
        }
    };
    let arrived = |_| format!("only {} of {clients} clients arrived", crowd.arrived.load(Relaxed)).into();
    timeout(PATIENCE, all).await.map_err(arrived)
}

/// One client: it arrives, is told to go, comes back, and has an event answered. When that was.
async fn visit(crowd: Arc<Crowd>, number: u64, mut random: Random) -> Result<Instant, Failure> {
    let arriving = crowd.arriving.acquire().await?;
    // With one address for all, they would run out of ports, and finding a free one takes the longer the more are taken.
    let address = ([127, 0, 0, (number % 100) as u8 + 1], *crowd.port.borrow());
    let (mut page, mut components, _) = Page::fetch(address.into(), "/one", number).await?;
    let mut mounted = components.pop().ok_or("a page without a component")?;
    let mut socket = page.open().await?.socket;
    join(&mut socket, &mounted).await?;
    record(&mut socket, 1, &mut mounted.token).await?;
    drop(arriving);
    crowd.arrived.fetch_add(1, Relaxed);
    let pause = loop {
        match socket.next().await.ok_or("an end without a word")?? {
            Message::Text(text) => renew(&serde_json::from_str(&text)?, &mut mounted.token),
            Message::Close(frame) => break frame.and_then(|frame| frame.reason.parse().ok()).unwrap_or(0),
            _ => {}
        }
    };
    // The answer to the close.
    let _ = socket.flush().await;
    drop(socket);
    // As the browser's client does it.
    tokio::time::sleep(random.millis(0, pause + 1)).await;
    loop {
        tokio::time::sleep(random.millis(RETRY / 2, RETRY)).await;
        page.move_to(*crowd.port.borrow());
        let Ok(opened) = page.open().await else { continue };
        let mut socket = opened.socket;
        join(&mut socket, &mounted).await?;
        record(&mut socket, 2, &mut mounted.token).await?;
        return Ok(Instant::now());
    }
}

async fn join(socket: &mut WebSocketStream<TcpStream>, mounted: &Mounted) -> Result<(), Failure> {
    socket.send(Message::text(mounted.join(1, false).to_string())).await?;
    answer(socket, |said| matches!(said, Said::Joined { .. }), &mut String::new()).await
}

/// Makes event `number`, which records its own number, and waits for the answer.
async fn record(socket: &mut WebSocketStream<TcpStream>, number: u64, token: &mut String) -> Result<(), Failure> {
    socket.send(Message::text(component::record(1, number).to_string())).await?;
    answer(socket, |said| matches!(said, Said::Patch { .. }), token).await
}

/// Waits for such a frame; an error is none. Keeps the newest token.
async fn answer(
    socket: &mut WebSocketStream<TcpStream>,
    answers: impl Fn(Said<'_>) -> bool,
    token: &mut String,
) -> Result<(), Failure> {
    let heard = async {
        loop {
            let Message::Text(text) = socket.next().await.ok_or("the connection broke")?? else { continue };
            let frame: Value = serde_json::from_str(&text)?;
            renew(&frame, token);
            match Said::read(&frame) {
                Some(said) if answers(said) => return Ok(()),
                Some(Said::Error { .. }) => return Err(format!("refused: {frame}").into()),
                _ => {}
            }
        }
    };
    timeout(PATIENCE, heard).await?
}

/// Keeps the token if the frame has one.
fn renew(frame: &Value, token: &mut String) {
    if let Some(Said::Token { token: newer, .. }) = Said::read(frame) {
        newer.clone_into(token);
    }
}
