//! Joins, events, drops and leaves without a pause, and then whether the server is as it was: `soak [--seconds N]`.
//!
//! The server is a process of its own, this program with `serve`. Its memory after the work may be a tenth and 8 MiB above that after a
//! tenth of the work, when all that is allocated once is there.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a program for the terminal, which fails by panicking"
)]

use std::{
    env,
    net::SocketAddr,
    process::{Command, ExitCode},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use axum::routing::get;
use loom::Loom;
use loom_tests::{BOTH, Client, Dialect, Process, SECRET, Server, UNREST, app, json, seconds};
use loom_wire::{HEARTBEAT, Said};

/// Clients that work at a time.
const CLIENTS: u64 = 32;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let time = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["serve"] => return serve().await,
        [] => Some(Duration::from_secs(60)),
        ["--seconds", value] => seconds(value),
        _ => None,
    };
    match time {
        Some(time) => soak(time).await,
        None => {
            eprintln!("usage: soak [--seconds N]");
            ExitCode::from(2)
        }
    }
}

/// The server: says its address, and at `/stats` what is alive.
async fn serve() -> ExitCode {
    // Some components panic, which is part of the work.
    std::panic::set_hook(Box::new(|_| {}));
    let builder = Loom::builder().secret(SECRET).state(app::Shared::default()).park(Duration::from_secs(1));
    let loom = builder.build().expect("the builder is right");
    let stats = loom.clone();
    let alive = async move || {
        let stats = stats.stats();
        let tasks = tokio::runtime::Handle::current().metrics().num_alive_tasks();
        format!("{} {} {} {tasks}", stats.components, stats.connections, stats.parked)
    };
    let app = app::router(&loom).route("/soak/stats", get(alive)).with_state(loom);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    println!("{}", listener.local_addr().expect("its address"));
    axum::serve(listener, app).await.expect("it serves");
    ExitCode::SUCCESS
}

/// The numbers of living things in the server: components, connections, parked components, tasks.
async fn alive(address: SocketAddr) -> Vec<usize> {
    let stats = Server::get_from(address, "/soak/stats", &[]).await;
    stats.body.split(' ').filter_map(|number| number.parse().ok()).collect()
}

async fn soak(time: Duration) -> ExitCode {
    let program = env::current_exe().expect("this program");
    let (server, address) = Process::start_listening(Command::new(program).arg("serve"));
    let address: SocketAddr = address.parse().expect("an address");

    let first = Duration::from_secs(time.as_secs().div_ceil(10));
    let worked = work(address, first).await + rest(address).await;
    let (before, tasks) = (server.usage().resident, alive(address).await[3]);
    let worked = worked + work(address, time.saturating_sub(first)).await + rest(address).await;
    let (after, alive) = (server.usage().resident, alive(address).await);
    drop(server);

    let most = before + before / 10 + UNREST;
    println!(
        "{worked} rounds; memory {} KiB, then {} KiB of at most {}; tasks {tasks}, then {}",
        before / 1024,
        after / 1024,
        most / 1024,
        alive[3]
    );
    let is_right = after <= most && alive[..2] == [0, 0] && alive[3] <= tasks + 1;
    if !is_right {
        eprintln!("something was left behind: components, connections, parked, tasks: {alive:?}");
    }
    if is_right { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Lets clients work for so long. How often they came and went.
async fn work(address: SocketAddr, time: Duration) -> u64 {
    let (until, rounds) = (Instant::now() + time, Arc::new(AtomicU64::new(0)));
    let clients: Vec<_> = (0..CLIENTS)
        .map(|number| {
            let rounds = Arc::clone(&rounds);
            tokio::spawn(async move {
                while Instant::now() < until {
                    let round = rounds.fetch_add(1, Ordering::Relaxed);
                    visit(address, number, round).await;
                }
            })
        })
        .collect();
    for client in clients {
        client.await.expect("a client works");
    }
    rounds.load(Ordering::Relaxed)
}

/// Waits until nothing is alive any more.
async fn rest(address: SocketAddr) -> u64 {
    for _ in 0..200 {
        if alive(address).await[..3] == [0, 0, 0] {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // Buffers that a connection keeps only for speed are released after a while.
    tokio::time::sleep(Duration::from_secs(1)).await;
    0
}

/// One visit: a page, a join, events, and an end of one kind or another.
async fn visit(address: SocketAddr, number: u64, round: u64) {
    let dialect = BOTH[usize::from(round.is_multiple_of(3))];
    let path = ["/counter", "/breaker", "/listener", "/family", "/hostile/drops"][(round % 5) as usize];
    let page = Server::get_from(address, path, &[]).await;
    let mut client = Client::open(address, dialect, page.cookie.as_deref()).await;
    client.join(0, &page.mounted(0)).await;
    let events = match path {
        "/counter" => vec!["increment", "increment", "set(0)", "hidden"],
        "/breaker" => vec!["increment", "fail", "fail_later", "increment"],
        "/family" => vec!["give", "add", "end"],
        "/hostile/drops" => vec!["increment", "arm"],
        _ => vec![],
    };
    for handler in &events {
        client.fire(0, handler, "click", json!({})).await;
    }
    if dialect == Dialect::Two {
        client.send_text(HEARTBEAT).await;
        while Said::read(&client.next().await) != Some(Said::Heartbeat) {}
    }
    match (number + round) % 4 {
        0 => drop(client),
        1 => {
            client.leave(0).await;
            client.close(1000, "left").await;
        }
        2 => client.close(1000, "").await,
        // It comes back at once, and then goes for good.
        _ => {
            drop(client);
            let mut client = Client::open(address, dialect, page.cookie.as_deref()).await;
            client.join(0, &page.mounted(0)).await;
            client.close(1000, "left").await;
        }
    }
}
