//! From a page to a joined component that answers.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use loom_tests::{BOTH, Dialect, Server, json};

#[tokio::test]
async fn a_counter_counts_in_dialect_1() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut client = server.connect(Dialect::One, &page).await;
    let trees = client.join(0, &page.mounted(0)).await;
    assert_eq!(trees["type"], "trees");
    assert_eq!(trees["id"], "c0");
    assert_eq!(trees["s"].as_array().unwrap().len(), trees["d"].as_array().unwrap().len() + 1);
    assert_eq!(trees["d"][0], "0");
    let patch = client.click(0, "increment").await;
    assert_eq!(patch["type"], "patch");
    assert_eq!(patch["d"]["0"], "2");
    let patch = client.click(0, "same").await;
    assert_eq!(patch, json!({"type": "patch", "id": "c0", "d": {}}));
}

#[tokio::test]
async fn a_counter_counts_in_dialect_2() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let mut client = server.connect(Dialect::Two, &page).await;
    let mounted = page.mounted(0);
    client.send_text(json!(["j", 0, mounted.module, mounted.token, 1]).to_string()).await;
    assert_eq!(client.next().await, json!(["j", 0]));
    let patch = client.click(0, "increment").await;
    assert_eq!(patch[0], "p");
    assert_eq!(patch[2], 1);
    assert_eq!(patch[3][1], 2);
    assert_eq!(client.click(0, "same").await, json!(["p", 0, 2]));
}

#[tokio::test]
async fn a_client_without_the_html_is_sent_the_tree() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let mut client = server.connect(Dialect::Two, &page).await;
    let mounted = page.mounted(0);
    client.send_text(client.join_frame(0, &mounted.module, &mounted.token)).await;
    assert_eq!(client.next().await[0], "t");
    let joined = client.next().await;
    assert_eq!((&joined[0], &joined[1]), (&json!("j"), &json!(0)));
    assert!(joined[2].is_object(), "{joined}");
}

#[tokio::test]
async fn everything_is_counted_out_when_the_client_goes() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (client, ..) = server.join(dialect, "/counter").await;
        assert_eq!((server.loom.stats().components, server.loom.stats().connections), (1, 1));
        drop(client);
        server.wait_for(|stats| stats.components == 0 && stats.connections == 0).await;
    }
}
