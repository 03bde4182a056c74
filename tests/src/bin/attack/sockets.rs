//! Attacks by the sockets themselves, however little is sent on them.

use loom_tests::{Dialect, Raw, Server};
use loom_wire::{
    Event,
    handshake::{PATH, path_of_page},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    task::JoinSet,
    time::{sleep_until, timeout_at},
};

use crate::{
    flood::{join, text},
    target::Ground,
};

/// How many attackers open sockets, and how many each holds.
const ATTACKERS: usize = 16;
const EACH: usize = 100;
/// How many sockets are open at a time.
pub(crate) const OPEN: usize = ATTACKERS * EACH;

/// Sockets with a joined component each. When there are enough they are dropped, and others are opened.
pub(crate) async fn many(ground: Ground) -> u64 {
    let mut attackers = JoinSet::new();
    for _ in 0..ATTACKERS {
        attackers.spawn(async move {
            let (mut sent, mut open) = (0, Vec::with_capacity(EACH));
            while !ground.is_over() {
                let page = Server::try_request_from(ground.address, "GET", "/counter", &[]);
                let Ok(Ok(page)) = timeout_at(ground.until, page).await else { continue };
                let socket = Raw::open(ground.address, PATH, Dialect::Two, page.cookie.as_deref());
                let Ok(Ok(mut socket)) = timeout_at(ground.until, socket).await else { continue };
                if socket.write(&join(&page, 0, 0)).await.is_ok() {
                    sent += 1;
                }
                if open.len() == EACH {
                    open.clear();
                }
                open.push(socket);
            }
            sent
        });
    }
    attackers.join_all().await.into_iter().sum()
}

/// Joins under ever new ids, by a socket of a page that has opened a newer one since.
pub(crate) async fn older(ground: Ground) -> u64 {
    let mut sent = 0;
    for number in 0.. {
        if ground.is_over() {
            break;
        }
        sent += join_by_older(ground, number).await.unwrap_or_default();
    }
    sleep_until(ground.until).await;
    sent
}

/// Does so on the sockets of one page, until the server has ended them.
async fn join_by_older(ground: Ground, page_number: u64) -> std::io::Result<u64> {
    let page = Server::try_request_from(ground.address, "GET", "/counter", &[]).await?;
    let open = async |socket: u64| {
        let path = path_of_page(PATH, page_number, Some(socket));
        Raw::open(ground.address, &path, Dialect::Two, page.cookie.as_deref()).await
    };
    let (mut newer, older) = (open(2).await?, open(1).await?);
    newer.write(&join(&page, 0, 0)).await?;
    newer.write(&text(Event::<&str>::new(0, 1, "increment", "click").to_string())).await?;
    let (mut hears, mut writes) = older.split();
    let mut sent = 0;
    let write = async {
        for id in 1.. {
            writes.write_all(&join(&page, 0, id)).await?;
            sent += 1;
        }
        Ok(())
    };
    let read = async {
        let mut buffer = vec![0; 16 * 1024];
        while hears.read(&mut buffer).await? > 0 {}
        Ok(())
    };
    tokio::select! {
        ended = write => ended,
        ended = read => ended,
        () = sleep_until(ground.until) => Ok::<_, std::io::Error>(()),
    }
    .unwrap_or_default();
    Ok(sent)
}
