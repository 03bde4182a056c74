//! Two servers behind haproxy and nginx, with the configuration of `docs/guide/proxies.md` as it stands there.
//!
//! `cargo xtask test proxies` runs them, and installs the proxies where it may.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::{
    collections::{HashMap, HashSet},
    fs,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use loom_tests::{Client, Dialect, Fetched, Operated, Server};

const PROGRAM: &str = env!("CARGO_BIN_EXE_operated");

/// Which proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Haproxy,
    Nginx,
}

/// A proxy before two servers. All end when this is dropped.
struct Site {
    address: SocketAddr,
    servers: Vec<Operated>,
    proxy: Child,
    folder: PathBuf,
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.proxy.kill();
        let _ = self.proxy.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Site {
    /// Starts two servers with these settings, and before them a proxy whose configuration `change` has seen.
    async fn start(kind: Kind, settings: &[&str], change: impl Fn(String) -> String) -> Self {
        let servers: Vec<Operated> = ["name=a", "name=b"]
            .iter()
            .map(|name| Operated::start(PROGRAM, "127.0.0.1:0", &[&[*name], settings].concat()))
            .collect();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let folder = std::env::temp_dir().join(format!("loom-proxy-{}-{}", std::process::id(), address.port()));
        fs::create_dir_all(&folder).unwrap();
        let language = if kind == Kind::Haproxy { "haproxy" } else { "nginx" };
        let config = change(of_the_guide(language))
            .replace("127.0.0.1:3000", &servers[0].address)
            .replace("127.0.0.1:3001", &servers[1].address)
            .replace("bind :80", &format!("bind {address}"))
            .replace("listen 80", &format!("listen {address}"));
        let proxy = run(kind, &folder, &config);
        let site = Self { address, servers, proxy, folder };
        // haproxy sends nobody to a server that has not answered its check.
        let mut seen = HashSet::new();
        let begin = Instant::now();
        while seen.len() < 2 {
            assert!(begin.elapsed() < Duration::from_secs(20), "both servers answer: {seen:?}");
            if tokio::net::TcpStream::connect(address).await.is_ok() {
                let page = site.get(&[("cookie", &cookie_of(begin))]).await;
                seen.insert(page.header("served-by").to_owned());
            }
            seen.remove("");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        site
    }

    async fn get(&self, headers: &[(&str, &str)]) -> Fetched {
        Server::get_from(self.address, "/counter", headers).await
    }

    /// Opens a WebSocket as the visitor of a page and joins its counter. The server that has it, as the answer says.
    async fn join(&self, page: &Fetched) -> Client {
        let mut client = Client::open(self.address, Dialect::Two, page.cookie.as_deref()).await;
        let joined = client.join(0, &page.mounted(0)).await;
        assert_eq!(joined[0], "j", "{joined}");
        client
    }
}

/// A cookie of a visitor who was never here.
fn cookie_of(begin: Instant) -> String {
    let number = begin.elapsed().as_nanos();
    format!("loom_sid={number:024}")
}

/// The first block of code of this language in the guide.
fn of_the_guide(language: &str) -> String {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/proxies.md");
    let guide = fs::read_to_string(guide).unwrap();
    let block = guide.split(&format!("```{language}\n")).nth(1).expect("the guide has the configuration");
    block.split("\n```").next().unwrap().to_owned() + "\n"
}

/// Starts a proxy with this configuration.
fn run(kind: Kind, folder: &Path, config: &str) -> Child {
    let file = folder.join("config");
    let mut command = match kind {
        Kind::Haproxy => {
            fs::write(&file, config).unwrap();
            let mut command = Command::new("haproxy");
            command.args(["-db", "-f"]).arg(&file);
            command
        }
        Kind::Nginx => {
            // The settings that a package of nginx has around it.
            let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
                .map(|name| format!("{name}_temp_path {0}/{name};", folder.display()))
                .join("\n");
            let around = format!(
                "daemon off; worker_processes 2; pid {0}/pid; error_log {0}/error.log;\n\
                 events {{}}\nhttp {{ access_log off;\n{paths}\n{config}\n}}\n",
                folder.display()
            );
            fs::write(&file, around).unwrap();
            let mut command = Command::new("nginx");
            command.arg("-e").arg(folder.join("error.log")).arg("-c").arg(&file);
            command
        }
    };
    // Debian has them where only root looks.
    let path = std::env::var("PATH").unwrap_or_default() + ":/usr/sbin";
    command.env("PATH", path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap_or_else(|error| panic!("{kind:?}: {error}; cargo xtask test proxies installs it"))
}

async fn serves_pages_and_sockets(kind: Kind) {
    let site = Site::start(kind, &[], |config| config).await;
    let page = site.get(&[]).await;
    assert_eq!(page.status, 200);
    // The `Host` that arrives has its port, or the Origin check would refuse the page's own socket.
    let mut client = site.join(&page).await;
    let answer = client.click(0, "increment").await;
    assert!(client.change(&answer).is_some(), "{answer}");
    for foreign in ["http://mallory.example", "http://127.0.0.1"] {
        let refused = Client::try_open(site.address, Dialect::Two, page.cookie.as_deref(), Some(foreign)).await;
        assert_eq!(refused.err().map(|(status, _)| status), Some(403), "{foreign}");
    }
}

#[tokio::test]
#[ignore = "needs haproxy: cargo xtask test proxies"]
async fn pages_and_sockets_come_through_haproxy() {
    serves_pages_and_sockets(Kind::Haproxy).await;
}

#[tokio::test]
#[ignore = "needs nginx: cargo xtask test proxies"]
async fn pages_and_sockets_come_through_nginx() {
    serves_pages_and_sockets(Kind::Nginx).await;
}

/// Visitors come back to their process; all processes have visitors. `first` whether the page that sets the cookie comes from it too.
async fn keeps_visitors(kind: Kind, first: bool) {
    let site = Site::start(kind, &[], |config| config).await;
    let mut served = HashMap::<String, usize>::new();
    for _ in 0..20 {
        let page = site.get(&[]).await;
        let cookie = page.cookie.clone().unwrap();
        let mut processes = Vec::new();
        if first {
            processes.push(page.header("served-by").to_owned());
        }
        for _ in 0..5 {
            let again = site.get(&[("cookie", &cookie)]).await;
            processes.push(again.header("served-by").to_owned());
        }
        processes.dedup();
        assert_eq!(processes.len(), 1, "{processes:?}");
        *served.entry(processes.remove(0)).or_default() += 1;
    }
    assert_eq!(served.len(), 2, "{served:?}");
}

#[tokio::test]
#[ignore = "needs haproxy: cargo xtask test proxies"]
async fn haproxy_sends_a_visitor_to_the_process_of_the_first_page() {
    keeps_visitors(Kind::Haproxy, true).await;
}

#[tokio::test]
#[ignore = "needs nginx: cargo xtask test proxies"]
async fn nginx_sends_a_visitor_who_has_the_cookie_to_one_process() {
    keeps_visitors(Kind::Nginx, false).await;
}

/// A WebSocket on which nothing happens but heartbeats stays open for longer than the proxy waits; one without them does not.
async fn heartbeats_keep_it_open(kind: Kind) {
    let site = Site::start(kind, &["heartbeat=1000"], |config| config.replace("60s", "3s")).await;
    let page = site.get(&[]).await;
    let beat = page.body.split("data-l-beat=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let beat = Duration::from_millis(beat.parse().unwrap());
    let mut silent = site.join(&page).await;
    let mut client = site.join(&site.get(&[]).await).await;
    let begin = Instant::now();
    while begin.elapsed() < Duration::from_secs(7) {
        client.send_text(r#"["h"]"#).await;
        assert_eq!(client.answer().await[0], "h");
        tokio::time::sleep(beat).await;
    }
    let answer = client.click(0, "increment").await;
    assert!(client.change(&answer).is_some(), "{answer}");
    silent.closed().await;
}

#[tokio::test]
#[ignore = "needs haproxy: cargo xtask test proxies"]
async fn heartbeats_keep_a_socket_open_through_haproxy() {
    heartbeats_keep_it_open(Kind::Haproxy).await;
}

#[tokio::test]
#[ignore = "needs nginx: cargo xtask test proxies"]
async fn heartbeats_keep_a_socket_open_through_nginx() {
    heartbeats_keep_it_open(Kind::Nginx).await;
}

/// The address that is counted is the one that the proxy sees, whatever the client says of itself.
async fn counts_addresses(kind: Kind) {
    let site = Site::start(kind, &["sockets_per_address=2"], |config| config).await;
    let from = |last: u8, said: &'static str| {
        let (address, source) = (site.address, Ipv4Addr::new(127, 0, 0, last));
        async move { Client::try_open_from(source, address, vec![("x-forwarded-for", said)]).await }
    };
    let mut open = Vec::new();
    // Each of the two servers lets two in.
    for said in ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"] {
        if let Ok(client) = from(2, said).await {
            open.push(client);
        }
    }
    let refused = from(2, "203.0.113.5").await;
    let refused = match refused {
        Ok(client) => {
            open.push(client);
            from(2, "203.0.113.6").await
        }
        refused => refused,
    };
    assert!((2..=4).contains(&open.len()), "{}", open.len());
    assert_eq!(refused.err().map(|(status, _)| status), Some(429));
    assert!(from(3, "203.0.113.1").await.is_ok(), "another address");
}

#[tokio::test]
#[ignore = "needs haproxy: cargo xtask test proxies"]
async fn addresses_are_counted_behind_haproxy() {
    counts_addresses(Kind::Haproxy).await;
}

#[tokio::test]
#[ignore = "needs nginx: cargo xtask test proxies"]
async fn addresses_are_counted_behind_nginx() {
    counts_addresses(Kind::Nginx).await;
}

#[tokio::test]
#[ignore = "needs haproxy: cargo xtask test proxies"]
async fn no_request_fails_while_a_process_behind_haproxy_stops() {
    let mut site = Site::start(Kind::Haproxy, &["drain=3000"], |config| config).await;
    site.servers[0].signal("TERM");
    let mut sent = 0;
    while site.servers[0].ended().is_none() {
        sent += 1;
        let page = site.get(&[]).await;
        assert_eq!(page.status, 200, "request {sent}: {page:?}");
    }
    for _ in 0..50 {
        assert_eq!(site.get(&[]).await.header("served-by"), "b");
    }
    assert!(sent > 50, "{sent} requests");
}
