//! After rights that a component once handed down to those nested in it, and has taken back.

use loom_tests::{BOTH, Client, Dialect, Fetched, Mounted, Server, Value, json};

use crate::refusal;

const CABINET: u64 = 0;
const FOLDER: u64 = 1;

/// A page with a cabinet and its folder, both joined.
async fn cabinet(dialect: Dialect) -> (Server, Fetched, Client) {
    let server = Server::start().await;
    let page = server.get("/cabinet").await;
    let mut client = server.connect(dialect, &page).await;
    client.join(CABINET, &page.mounted(0)).await;
    joins(&mut client, FOLDER, &page.mounted(1)).await;
    (server, page, client)
}

async fn joins(client: &mut Client, id: u64, mounted: &Mounted) {
    let answer = client.join(id, mounted).await;
    assert_eq!(client.code(&answer), "", "{answer}");
}

/// Clicks in the folder of this id what it does not offer any more.
async fn is_not_offered(client: &mut Client, id: u64, handler: &str) {
    let answer = client.click(id, handler).await;
    assert!(["unknown_handler", "unknown_id"].contains(&&*client.code(&answer)), "{answer}");
    nothing_is_shredded(client).await;
}

async fn nothing_is_shredded(client: &mut Client) {
    let answer = client.click(CABINET, "look").await.to_string();
    assert!(answer.contains("shredded [], seen"), "{answer}");
}

/// Would gain: a button that the page does not have any more, by the token of the component that it was in.
#[tokio::test]
async fn a_component_that_was_taken_away_is_not_joined_again() {
    for dialect in BOTH {
        let (_server, page, mut client) = cabinet(dialect).await;
        client.click(CABINET, "take_away").await;
        assert_eq!(refusal(&mut client, &page.mounted(1)).await, "not_shown");
        is_not_offered(&mut client, 9, "shred").await;
    }
}

/// Would gain: the same, where nobody is who could say so.
#[tokio::test]
async fn a_nested_component_is_not_joined_without_the_one_around_it() {
    for dialect in BOTH {
        let (server, page, mut client) = cabinet(dialect).await;
        let mut other = server.connect(dialect, &page).await;
        assert_eq!(refusal(&mut other, &page.mounted(1)).await, "not_shown");
        client.leave(CABINET).await;
        assert_eq!(refusal(&mut client, &page.mounted(1)).await, "not_shown");
        assert_eq!(server.loom.stats().components, 0);
        // A page that is only late is no attack.
        for _ in 0..1_000 {
            assert_eq!(refusal(&mut other, &page.mounted(1)).await, "not_shown");
        }
    }
}

/// Would gain: a right that was taken back, by the token of a component from before.
#[tokio::test]
async fn a_token_does_not_bring_back_what_was_handed_down() {
    for dialect in BOTH {
        let (_server, page, mut client) = cabinet(dialect).await;
        client.leave(FOLDER).await;
        client.click(CABINET, "forbid").await;
        joins(&mut client, FOLDER, &page.mounted(1)).await;
        is_not_offered(&mut client, FOLDER, "shred").await;
        client.leave(FOLDER).await;
        joins(&mut client, FOLDER, &page.mounted(1)).await;
        is_not_offered(&mut client, FOLDER, "shred").await;
    }
}

/// Would gain: a component for each token that it ever had, of which only one hears that a right was taken back.
#[tokio::test]
async fn a_nested_component_is_there_once() {
    let (server, page, mut client) = cabinet(Dialect::Two).await;
    // A client without the HTML is sent another token of the same folder.
    let mut other = Client::open_of_page(server.address, page.cookie.as_deref(), 2).await;
    let shown = other.join(CABINET, &page.mounted(0)).await.to_string();
    let token = shown.split("\"folder\",\"").nth(1).unwrap().split('"').next().unwrap();
    joins(&mut client, 2, &Mounted { module: "folder".to_owned(), token: token.to_owned() }).await;
    client.click(CABINET, "forbid").await;
    assert_eq!(client.answer().await[1], 2, "the one that is left");
    is_not_offered(&mut client, FOLDER, "shred").await;
    is_not_offered(&mut client, 2, "shred").await;
}

/// Would gain: a right that was taken back, by an event that was sent before and waited.
#[tokio::test]
async fn an_event_is_held_against_the_props_that_came_before_it() {
    let (server, _page, mut client) = cabinet(Dialect::Two).await;
    client.fire(FOLDER, "wait", "click", json!({})).await;
    client.click(CABINET, "forbid").await;
    client.fire(FOLDER, "shred", "click", json!({})).await;
    // Once this is answered, the event before it waits.
    nothing_is_shredded(&mut client).await;
    server.shared().gate.add_permits(1);
    let code = loop {
        let answer = client.answer().await;
        if answer[0] == "x" {
            break client.code(&answer);
        }
        assert_eq!(answer[1], FOLDER, "the cabinet was called: {answer}");
    };
    assert_eq!(code, "unknown_handler");
    nothing_is_shredded(&mut client).await;
}

/// Would gain: to write into what stands in the place of a component that was taken away, by a handler that takes long.
#[tokio::test]
async fn a_component_that_was_taken_away_calls_nobody() {
    for dialect in BOTH {
        let (server, _page, mut client) = cabinet(dialect).await;
        client.fire(FOLDER, "shred_slowly", "click", json!({})).await;
        let answer: Value = client.click(CABINET, "take_away").await;
        assert!(client.change(&answer).is_some(), "{answer}");
        server.shared().gate.add_permits(1);
        server.wait_for(|stats| stats.components == 1).await;
        nothing_is_shredded(&mut client).await;
    }
}
