//! A client of dialect 1: what it needs to draw, and what it cannot send as it is meant.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use loom_tests::{Client, Dialect, Server, Value, json};

async fn beyond(server: &Server) -> Client {
    let (client, ..) = server.join(Dialect::One, "/beyond").await;
    client
}

fn drawing() -> Value {
    json!({"type": "patch", "id": "c0", "d": {}})
}

#[tokio::test]
async fn each_join_is_drawn_by_an_empty_patch() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let mounted = page.mounted(0);
    for _ in 0..2 {
        let mut client = server.connect(Dialect::One, &page).await;
        client.send_text(client.join_frame(0, &mounted.module, &mounted.token)).await;
        assert_eq!(client.next().await["type"], "trees");
        assert_eq!(client.next().await, drawing());
    }
}

#[tokio::test]
async fn a_join_said_twice_is_answered_once() {
    let server = Server::start().await;
    let page = server.get("/family").await;
    let mut client = server.connect(Dialect::One, &page).await;
    let joins = [0, 1, 0, 1].map(|id| {
        let mounted = page.mounted(id);
        client.join_frame(id as u64, &mounted.module, &mounted.token)
    });
    client.send_all(joins).await;
    for id in ["c0", "c1"] {
        let trees = client.next().await;
        assert_eq!((&trees["type"], &trees["id"]), (&json!("trees"), &json!(id)));
        assert_eq!(client.next().await, json!({"type": "patch", "id": id, "d": {}}));
    }
    let answer = client.click(0, "give").await;
    assert_eq!((&answer["type"], &answer["id"]), (&json!("patch"), &json!("c0")));
    assert_eq!(server.loom.stats().components, 2);
}

#[tokio::test]
async fn an_id_stays_that_of_its_component() {
    let server = Server::start().await;
    let page = server.get("/family").await;
    let mut client = server.connect(Dialect::One, &page).await;
    client.join(0, &page.mounted(0)).await;
    let answer = client.join(0, &page.mounted(1)).await;
    assert_eq!(client.code(&answer), "duplicate_id");
    let mut forged = page.mounted(0);
    forged.token.push('x');
    let answer = client.join(0, &forged).await;
    assert_eq!(client.code(&answer), "duplicate_id");
}

#[tokio::test]
async fn keys_that_are_held_are_not_taken_for_released() {
    let server = Server::start().await;
    let mut client = beyond(&server).await;
    for payload in [json!({}), json!({"value": "", "key": "x"})] {
        client.fire(0, "held", "click", payload).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_payload", "{answer}");
    }
    let answer = client.click(0, "perhaps").await;
    assert_eq!(answer["d"]["0"], "perhaps false");
}

#[tokio::test]
async fn several_chosen_options_are_not_taken_for_one() {
    let server = Server::start().await;
    let mut client = beyond(&server).await;
    client.fire(0, "chosen=", "change", json!({"value": "wool"})).await;
    let answer = client.answer().await;
    assert_eq!(client.code(&answer), "bad_payload", "{answer}");
    let answer = client.click(0, "perhaps").await;
    assert_eq!(answer["d"].get("1"), None, "nothing was chosen: {answer}");
}

#[tokio::test]
async fn handlers_whose_text_the_client_does_not_renew_take_no_arguments() {
    let server = Server::start().await;
    let mut client = beyond(&server).await;
    for event in ["keydown", "blur"] {
        client.fire(0, "at(0)", event, json!({"key": "a"})).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_payload", "{answer}");
    }
    client.fire(0, "key", "keyup", json!({"key": "a"})).await;
    assert_eq!(client.answer().await["d"]["0"], "key a");
    client.fire(0, "at(0)", "input", json!({"value": "a"})).await;
    assert_eq!(client.answer().await["d"]["0"], "key a, at 0");
}

#[tokio::test]
async fn a_nested_component_that_comes_is_drawn_by_its_own_join() {
    let server = Server::start().await;
    let page = server.get("/family").await;
    let mut client = server.connect(Dialect::One, &page).await;
    client.join(0, &page.mounted(0)).await;
    let patch = client.click(0, "add").await.to_string();
    let token = patch.split("data-l-token=\\\"").nth(1).unwrap().split('\\').next().unwrap();
    client.send_text(client.join_frame(2, "child", token)).await;
    let trees = client.next().await;
    assert_eq!((&trees["id"], &trees["d"]), (&json!("c2"), &json!(["1000", "7"])));
    assert_eq!(client.next().await, json!({"type": "patch", "id": "c2", "d": {}}));
}
