//! Clients that come back, over real sockets.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use loom_tests::{Client, Dialect, Fetched, Mounted, Server, json};

/// A page of this number, whose counter has been clicked three times.
async fn counted(server: &Server, number: u64) -> (Client, Fetched, Mounted) {
    let page = server.get("/counter").await;
    let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), number).await;
    let mounted = page.mounted(0);
    client.join(0, &mounted).await;
    for _ in 0..3 {
        client.click(0, "increment").await;
    }
    (client, page, mounted)
}

#[tokio::test]
async fn a_socket_that_only_seems_alive_gives_way_to_the_next_one_of_its_page() {
    let server = Server::start().await;
    let (mut stale, page, mounted) = counted(&server, 1).await;
    let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), 1).await;
    let joined = client.join(0, &mounted).await;
    assert!(joined.to_string().contains('6'), "{joined}");
    assert_eq!(server.loom.stats().components, 1);

    let told = stale.answer().await;
    assert_eq!((stale.code(&told).as_str(), &told[2]), ("moved", &json!(0)));
    let refused = stale.click(0, "increment").await;
    assert_eq!(stale.code(&refused), "moved");
    client.send_text(json!(["e", 0, 3, "increment", "click"]).to_string()).await;
    assert_eq!(client.answer().await, json!(["p", 0, 3]), "it was handled on the other socket");
    drop(stale);
    server.wait_for(|stats| stats.connections == 1).await;
    client.send_text(json!(["e", 0, 4, "increment", "click"]).to_string()).await;
    assert_eq!(client.answer().await[3][1], json!(8));
}

#[tokio::test]
async fn a_handler_that_still_runs_on_the_old_socket_is_waited_for() {
    let server = Server::start().await;
    let page = server.get("/slow").await;
    let mut stale = Client::open_of_page(server.address, page.cookie.as_deref(), 1).await;
    stale.join(0, &page.mounted(0)).await;
    stale.fire(0, "wait", "click", json!({})).await;
    stale.send_text(r#"["h"]"#).await;
    assert_eq!(stale.answer().await, json!(["h"]));

    let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), 1).await;
    let slow = page.mounted(0);
    client.send_text(client.join_frame(0, &slow.module, &slow.token)).await;
    // The other component of the page does not wait.
    assert_eq!(client.join(1, &page.mounted(1)).await[1], json!(1));
    server.shared().gate.add_permits(1);
    let joined = client.answer().await;
    assert!(joined[0] == "j" && joined[1] == 0 && joined.to_string().contains('1'), "{joined}");
    client.send_text(json!(["e", 0, 1, "wait", "click"]).to_string()).await;
    assert_eq!(client.answer().await, json!(["p", 0, 1]), "it is not begun again");
}

#[tokio::test]
async fn a_duplicated_tab_has_its_components_for_itself() {
    let server = Server::start().await;
    let (mut first, page, mounted) = counted(&server, 1).await;
    let mut second = Client::open_of_page(server.address, page.cookie.as_deref(), 2).await;
    second.join(0, &mounted).await;
    assert_eq!(second.click(0, "increment").await[3][1], json!(2));
    assert_eq!(first.click(0, "increment").await[3][1], json!(8));
    assert_eq!(server.loom.stats().components, 2);
}

#[tokio::test]
async fn another_visitor_takes_nothing_over() {
    let server = Server::start().await;
    let (mut client, _, mounted) = counted(&server, 1).await;
    let other = server.get("/counter").await;
    let mut thief = Client::open_of_page(server.address, other.cookie.as_deref(), 1).await;
    let refused = thief.join(0, &mounted).await;
    assert_eq!(thief.code(&refused), "bad_token");
    assert_eq!(client.click(0, "increment").await[3][1], json!(8));
}

#[tokio::test]
async fn parked_states_are_counted_and_bounded() {
    let builder = loom::Loom::builder().secret(loom_tests::SECRET).park_at_most(2, 10_000);
    let server = Server::with(builder).await;
    let mut pages = Vec::new();
    for number in 1..=3 {
        let (client, page, mounted) = counted(&server, number).await;
        drop(client);
        server.wait_for(|stats| stats.connections == 0).await;
        let stats = server.loom.stats();
        assert_eq!(stats.parked, 2.min(pages.len() + 1));
        assert!(stats.parked_bytes > 0 && stats.parked_bytes <= 10_000, "{stats:?}");
        pages.push((number, page, mounted));
    }
    // The oldest had to go: its page goes on from its token.
    let mut clients = Vec::new();
    for (number, page, mounted) in pages {
        let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), number).await;
        let joined = client.join(0, &mounted).await;
        assert_eq!(joined.to_string().contains('6'), number != 1, "{joined}");
        clients.push(client);
    }
    assert_eq!(server.loom.stats().parked, 0);
}

#[tokio::test]
async fn nothing_waits_for_a_client_that_has_left() {
    let server = Server::start().await;
    let (client, _, _) = counted(&server, 1).await;
    client.close(1000, "left").await;
    server.wait_for(|stats| stats.connections == 0).await;
    assert_eq!(server.loom.stats().parked, 0);
    // Firefox closes the sockets of a page that ends by itself.
    let (client, _, _) = counted(&server, 2).await;
    client.close(1001, "").await;
    server.wait_for(|stats| stats.connections == 0).await;
    assert_eq!(server.loom.stats().parked, 0);
    let (client, _, _) = counted(&server, 3).await;
    client.close(1000, "").await;
    server.wait_for(|stats| stats.connections == 0).await;
    assert_eq!(server.loom.stats().parked, 1);
}

#[tokio::test]
async fn a_dialect_without_numbers_begins_from_its_token() {
    let server = Server::start().await;
    let (mut client, page, mounted) = server.join(Dialect::One, "/counter").await;
    client.click(0, "increment").await;
    drop(client);
    let mut client = server.connect(Dialect::One, &page).await;
    let joined = client.join(0, &mounted).await;
    assert_eq!(joined["d"][0], json!("0"), "{joined}");
    assert_eq!(server.loom.stats().parked, 0);
}
