//! Processes of two versions of one application.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests fail by panicking")]

use loom::Loom;
use loom_tests::{Client, Dialect, Fetched, SECRET, Server, json};

async fn version(name: &str) -> Server {
    Server::with(Loom::builder().secret(SECRET).version(name)).await
}

/// Opens a socket at the address that the page gives.
async fn open(server: &Server, page: &Fetched, dialect: Dialect) -> Client {
    let path = page.body.split("data-l-ws=\"").nth(1).unwrap().split('"').next().unwrap();
    let origin = format!("http://{}", server.address);
    let opened = Client::try_open_at(server.address, path, dialect, page.cookie.as_deref(), Some(&origin)).await;
    opened.unwrap()
}

#[tokio::test]
async fn a_page_names_its_version_where_it_opens_its_socket() {
    let server = version("1.4.0").await;
    assert_eq!(server.loom.version(), "1.4.0");
    let page = server.get("/family").await;
    assert_eq!(page.body.matches("data-l-ws=\"/loom/ws?version=1.4.0\"").count(), 1, "{}", page.body);
    assert_eq!(page.body.matches("data-l-ws=\"/loom/ws\"").count(), page.components() - 1, "nested ones need not");
}

#[tokio::test]
async fn a_version_without_a_name_is_the_same_in_every_process_of_a_build() {
    let (one, other) = (Server::start().await, Server::start().await);
    assert_eq!(one.loom.version(), other.loom.version());
    assert_eq!(one.loom.version().len(), 11);
    let page = one.get("/counter").await;
    let mut client = open(&other, &page, Dialect::Two).await;
    assert_eq!(client.join(0, &page.mounted(0)).await[0], "j");
}

#[tokio::test]
async fn a_process_of_another_version_says_which_and_takes_what_it_can_read() {
    let (old, new) = (version("1").await, version("2").await);
    let page = old.get("/counter").await;
    let mut client = open(&new, &page, Dialect::Two).await;
    assert_eq!(client.answer().await, json!(["v", "2"]));
    assert_eq!(client.join(0, &page.mounted(0)).await[0], "j");
    assert_eq!(client.click(0, "increment").await[0], "p");
    // Its own says nothing of that, and the other dialect has no word for it.
    for (server, dialect) in [(&old, Dialect::Two), (&new, Dialect::One)] {
        let mut client = open(server, &page, dialect).await;
        client.join(0, &page.mounted(0)).await;
        let answer = client.click(0, "increment").await;
        assert!(client.is_patch(&answer), "{answer}");
    }
}

#[tokio::test]
async fn a_client_that_names_no_version_is_told_of_none() {
    let server = version("1").await;
    let page = server.get("/counter").await;
    let mut client = Client::open_of_page(server.address, page.cookie.as_deref(), 1).await;
    assert_eq!(client.join(0, &page.mounted(0)).await[0], "j");
}

#[tokio::test]
async fn a_script_of_another_build_is_answered_with_that_of_this_build() {
    let server = Server::start().await;
    let own = server.get("/loom/loom.js").await;
    let other = server.get("/loom/loom-AAAAAAAAAAAAAAAA.js").await;
    assert_eq!((other.status, &other.body), (200, &own.body));
    assert_eq!(other.headers["cache-control"], "no-store", "the address is that of another content");
    assert!(!other.headers.contains_key("etag"));
    // Modules fit the script of their own build only.
    for name in ["lists-AAAAAAAAAAAAAAAA.js", "loom-AAAAAAAAAAAAAAAA.css", "x"] {
        let missing = server.get(&format!("/loom/{name}")).await;
        assert_eq!((missing.status, missing.headers["cache-control"].as_str()), (404, "no-store"), "{name}");
    }
}

#[test]
fn a_version_that_cannot_stand_in_an_address_is_refused() {
    let refused = Loom::builder().secret(SECRET).version("1.0 beta").build();
    assert!(refused.is_err_and(|error| error.to_string().contains("\"1.0 beta\" is not a version")));
}
