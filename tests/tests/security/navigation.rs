//! After the next page: requests that claim to come from the client of another page.

use loom::Loom;
use loom_tests::{Client, Dialect, Fetched, SECRET, Server};
use serde_json::Value;

/// The address of the client's script on a page.
fn script(page: &Fetched) -> String {
    let start = page.body.split("<script src=\"/loom/loom-").nth(1).expect("Loom's script");
    format!("/loom/loom-{}", start.split('"').next().unwrap_or_default())
}

/// Whether the answer is a page as a tree.
fn is_tree(page: &Fetched) -> bool {
    let is_marked = !page.header("loom-page").is_empty();
    assert_eq!(is_marked, page.header("content-type") == "application/json");
    assert_eq!(is_marked, page.body.starts_with("[\"n\","));
    is_marked
}

fn tree(page: &Fetched) -> Value {
    serde_json::from_str(&page.body).expect("a page as a tree")
}

/// Would gain: the visitor's tokens, from a page of another site, as JSON that is easier to read than HTML.
#[tokio::test]
async fn a_tree_is_for_pages_of_this_site() {
    let server = Server::start().await;
    let script = script(&server.get("/flowing").await);
    let ask = async |headers: &[(&str, &str)]| {
        let mut all = vec![("loom-nav", script.as_str())];
        all.extend(headers);
        server.get_with("/flowing", &all).await
    };
    let page = ask(&[("sec-fetch-site", "same-origin")]).await;
    assert!(is_tree(&page), "{}", page.body);
    assert_eq!((page.header("cache-control"), page.header("vary")), ("no-store", "Loom-Nav"));
    assert_eq!(page.header("access-control-allow-origin"), "");
    for site in ["cross-site", "same-site", "none"] {
        assert!(!is_tree(&ask(&[("sec-fetch-site", site)]).await), "{site}");
    }
    // A script of another site may send no header of its own, unless the server allows it beforehand.
    let asked = server
        .request(
            "OPTIONS",
            "/flowing",
            &[
                ("origin", "https://evil.example"),
                ("access-control-request-method", "GET"),
                ("access-control-request-headers", "loom-nav"),
            ],
        )
        .await;
    assert_eq!(asked.header("access-control-allow-headers"), "");
}

/// Would gain: a panic, memory, or a page that the client cannot read.
#[tokio::test]
async fn wrong_headers_give_the_plain_page() {
    let server = Server::start().await;
    let plain = server.get("/flowing").await;
    let script = script(&plain);
    let large = "A".repeat(6_000);
    for wrong in ["", "1", "/loom/loom-AAAAAAAAAAAAAAAA.js", "/loom/loom.js", &large, &format!("{script}?1"), "\u{e9}"]
    {
        let page = server.get_with("/flowing", &[("loom-nav", wrong)]).await;
        assert!(!is_tree(&page) && page.body.contains("<h1>Flowing</h1>"), "{wrong}");
    }
    // Pages that are not made for it, and other methods, are as ever.
    assert!(!is_tree(&server.get_with("/counter", &[("loom-nav", &script)]).await));
    assert!(!is_tree(&server.request("HEAD", "/flowing", &[("loom-nav", &script)]).await));
    for known in ["", "AAAA", "AAA", "!!!!", "A A A A ", "\u{e9}\u{e9}\u{e9}\u{e9}", &large, &"____".repeat(1_500)] {
        let page = server.get_with("/flowing", &[("loom-nav", &script), ("loom-have", known)]).await;
        assert!(is_tree(&page), "{known}");
        assert_eq!(tree(&page)[1].as_array().map(Vec::len), Some(3), "all templates are sent: {known}");
    }
    // The templates that are named are not sent again.
    let page = server.get_with("/flowing", &[("loom-nav", &script)]).await;
    let names: String = tree(&page)[1]
        .as_array()
        .unwrap()
        .iter()
        .map(|template| template[0].as_str().unwrap()[..4].to_owned())
        .collect();
    let page = server.get_with("/flowing", &[("loom-nav", &script), ("loom-have", &names)]).await;
    assert_eq!(tree(&page)[1].as_array().map(Vec::len), Some(0));
    assert_eq!(server.loom.stats().components, 0);
}

/// Would gain: a page that was kept for the visitor before, on a machine that two use.
#[tokio::test]
async fn the_page_of_another_visitor_has_another_key() {
    let server = Server::start().await;
    let first = server.get("/flowing").await;
    let script = script(&first);
    let key = |page: &Fetched| page.body.split("data-l-nav=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let own = first.cookie.clone().unwrap();
    let ask = async |cookie: &str| {
        let page = server.get_with("/flowing", &[("loom-nav", &script), ("cookie", cookie)]).await;
        tree(&page)[3].as_str().unwrap().to_owned()
    };
    assert_eq!(ask(&own).await, key(&first), "the nonce is not part of it");
    assert_eq!(ask(&own).await, ask(&own).await);
    let other = server.get("/flowing").await;
    assert_ne!(key(&other), key(&first));
    assert_ne!(ask(&other.cookie.clone().unwrap()).await, key(&first));
    assert_ne!(ask("").await, key(&first), "nor is it that of a visitor without a session");
    let id = own.split('=').nth(1).unwrap();
    assert!(!first.body.contains(id), "it does not tell the session");
}

/// Would gain: a page that a tab has kept, for who uses the browser after a logout in another tab.
#[tokio::test]
async fn the_browser_is_told_when_the_visitor_is_another() {
    let server = Server::start().await;
    let first = server.get("/flowing").await;
    let id = first.cookie.clone().unwrap();
    let marks = |page: &Fetched| {
        page.cookies
            .iter()
            .filter_map(|cookie| cookie.strip_prefix("loom_sid_mark="))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let own = marks(&first);
    let [mark] = &own[..] else { panic!("{own:?}") };
    assert!(mark.ends_with("; Path=/; SameSite=Lax"), "scripts may read it: {mark}");
    let mark = mark.split(';').next().unwrap();
    assert!(
        first.body.contains(&format!("data-l-nav=\"{mark}")) && mark.len() == 16,
        "the page's key begins with it: {mark}"
    );
    assert!(!id.contains(mark), "it does not tell the session");
    let get = async |path: &str, cookies: &str| marks(&server.get_with(path, &[("cookie", cookies)]).await);
    assert!(get("/flowing", &format!("{id}; loom_sid_mark={mark}")).await.is_empty(), "it is set once");
    let other = get("/flowing", &format!("loom_sid_mark={mark}")).await;
    assert!(other.len() == 1 && !other[0].starts_with(mark), "{other:?}");
    // A page that no client goes to has no need of it, but tells of another visitor.
    assert!(get("/counter", &id).await.is_empty());
    assert_eq!(get("/counter", &format!("{id}; loom_sid_mark=another")).await, own);
}

/// Would gain: a camera, or a script of another origin, by going to a page that may have it from one that may not.
#[tokio::test]
async fn a_page_with_other_powers_has_another_key() {
    let server = Server::start().await;
    let first = server.get("/flowing").await;
    let script = script(&first);
    let cookie = first.cookie.clone().unwrap();
    let key = async |path: &str| {
        let page = server.get_with(path, &[("loom-nav", &script), ("cookie", &cookie)]).await;
        tree(&page)[3].as_str().unwrap().to_owned()
    };
    let own = key("/flowing").await;
    assert_eq!(key("/flowing:x-own:1").await, own, "it holds for no document");
    for (name, value) in [
        ("permissions-policy", "camera=()"),
        ("permissions-policy", "camera=(self)"),
        ("content-security-policy", "default-src%20'none'"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("referrer-policy", "no-referrer"),
    ] {
        let other = key(&format!("/flowing:{name}:{value}")).await;
        assert_ne!(other, own, "{name}: {value}");
        assert_eq!(other[..16], own[..16], "the visitor is the same");
    }
}

/// Would gain: components of another visitor, by the tokens of a page that was gone to.
#[tokio::test]
async fn a_tree_is_bound_to_its_visitor() {
    let server = Server::start().await;
    let first = server.get("/flowing").await;
    let script = script(&first);
    let cookie = first.cookie.clone().unwrap();
    let page = server.get_with("/flowing", &[("loom-nav", &script), ("cookie", &cookie)]).await;
    let text = page.body.clone();
    let members = text.split("{\"@\":[").nth(1).expect("a component");
    let token = members.split('"').nth(3).unwrap().to_owned();
    let module = members.split('"').nth(1).unwrap().to_owned();
    let mut own = Client::open(server.address, Dialect::Two, Some(&cookie)).await;
    own.send_text(format!("[\"j\",1,\"{module}\",\"{token}\",2]")).await;
    assert_eq!(own.next().await, serde_json::json!(["j", 1]), "the tree of the page is right");
    let other = server.get("/flowing").await.cookie;
    let mut other = Client::open(server.address, Dialect::Two, other.as_deref()).await;
    other.send_text(format!("[\"j\",1,\"{module}\",\"{token}\",2]")).await;
    let answer = other.next().await;
    assert_eq!((answer[0].as_str(), answer[3].as_str()), (Some("x"), Some("bad_token")), "{answer}");
    // A digest of the other kind is not believed.
    let mut wrong = Client::open(server.address, Dialect::Two, Some(&cookie)).await;
    wrong.send_text(format!("[\"j\",1,\"{module}\",\"{token}\",1]")).await;
    let answers = [wrong.next().await, wrong.next().await];
    assert!(answers.iter().any(|answer| answer[0] == "j" && answer[2].is_object()), "{answers:?}");
}

/// Would gain: a panic, or somebody else's connection.
#[tokio::test]
async fn hostile_addresses_give_a_page_or_a_refusal() {
    let server = Server::with(Loom::builder().secret(SECRET)).await;
    let script = script(&server.get("/flowing").await);
    let long = "a".repeat(100_000);
    for query in [
        "?a=1&a=2&a",
        "?%ff%fe=%c3%28",
        "?=&&&=&?",
        "?%00",
        "?%",
        "?<script>alert(1)</script>",
        &format!("?{}", "a=1&".repeat(2_000)),
        &format!("?a={}", &long[..8_000]),
    ] {
        let path = format!("/flowing{query}");
        let page = server.get_with(&path, &[("loom-nav", &script)]).await;
        // Characters that no address has are refused before Loom sees them.
        assert_eq!(page.status, if query.contains('<') { 400 } else { 200 }, "{query:.40}");
        assert!(page.status == 400 || is_tree(&page), "{query:.40}");
    }
    // Longer than an address may be: refused, and the next visitor is served.
    let asked =
        Server::try_request_from(server.address, "GET", &format!("/flowing?a={long}"), &[("loom-nav", &script)]).await;
    assert!(asked.map_or(true, |page| !is_tree(&page) || page.status == 200));
    assert!(is_tree(&server.get_with("/flowing", &[("loom-nav", &script)]).await));
}

/// Would gain: a component with props of the attacker's choice, such as whose account it shows.
#[tokio::test]
async fn props_are_those_that_the_server_signed() {
    let server = Server::start().await;
    let first = server.get("/staying").await;
    let script = script(&first);
    let cookie = first.cookie.clone().unwrap();
    let mounted = first.mounted(0);
    let mut client = Client::open(server.address, Dialect::Two, Some(&cookie)).await;
    client.join(1, &mounted).await;
    let sticky = format!("stays:{}", mounted.module);
    let members = async |cookie: &str, sticky: &str| {
        let page =
            server.get_with("/staying", &[("loom-nav", &script), ("loom-sticky", sticky), ("cookie", cookie)]).await;
        let mut members = page.body.split("{\"@\":[").nth(1).expect("a component").split('"');
        (members.nth(3).unwrap().to_owned(), page.body.contains("0,\"\",\"stays\"]}"))
    };
    let (props, stays) = members(&cookie, &sticky).await;
    assert!(stays, "the component is not mounted again");
    // Names and modules that are not those of the page change nothing.
    for wrong in ["", "stays", "stays:", ":", "other:", &format!("stays:x{}", mounted.module), &"a:b,".repeat(1_000)] {
        assert!(!members(&cookie, wrong).await.1, "{wrong:.40}");
    }
    let ask = async |client: &mut Client, token: &str| {
        client.send_text(format!("[\"o\",1,\"{token}\"]")).await;
        client.send_text("[\"h\"]").await;
        client.next().await
    };
    let mounted_with =
        first.body.split("data-l-props=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    for same in [&props, &mounted_with] {
        assert_eq!(ask(&mut client, same).await, serde_json::json!(["h"]), "the same props change nothing");
    }
    let other = server.get("/staying").await.cookie.unwrap();
    let (foreign, _) = members(&other, &sticky).await;
    let mut changed = props.clone();
    changed.replace_range(props.len() - 4..props.len() - 3, if props.ends_with('A') { "B" } else { "A" });
    for wrong in [&mounted.token, &foreign, &changed, "", "x"] {
        let answer = ask(&mut client, wrong).await;
        assert_eq!((answer[0].as_str(), answer[3].as_str()), (Some("x"), Some("bad_token")), "{answer}");
        assert_eq!(client.next().await, serde_json::json!(["h"]));
    }
}

/// Would gain: nothing; the visitor who goes back late would be taken for who searches for tokens.
#[tokio::test]
async fn props_that_the_server_holds_are_good_until_they_are_gone() {
    let server = Server::with(Loom::builder().secret(SECRET).park_at_most(2, 1 << 20)).await;
    let first = server.get("/staying-held").await;
    let (script, cookie) = (script(&first), first.cookie.clone().unwrap());
    let mut client = Client::open(server.address, Dialect::Two, Some(&cookie)).await;
    client.join(1, &first.mounted(0)).await;
    let props = async || {
        let headers = [("loom-nav", script.as_str()), ("loom-sticky", "stays:held"), ("cookie", cookie.as_str())];
        let page = server.get_with("/staying-held", &headers).await;
        page.body.split("{\"@\":[").nth(1).and_then(|members| members.split('"').nth(3)).unwrap().to_owned()
    };
    let ask = async |client: &mut Client, token: &str| {
        client.send_text(format!("[\"o\",1,\"{token}\"]")).await;
        client.send_text("[\"h\"]").await;
        client.next().await
    };
    let token = props().await;
    for _ in 0..3 {
        assert_eq!(ask(&mut client, &token).await, serde_json::json!(["h"]), "as often as the visitor comes back");
    }
    for _ in 0..2 {
        props().await;
    }
    for times in 0..150 {
        let answer = ask(&mut client, &token).await;
        assert_eq!((answer[0].as_str(), answer[3].as_str()), (Some("x"), Some("stale_props")), "{times}: {answer}");
        assert_eq!(client.next().await, serde_json::json!(["h"]));
    }
}
