//! A server that is told to stop.
#![allow(missing_docs, reason = "tests")]

use std::{
    process::Command,
    time::{Duration, Instant},
};

use loom::Loom;
use loom_tests::{Client, Dialect, SECRET, Server, app};

#[tokio::test]
async fn a_client_is_given_the_newest_token_before_the_server_stops() {
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let shared = app::Shared::default();
    let loom = Loom::builder().secret(SECRET).state(shared.clone()).build().unwrap();
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

    // After a push the next token is ten seconds away.
    let told = Instant::now();
    let id = std::process::id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    assert_eq!(client.next().await[0], "k");
    assert!(told.elapsed() < Duration::from_secs(8), "it came because of the stop");
    assert!(server.await.unwrap().is_ok());
}
