//! Components in components.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use std::sync::atomic::Ordering;

use loom_tests::{BOTH, Client, Dialect, Fetched, Mounted, Server, Value, json};

async fn family() -> (Server, Fetched, Client) {
    let server = Server::start().await;
    let page = server.get("/family").await;
    let mut client = server.connect(Dialect::Two, &page).await;
    for id in [0, 1] {
        let mounted = page.mounted(id as usize);
        client.send_text(json!(["j", id, mounted.module, mounted.token, 1]).to_string()).await;
        assert_eq!(client.answer().await, json!(["j", id]));
    }
    (server, page, client)
}

/// The token of the nested component that a patch brings.
fn started(patch: &Value) -> Mounted {
    let text = patch.to_string();
    let start = text.find("{\"@\":").unwrap_or_else(|| panic!("no component in {text}"));
    let mut parts = text[start + 5..].split('"');
    let module = parts.nth(1).unwrap().to_owned();
    Mounted { module, token: parts.nth(1).unwrap().to_owned() }
}

#[tokio::test]
async fn a_page_holds_them_inside_each_other() {
    let server = Server::start().await;
    let page = server.get("/family").await;
    assert_eq!(page.components(), 2);
    assert_eq!((page.mounted(0).module.as_str(), page.mounted(1).module.as_str()), ("family", "child"));
    assert!(page.body.contains("<i>7</i>"), "its `mount` has run: {}", page.body);
    assert_eq!(server.shared().mounts.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn new_props_reach_the_child() {
    let (_server, _page, mut client) = family().await;
    let answer = client.click(0, "give").await;
    assert_eq!(answer, json!(["p", 0, 1]), "nothing changed in the parent itself");
    assert_eq!(client.answer().await, json!(["p", 1, 0, [0, 1]]), "the child was given 1");
}

#[tokio::test]
async fn new_props_wait_for_a_child_that_has_not_joined() {
    let server = Server::start().await;
    let page = server.get("/family").await;
    let mut client = server.connect(Dialect::Two, &page).await;
    client.join(0, &page.mounted(0)).await;
    client.click(0, "give").await;
    client.click(0, "give").await;
    let child = page.mounted(1);
    client.send_text(json!(["j", 1, child.module, child.token, 1]).to_string()).await;
    let joined = client.answer().await;
    let tree = joined[2].as_object().unwrap_or_else(|| panic!("{joined}")).values().next().unwrap();
    assert_eq!((&tree[0], &tree[1]), (&json!(2), &json!(7)));
}

#[tokio::test]
async fn a_child_that_comes_before_its_parent_is_refused_and_comes_after_it() {
    for dialect in BOTH {
        let server = Server::start().await;
        let page = server.get("/family").await;
        let mut client = server.connect(dialect, &page).await;
        let answer = client.join(1, &page.mounted(1)).await;
        assert_eq!(client.code(&answer), "not_shown");
        for id in [0, 1] {
            let answer = client.join(id, &page.mounted(id as usize)).await;
            assert_eq!(client.code(&answer), "", "{answer}");
        }
    }
}

#[tokio::test]
async fn a_parent_brings_the_child_that_joins_after_it_up_to_date() {
    let (server, page, mut client) = family().await;
    client.click(0, "give").await;
    let patch = client.answer().await;
    assert_eq!(patch[1], 1);
    // The parent's newer token says 1, the child's page token 0.
    let token = loop {
        let frame = client.next().await;
        if frame[0] == "k" && frame[1] == 0 {
            break frame[2].as_str().unwrap().to_owned();
        }
    };
    // As another page: the same one would take both from where they are.
    let mut again = Client::open_of_page(server.address, page.cookie.as_deref(), 2).await;
    again.send_text(json!(["j", 0, "family", token, 1]).to_string()).await;
    assert_eq!(again.answer().await, json!(["j", 0]));
    let joined = again.join(1, &page.mounted(1)).await;
    let tree = joined[2].as_object().unwrap_or_else(|| panic!("{joined}")).values().next().unwrap();
    assert_eq!(tree[0], 1);
}

#[tokio::test]
async fn a_child_calls_its_parent() {
    let (_server, _page, mut client) = family().await;
    let answer = client.click(1, "tell").await;
    assert_eq!(answer, json!(["p", 1, 1, [1, 8]]));
    let answer = client.answer().await;
    assert_eq!((&answer[0], &answer[1], &answer[2]), (&json!("p"), &json!(0), &json!(0)));
    assert!(answer[3].to_string().contains("108"), "{answer}");
}

#[tokio::test]
async fn a_child_that_comes_later_is_mounted_when_it_joins() {
    let (server, _page, mut client) = family().await;
    let patch = client.click(0, "add").await;
    let child = started(&patch);
    assert_eq!(child.module, "child");
    assert_eq!(server.shared().mounts.load(Ordering::SeqCst), 1);
    let joined = client.join(2, &child).await;
    assert_eq!(server.shared().mounts.load(Ordering::SeqCst), 2);
    let tree = joined[2].as_object().unwrap().values().next().unwrap();
    assert_eq!((&tree[0], &tree[1]), (&json!(1000), &json!(7)));
    client.click(2, "tell").await;
    let answer = client.answer().await;
    assert!(answer[3].to_string().contains("208"), "{answer}");
}

#[tokio::test]
async fn a_child_that_is_not_rendered_any_more_is_ended() {
    let (server, _page, mut client) = family().await;
    client.click(0, "end").await;
    assert_eq!(server.loom.stats().components, 1);
    assert_eq!(server.shared().ends.load(Ordering::SeqCst), 1);
    let answer = client.click(1, "tell").await;
    assert_eq!(client.code(&answer), "unknown_id");
}

#[tokio::test]
async fn the_original_client_is_sent_their_wrappers() {
    let server = Server::start().await;
    let page = server.get("/family").await;
    let mut client = server.connect(Dialect::One, &page).await;
    client.join(0, &page.mounted(0)).await;
    let patch = client.click(0, "add").await;
    assert!(patch.to_string().contains("data-l-live=\\\"child\\\""), "{patch}");
}
