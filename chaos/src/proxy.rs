//! [`Proxy`]: a network between clients and the server that breaks in every way a network does.

use std::{
    collections::HashSet,
    io,
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::random::Random;

/// How the network is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weather {
    /// Slow perhaps, but whole.
    Calm,
    /// Every connection breaks after a while.
    Rough,
}

/// How a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Whole,
    /// The next bytes are cut in their middle, and then it is closed.
    Cut,
    /// Bytes vanish on their way up to the server, or down to the client, or both; neither end is told of anything.
    Swallows {
        up: bool,
        down: bool,
    },
}

/// The fate of a connection while the network is bad.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Closed,
    Reset,
    Becomes(Line),
}

impl Fate {
    const fn draw(random: &mut Random) -> Self {
        match random.below(6) {
            0 => Self::Closed,
            1 => Self::Reset,
            2 => Self::Becomes(Line::Cut),
            3 => Self::Becomes(Line::Swallows { up: true, down: true }),
            4 => Self::Becomes(Line::Swallows { up: true, down: false }),
            _ => Self::Becomes(Line::Swallows { up: false, down: true }),
        }
    }
}

/// Carries bytes between clients and the servers it is pointed at.
#[derive(Clone, Debug)]
pub(crate) struct Proxy {
    /// The address at which clients reach it.
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    /// The ports of the servers, which take turns.
    targets: Mutex<Vec<u16>>,
    turn: AtomicUsize,
    weather: watch::Sender<Weather>,
    /// How many connections it broke.
    drops: AtomicU64,
    /// The clients' ports of those.
    broken: Mutex<HashSet<u16>>,
}

impl Proxy {
    /// Begins to carry, in calm weather.
    pub(crate) async fn start(random: Random) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let shared = Shared {
            targets: Mutex::default(),
            turn: AtomicUsize::default(),
            weather: watch::Sender::new(Weather::Calm),
            drops: AtomicU64::default(),
            broken: Mutex::default(),
        };
        let proxy = Self { address: listener.local_addr()?, shared: Arc::new(shared) };
        let shared = Arc::clone(&proxy.shared);
        tokio::spawn(async move {
            for number in 0.. {
                if let Ok((near, _)) = listener.accept().await {
                    let (shared, random) = (Arc::clone(&shared), random.branch(number));
                    // A connection that ends in an error is a connection that ends.
                    tokio::spawn(async move { shared.carry(near, random).await.unwrap_or_default() });
                }
            }
        });
        Ok(proxy)
    }

    /// Sends new connections to the servers on these ports, in turn.
    pub(crate) fn point_at(&self, ports: &[u16]) {
        ports.clone_into(&mut self.shared.targets());
    }

    /// Changes the weather. When it calms down, what swallows bytes is closed.
    pub(crate) fn weather(&self, weather: Weather) {
        self.shared.weather.send_replace(weather);
    }

    /// How many connections it broke.
    pub(crate) fn drops(&self) -> u64 {
        self.shared.drops.load(Relaxed)
    }

    /// Whether it broke the last connection that came from this port.
    pub(crate) fn broke(&self, port: u16) -> bool {
        self.shared.broken().contains(&port)
    }
}

impl Shared {
    fn broken(&self) -> MutexGuard<'_, HashSet<u16>> {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn targets(&self) -> MutexGuard<'_, Vec<u16>> {
        self.targets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_target(&self) -> Option<u16> {
        let (targets, turn) = (self.targets(), self.turn.fetch_add(1, Relaxed));
        targets.get(turn.checked_rem(targets.len())?).copied()
    }

    /// Carries one connection to its end.
    async fn carry(&self, near: TcpStream, mut random: Random) -> io::Result<()> {
        let target = self.next_target().ok_or(io::ErrorKind::ConnectionRefused)?;
        let far = TcpStream::connect(("127.0.0.1", target)).await?;
        let port = near.peer_addr()?.port();
        self.broken().remove(&port);
        let fate = Fate::draw(&mut random);
        for stream in [&near, &far] {
            stream.set_nodelay(true)?;
            if matches!(fate, Fate::Reset) {
                stream.set_zero_linger()?;
            }
        }
        let delay = random.millis(0, 40);
        let line = watch::Sender::new(Line::Whole);
        let (near_in, near_out) = tokio::io::split(near);
        let (far_in, far_out) = tokio::io::split(far);
        let up =
            pass(near_in, far_out, delay, line.subscribe(), |line| matches!(line, Line::Swallows { up: true, .. }));
        let down =
            pass(far_in, near_out, delay, line.subscribe(), |line| matches!(line, Line::Swallows { down: true, .. }));
        // Whichever ends first ends the connection: what is dropped is closed.
        tokio::select! {
            ended = async { tokio::try_join!(up, down) } => ended.map(drop),
            () = self.befall(fate, port, &line, random) => Ok(()),
        }
    }

    /// Lets its fate befall a connection; done when it is to be closed.
    async fn befall(&self, fate: Fate, port: u16, line: &watch::Sender<Line>, mut random: Random) {
        let mut weather = self.weather.subscribe();
        let mut life = random.millis(200, 1_000) * (1 << random.below(5));
        loop {
            // The sender lives as long as `self`.
            let _ = weather.wait_for(|weather| *weather == Weather::Rough).await;
            tokio::select! {
                () = tokio::time::sleep(life) => break,
                _ = weather.wait_for(|weather| *weather == Weather::Calm) => life = random.millis(200, 1_000),
            }
        }
        self.drops.fetch_add(1, Relaxed);
        self.broken().insert(port);
        if let Fate::Becomes(broken) = fate {
            line.send_replace(broken);
            let _ = weather.wait_for(|weather| *weather == Weather::Calm).await;
        }
    }
}

/// Passes bytes on in one direction, each some time after it came.
async fn pass(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    delay: Duration,
    line: watch::Receiver<Line>,
    swallows: impl Fn(Line) -> bool,
) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let read = from.read(&mut buffer).await;
        tokio::time::sleep(delay).await;
        let line = *line.borrow();
        let bytes = read.as_ref().ok().and_then(|read| buffer.get(..*read)).unwrap_or_default();
        match line {
            // One end has closed, and the other does not learn of it.
            Line::Swallows { .. } if bytes.is_empty() => std::future::pending().await,
            Line::Swallows { .. } if swallows(line) => {}
            Line::Swallows { .. } => drop(to.write_all(bytes).await),
            Line::Cut if !bytes.is_empty() => {
                to.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default()).await?;
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            _ if bytes.is_empty() => return to.shutdown().await.or(Ok(())),
            // An end that no longer listens may still send.
            _ if to.write_all(bytes).await.is_err() => return Ok(()),
            _ => {}
        }
    }
}
