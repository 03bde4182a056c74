//! [`Target`]: the gallery as it is attacked.

use std::{
    io::{BufRead as _, BufReader, Read},
    net::SocketAddr,
    process::{Command, ExitStatus, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed},
    },
    thread,
    time::Duration,
};

use loom_tests::{Process, Server, Usage};
use tokio::{net::TcpStream, time::Instant};

/// How attackers would begin a line of the log.
pub(crate) const FORGED: &str = "forged";

/// How many kinds of refusals a log may tell of at most, and how often: a line at once, and one for all others in ten seconds.
const KINDS: usize = 16;
const WINDOW: u64 = 10;

/// How many lines of refusals a log may have after so long, however much was refused.
pub(crate) fn refusal_lines(time: Duration) -> usize {
    KINDS * (2 + (time.as_secs() / WINDOW) as usize)
}

/// A process of the gallery.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    process: Process,
    log: Arc<Log>,
}

/// The output of the process.
#[derive(Debug, Default)]
struct Log {
    lines: AtomicUsize,
    forged: AtomicBool,
}

/// The target of an attack, and its time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground {
    pub(crate) address: SocketAddr,
    pub(crate) until: Instant,
}

impl Ground {
    pub(crate) fn is_over(&self) -> bool {
        Instant::now() >= self.until
    }
}

impl Target {
    /// Starts it on a free port, and waits until it answers.
    pub(crate) async fn start(program: &str) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("its address");
        drop(listener);
        let mut command = Command::new(program);
        command
            .env("PORT", address.port().to_string())
            .env("GALLERY_DB", ":memory:")
            .env("LOOM_SECRET", loom_tests::SECRET)
            .env("NO_COLOR", "1")
            .env_remove("RUST_LOG")
            // Its lines would be those of the attack.
            .env_remove("RUST_BACKTRACE")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = Process::start(&mut command);
        let log = Arc::new(Log::default());
        log.follow(process.output());
        log.follow(process.errors());
        while TcpStream::connect(address).await.is_err() {
            assert_eq!(process.ended(), None, "the gallery ended at once");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Self { address, process, log }
    }

    /// Has every page made a few times, so that what is allocated once is there.
    pub(crate) async fn warm(&self) {
        for page in ["/counter", "/table", "/form", "/chat", "/reviews", "/refusals", "/crowd"].repeat(20) {
            let page = Server::get_from(self.address, page, &[]).await;
            assert_eq!(page.status, 200);
        }
    }

    pub(crate) fn ground(&self, time: Duration) -> Ground {
        Ground { address: self.address, until: Instant::now() + time }
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn usage(&self) -> Usage {
        self.process.usage()
    }

    /// How many lines its log has.
    pub(crate) fn lines(&self) -> usize {
        self.log.lines.load(Relaxed)
    }

    /// Whether a line of it was begun by an attacker.
    pub(crate) fn forged(&self) -> bool {
        self.log.forged.load(Relaxed)
    }

    /// Whether it has ended, and how.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.process.ended()
    }
}

impl Log {
    /// Counts the lines that come, and shows them where `ATTACK_LOG` is set.
    fn follow(self: &Arc<Self>, from: impl Read + Send + 'static) {
        let (log, shows) = (Arc::clone(self), std::env::var_os("ATTACK_LOG").is_some());
        thread::spawn(move || {
            for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
                log.lines.fetch_add(1, Relaxed);
                let line = String::from_utf8_lossy(&line);
                log.forged.fetch_or(line.starts_with(FORGED), Relaxed);
                if shows {
                    eprintln!("{line}");
                }
            }
        });
    }
}
