//! After the visitor: to send the browser where the attacker wants it, with the application's name on the link.

use loom::Loom;
use loom_tests::{BOTH, Dialect, SECRET, Server, json};

/// Addresses that an attacker would put into a `?next=` or a form.
const EVIL: [&str; 22] = [
    "https://evil.example/",
    "HTTPS://EVIL.EXAMPLE",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "https:evil.example",
    "https:/\\evil.example",
    "https://pay.example@evil.example",
    "https://pay.example.evil.example",
    "https://evil.example\\@pay.example",
    "https://pay.example:444",
    "http://pay.example",
    "javascript:alert(1)",
    "jAvAsCrIpT:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
];

/// Would gain: visitors who trust the link of one site and type their password into another, or a script that runs.
#[tokio::test]
async fn a_redirect_leads_to_this_site_or_one_that_is_named() {
    for (dialect, handler) in BOTH.into_iter().flat_map(|dialect| [(dialect, "go"), (dialect, "visit")]) {
        let server = Server::with(Loom::builder().secret(SECRET).redirect_to("https://pay.example")).await;
        for url in EVIL {
            let (mut client, ..) = server.join(dialect, "/hostile/away").await;
            client.fire(0, handler, "change", json!({"value": url})).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "bad_redirect", "{url:?}: {answer}");
            assert!(!answer.to_string().contains("evil"), "{answer}");
            let answer = client.answer().await;
            assert!(client.is_patch(&answer), "{answer}");
        }
        for url in ["/orders?id=7#top", "https://pay.example/now", "orders", "?page=2"] {
            let (mut client, ..) = server.join(dialect, "/hostile/away").await;
            client.fire(0, handler, "change", json!({"value": url})).await;
            let answer = client.answer().await.to_string();
            assert!(answer.contains(url) && (answer.contains('r') || answer.contains("[\"n\"")), "{answer}");
        }
    }
}

/// Would gain: the same by a link to a page that redirects while it is made.
#[tokio::test]
async fn a_page_redirects_only_where_it_may() {
    let server = Server::start().await;
    for url in EVIL {
        let target: String = url.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let page = server.get(&format!("/hostile/to/{target}")).await;
        assert_eq!((page.status, page.header("location")), (500, ""), "{url:?}");
    }
    let page = server.get("/hostile/to/%2forders").await;
    assert_eq!((page.status, page.header("location"), page.header("cache-control")), (303, "/orders", "no-store"));
}

/// Would gain: a header of the attacker's in the response, a cookie for example.
#[tokio::test]
async fn a_redirect_cannot_break_out_of_its_header() {
    let server = Server::start().await;
    let page = server.get("/hostile/to/%2fa%0d%0aset-cookie:%20x=1").await;
    assert_eq!(page.status, 500);
    assert!(!page.header("set-cookie").contains("x=1"));
}

/// Would gain: to redirect a page by an event that failed, and so changed nothing.
#[tokio::test]
async fn an_event_that_fails_redirects_nobody() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/effects").await;
    let answer = client.click(0, "flash_and_fail").await;
    assert_eq!(client.code(&answer), "event_failed");
    client.send_text(r#"["h"]"#).await;
    assert_eq!(client.answer().await, json!(["h"]), "nothing else has come");
}
