//! A server that is told to stop.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::{process::Command, time::Duration};

use loom::Loom;
use loom_tests::{Client, Dialect, Fetched, Mounted, SECRET, Server, Value, app, json};

#[tokio::test]
async fn a_client_is_given_the_newest_token_before_the_server_stops() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let shared = app::Shared::default();
    // It has less time to stop than the next token has after a push, which is ten seconds.
    let builder = Loom::builder().secret(SECRET).stop_within(Duration::from_secs(5));
    let loom = builder.state(shared.clone()).build().unwrap();
    let router = app::router(&loom).with_state(loom.clone());
    let server = tokio::spawn(loom::serve(router, address.to_string()));
    while tokio::net::TcpStream::connect(address).await.is_err() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let page = Server::get_from(address, "/listener", &[]).await;
    let mut client = Client::open(address, Dialect::Two, page.cookie.as_deref()).await;
    client.join(0, &page.mounted(0)).await;
    shared.news.publish("rain".to_owned());
    assert_eq!(client.answer().await[0], "p");

    let id = std::process::id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert!(server.await.unwrap().is_ok());
    assert_eq!(loom.stats().connections, 0, "a process that ends now takes nothing from anybody");
    let (frames, close) = client.farewell().await;
    assert_eq!(frames.last().unwrap()[0], "k", "it came because of the stop");
    let (code, spread) = close.unwrap();
    assert_eq!(code, 1012);
    assert!(spread.parse::<u32>().unwrap() >= 250, "milliseconds to come back in: {spread}");
}

/// Opens a socket of page 1 and joins the page's first component.
async fn open(server: &Server, page: &Fetched) -> Client {
    let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), 1).await;
    client.join(0, &page.mounted(0)).await;
    client
}

#[tokio::test]
async fn a_client_goes_on_in_another_process_and_no_event_is_lost_or_counts_twice() {
    let (old, new) = (Server::start().await, Server::start().await);
    let page = old.get("/counter").await;
    let mut client = open(&old, &page).await;
    for _ in 0..3 {
        client.fire(0, "increment", "click", json!({})).await;
    }
    client.answer().await;
    let (frames, ()) = tokio::join!(client.farewell(), old.loom.shutdown());
    let token = frames.0.iter().rev().find(|frame| frame[0] == "k").unwrap()[2].as_str().unwrap().to_owned();
    assert_eq!(old.loom.stats().connections, 0);

    let mut client = Client::open_of_page(new.address, page.cookie.as_deref(), 1).await;
    let joined = client.join(0, &Mounted { token, ..page.mounted(0) }).await;
    // An event that had not arrived before the close was not answered, and is sent again.
    let mut last = joined.to_string();
    for number in 1..=3 {
        client.send_text(json!(["e", 0, number, "increment", "click"]).to_string()).await;
        let answer = client.answer().await;
        if answer.get(3).is_some() {
            last = answer.to_string();
        }
    }
    assert!(last.contains('6'), "{last}");
}

#[tokio::test]
async fn a_handler_that_runs_is_finished_and_its_token_comes_before_its_answer() {
    let server = Server::start().await;
    let page = server.get("/slow").await;
    let mut client = open(&server, &page).await;
    client.fire(0, "wait", "click", json!({})).await;
    client.send_text(r#"["h"]"#).await;
    assert_eq!(client.answer().await, json!(["h"]));
    let loom = server.loom.clone();
    let stopped = tokio::spawn(async move { loom.shutdown().await });
    let refused = loop {
        let refused = client.join(1, &page.mounted(1)).await;
        // Until it has been told, it joins.
        if client.code(&refused) != "duplicate_id" && !client.code(&refused).is_empty() {
            break refused;
        }
    };
    assert_eq!(client.code(&refused), "stopping");
    assert!(!stopped.is_finished());
    server.shared().gate.add_permits(1);
    let (frames, close) = client.farewell().await;
    assert_eq!(close.unwrap().0, 1012);
    let of_slow = frames.iter().filter(|frame| frame[1] == 0);
    let kinds: Vec<&Value> = of_slow.map(|frame| &frame[0]).collect();
    assert_eq!(kinds, ["k", "p"], "{frames:?}");
    stopped.await.unwrap();
}

#[tokio::test]
async fn it_stops_in_time_whatever_handlers_and_clients_do() {
    let builder = Loom::builder().secret(SECRET).stop_within(Duration::from_millis(200));
    let server = Server::with(builder).await;
    let page = server.get("/slow").await;
    let mut never_done = open(&server, &page).await;
    never_done.fire(0, "wait", "click", json!({})).await;
    // Some megabytes that are never read.
    let page = server.get("/heavy").await;
    let never_reads = open(&server, &page).await;
    for number in 0..200 {
        server.shared().news.publish(format!("<{number:03}>"));
        tokio::task::yield_now().await;
    }
    // Neither the handler nor the reader ever lets it.
    tokio::time::timeout(Duration::from_secs(20), server.loom.shutdown()).await.expect("it stops");
    assert_eq!(server.loom.stats().connections, 0, "the sockets are closed");
    drop((never_done, never_reads));
}
