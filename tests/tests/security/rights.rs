//! After what belongs to others: their components, their rights, their sessions.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use loom::{Action, Loom, Visitor};
use loom_tests::{BOTH, Client, Dialect, SECRET, Server, json};

use crate::{get_as, refusal};

/// A server whose application decides with `allow`.
async fn guarded(allow: impl Fn(&loom::Access<'_>) -> bool + Send + Sync + 'static) -> Server {
    Server::with(Loom::builder().secret(SECRET).authorize(allow)).await
}

/// A server that knows its visitors by a header, which a login would have set.
async fn with_names() -> Server {
    let name = |parts: &axum::http::request::Parts| Some(parts.headers.get("x-user")?.to_str().ok()?.to_owned());
    Server::with(Loom::builder().secret(SECRET).visitor(name)).await
}

async fn open_as(server: &Server, cookie: Option<&str>, user: &str) -> Client {
    Client::open_with(server.address, Dialect::Two, cookie, &[("x-user", user)]).await
}

/// Would gain: a page that is for others only.
#[tokio::test]
async fn a_component_that_may_not_be_mounted_is_not_shown() {
    let server = guarded(|access| !access.is::<loom_tests::hostile::Vault>()).await;
    let page = server.get("/hostile/vault").await;
    assert_eq!((page.status, page.components()), (403, 0));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(!page.body.contains("open"), "{}", page.body);
    assert_eq!(server.get("/counter").await.status, 200);
}

/// Would gain: to keep on using a page after the right to see it is gone.
#[tokio::test]
async fn a_component_that_may_not_be_joined_any_more_is_refused() {
    for dialect in BOTH {
        let allowed = Arc::new(AtomicBool::new(true));
        let asked = allowed.clone();
        let server = guarded(move |access| access.action() != Action::Join || asked.load(Ordering::SeqCst)).await;
        let page = server.get("/hostile/vault").await;
        let mut client = server.connect(dialect, &page).await;
        allowed.store(false, Ordering::SeqCst);
        assert_eq!(refusal(&mut client, &page.mounted(0)).await, "forbidden");
        assert_eq!(server.loom.stats().components, 0);
        allowed.store(true, Ordering::SeqCst);
        assert_eq!(refusal(&mut client, &page.mounted(0)).await, "");
    }
}

/// Would gain: one event that is for others only, on a page that shows its button to everybody.
#[tokio::test]
async fn an_event_that_may_not_be_sent_changes_nothing() {
    for dialect in BOTH {
        let server = guarded(|access| access.event() != Some("open")).await;
        let (mut client, ..) = server.join(dialect, "/hostile/vault").await;
        let answer = client.click(0, "open").await;
        assert_eq!(client.code(&answer), "forbidden");
        let answer = client.click(0, "look").await;
        let change = client.change(&answer).unwrap().to_string();
        assert!(change.contains('1') && !change.contains("[0,"), "only `look` has run: {change}");
    }
}

/// Would gain: to set a field that is for others only.
#[tokio::test]
async fn a_bound_field_that_may_not_be_set_is_not_set() {
    let server = guarded(|access| access.event() != Some("label=")).await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/vault").await;
    client.fire(0, "label=", "input", json!({"value": "mine"})).await;
    let answer = client.answer().await;
    assert_eq!(client.code(&answer), "forbidden");
}

/// Would gain: an event that is for others only, by a field whose change runs it; or the change without what has to follow it.
#[tokio::test]
async fn a_field_whose_event_may_not_be_sent_is_not_set() {
    for denied in ["noted", "note="] {
        let server = guarded(move |access| access.event() != Some(denied)).await;
        let (mut client, ..) = server.join(Dialect::Two, "/hostile/basket").await;
        client.fire(0, "note=", "input", json!({"value": "mine"})).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "forbidden");
        let answer = client.click(0, "bill").await;
        assert!(!answer.to_string().contains("mine"), "{answer}");
    }
    let server = guarded(|_| true).await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/basket").await;
    let answer = client.click(0, "noted").await;
    assert_eq!(client.code(&answer), "unknown_handler", "no control offers it");
    client.fire(0, "note=", "input", json!({"value": "mine"})).await;
    let answer = client.answer().await;
    assert!(answer.to_string().contains("mine"), "{answer}");
}

/// Would gain: a component that may not be mounted, by way of one around it that may.
#[tokio::test]
async fn a_nested_component_that_may_not_be_mounted_is_refused() {
    let server = guarded(|access| access.component() != "vault" || access.action() != Action::Mount).await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/nested").await;
    let answer = client.click(0, "show").await.to_string();
    let (_, wrapper) = answer.split_once(r#"{"@":["vault",""#).expect("the wrapper of the nested one");
    let token = wrapper.split('"').next().unwrap().to_owned();
    let vault = loom_tests::Mounted { module: "vault".to_owned(), token };
    assert_eq!(refusal(&mut client, &vault).await, "forbidden");
}

/// Would gain: whatever the application forgot to think of, if its own check fails by a panic.
#[tokio::test]
async fn a_check_that_panics_allows_nothing() {
    let server = guarded(|access| access.event().is_none() || panic!("on purpose")).await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/vault").await;
    let answer = client.click(0, "open").await;
    assert_eq!(client.code(&answer), "forbidden");
    assert_eq!(server.loom.stats().components, 1);
}

/// Would gain: nothing by itself; but a check that sees the wrong visitor lets the wrong one through.
#[tokio::test]
async fn the_check_is_told_who_and_what() {
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = seen.clone();
    let server = guarded(move |access| {
        log.lock().unwrap().push(format!("{:?} {} {}", access.action(), access.component(), access.visitor()));
        true
    })
    .await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/vault").await;
    client.click(0, "open").await;
    client.click(0, "not offered").await;
    let seen = seen.lock().unwrap();
    let who = seen[0].rsplit(' ').next().unwrap();
    assert_eq!(
        *seen,
        [format!("Mount vault {who}"), format!("Join vault {who}"), format!("Event(\"open\") vault {who}")],
        "the hook is not asked about an event that is not offered"
    );
}

/// Would gain: the page of somebody who was logged in on the same browser before.
#[tokio::test]
async fn a_token_from_before_a_login_or_logout_is_refused_after_it() {
    let server = with_names().await;
    let before = server.get("/counter").await;
    let cookie = before.cookie.as_deref();
    let named = server.get_with("/counter", &[("cookie", cookie.unwrap()), ("x-user", "ada")]).await;

    let mut ada = open_as(&server, cookie, "ada").await;
    assert_eq!(refusal(&mut ada, &before.mounted(0)).await, "bad_token", "of nobody, shown by ada");
    assert_eq!(refusal(&mut ada, &named.mounted(0)).await, "");
    let mut bob = open_as(&server, cookie, "bob").await;
    assert_eq!(refusal(&mut bob, &named.mounted(0)).await, "bad_token", "of ada, shown by bob");
    let mut nobody = server.connect(Dialect::Two, &before).await;
    assert_eq!(refusal(&mut nobody, &named.mounted(0)).await, "bad_token", "of ada, shown after the logout");
    assert_eq!(refusal(&mut nobody, &before.mounted(0)).await, "");
}

/// Would gain: everything of a visitor, by being named as the visitor's cookie is, or by sending a name as a cookie.
#[tokio::test]
async fn a_name_does_not_pass_for_a_cookie_nor_a_cookie_for_a_name() {
    let server = with_names().await;
    let page = server.get("/counter").await;
    let id = page.cookie.as_deref().unwrap().trim_start_matches("loom_sid=");
    let mut thief = open_as(&server, None, id).await;
    assert_eq!(refusal(&mut thief, &page.mounted(0)).await, "bad_token");

    let named = server.get_with("/counter", &[("x-user", "abcdefghijklmnopqrs")]).await;
    for cookie in ["loom_sid=named:abcdefghijklmnopqrs", "loom_sid=abcdefghijklmnopqrs", "loom_sid="] {
        let mut thief = Client::open(server.address, Dialect::Two, Some(cookie)).await;
        assert_eq!(refusal(&mut thief, &named.mounted(0)).await, "bad_token", "{cookie}");
    }
}

/// Would gain: to go on in a session that was ended, from a socket that is open, and with every token from before.
#[tokio::test]
async fn a_visitor_who_is_disconnected_is_out() {
    for dialect in BOTH {
        let server = with_names().await;
        let page = server.get_with("/counter", &[("x-user", "ada")]).await;
        let mut first = Client::open_with(server.address, dialect, None, &[("x-user", "ada")]).await;
        let mut second = Client::open_with(server.address, dialect, None, &[("x-user", "ada")]).await;
        let mut bob = open_as(&server, None, "bob").await;
        let bobs = server.get_with("/counter", &[("x-user", "bob")]).await;
        assert_eq!(refusal(&mut first, &page.mounted(0)).await, "");
        bob.join(0, &bobs.mounted(0)).await;

        assert_eq!(server.loom.disconnect(&Visitor::new("ada")), 2);
        assert_eq!(first.close_status().await, Some(1008));
        assert_eq!(second.close_status().await, Some(1008));
        server.wait_for(|stats| stats.connections == 1).await;
        assert_eq!(server.loom.stats().parked, 0, "nothing waits for who is out");
        crate::still_counts(&mut bob).await;

        let mut again = Client::open_with(server.address, dialect, None, &[("x-user", "ada")]).await;
        assert_eq!(refusal(&mut again, &page.mounted(0)).await, "bad_token");
        // Logged in again, within the same second: new pages are good.
        let page = server.get_with("/counter", &[("x-user", "ada")]).await;
        assert_eq!(refusal(&mut again, &page.mounted(0)).await, "");
        assert_eq!(server.loom.disconnect(&Visitor::new("nobody")), 0);
    }
}

/// Would gain: a session that outlives its end, by a token that was renewed after it on a new socket. And the visitor would lose a good one.
#[tokio::test]
async fn tokens_that_are_renewed_after_a_disconnect_are_good() {
    let server = with_names().await;
    server.loom.disconnect(&Visitor::new("ada"));
    let page = server.get_with("/counter", &[("x-user", "ada")]).await;
    let mut client = open_as(&server, None, "ada").await;
    client.join(0, &page.mounted(0)).await;
    client.click(0, "increment").await;
    let newer = loop {
        let frame = client.next().await;
        if frame[0] == "k" {
            break frame[2].as_str().unwrap().to_owned();
        }
    };
    drop(client);
    let mut client = open_as(&server, None, "ada").await;
    let newer = loom_tests::Mounted { token: newer, ..page.mounted(0) };
    assert_eq!(refusal(&mut client, &newer).await, "");
}

/// Would gain: another visitor's page, by a cookie of the attacker's choice that was planted before (session fixation).
#[tokio::test]
async fn a_planted_cookie_opens_only_what_was_made_under_it() {
    let server = Server::start().await;
    let planted = server.get("/counter").await;
    let victim = server.get("/counter").await;
    let mut attacker = server.connect(Dialect::Two, &planted).await;
    assert_eq!(refusal(&mut attacker, &victim.mounted(0)).await, "bad_token");
    // A cookie that is no id of Loom's is not taken over, so nobody can plant one of a known form.
    for wrong in ["loom_sid=short", "loom_sid=\"abcdefghijklmnopqrstuvw\"", "loom_sid=abcdefghijklmnopqrstuv%2f"] {
        let page = server.get_with("/counter", &[("cookie", wrong)]).await;
        assert!(page.cookie.is_some_and(|cookie| cookie != wrong), "{wrong}");
    }
}

/// Would gain: every page of the host out of order, by one cookie that a sibling host, a page under some path or another program has set.
#[tokio::test]
async fn cookies_of_others_do_not_hide_the_own() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let own = page.cookie.as_deref().unwrap();
    for cookies in [
        format!("name=Jürgen; {own}"),
        format!("{own}; name=\u{1f9f6}"),
        format!("loom_sid=x; {own}"),
        format!("{own}; loom_sid=x"),
        format!("loom_sid=; loom_sid; ={own}; {own}; loom_sid=\"quoted\""),
        // Of a longer path, so the browser sends it first.
        format!("loom_sid=AAAAAAAAAAAAAAAAAAAAAAAA; {own}"),
    ] {
        let again = server.get_with("/counter", &[("cookie", &cookies)]).await;
        assert_eq!(again.header("set-cookie"), "", "{cookies}");
        for shown in [own, &cookies] {
            let mut client = Client::open(server.address, Dialect::Two, Some(shown)).await;
            assert_eq!(refusal(&mut client, &again.mounted(0)).await, "", "{cookies}");
        }
    }
}

/// Would gain: a visitor whose session the attacker knows, by a cookie that was planted over plain HTTP or by a sibling host.
#[tokio::test]
async fn a_cookie_that_can_be_planted_is_not_taken_over_https() {
    let server = Server::start().await;
    let plain = server.get("/counter").await;
    let planted = plain.cookie.as_deref().unwrap();
    let over_https = async |cookie: &str| {
        server.get_with("/counter", &[("x-forwarded-proto", "https, http"), ("cookie", cookie)]).await
    };
    let page = over_https(planted).await;
    let own = page.cookie.clone().expect("a cookie of its own");
    assert!(own.starts_with("__Host-loom_sid=") && page.header("set-cookie").ends_with("; Secure"), "{own}");
    let mut attacker = server.connect(Dialect::Two, &plain).await;
    assert_eq!(refusal(&mut attacker, &page.mounted(0)).await, "bad_token");
    // Wherever the planted one stands, the own one counts.
    for cookies in [format!("{planted}; {own}"), format!("{own}; {planted}")] {
        assert_eq!(over_https(&cookies).await.header("set-cookie"), "");
        let mut client = Client::open(server.address, Dialect::Two, Some(&cookies)).await;
        assert_eq!(refusal(&mut client, &page.mounted(0)).await, "");
    }
}

/// Would gain: all that the application keeps for an anonymous visitor, by a user name that is that visitor's name.
#[tokio::test]
async fn a_name_of_the_application_is_never_that_of_an_anonymous_visitor() {
    let seen = Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = seen.clone();
    let name = |parts: &axum::http::request::Parts| Some(parts.headers.get("x-user")?.to_str().ok()?.to_owned());
    let builder = Loom::builder().secret(SECRET).visitor(name).authorize(move |access| {
        log.lock().unwrap().push(access.visitor().clone());
        true
    });
    let server = Server::with(builder).await;
    server.get("/counter").await;
    let anonymous = seen.lock().unwrap().pop().unwrap();
    for taken in [anonymous.as_str(), anonymous.as_str().trim_start_matches("anonymous:")] {
        let page = server.get_with("/counter", &[("x-user", taken)]).await;
        let visitor = seen.lock().unwrap().pop().unwrap();
        assert_ne!(visitor, anonymous);
        let mut client = open_as(&server, page.cookie.as_deref(), taken).await;
        assert_eq!(refusal(&mut client, &page.mounted(0)).await, "", "it works all the same");
        assert_eq!(server.loom.disconnect(&anonymous), 0);
        assert_eq!(server.loom.disconnect(&visitor), 1);
    }
}

/// Would gain: the session cookie, by a script or over plain HTTP.
#[tokio::test]
async fn the_cookie_is_out_of_reach() {
    let server = Server::start().await;
    let page = server.get_with("/counter", &[("x-forwarded-proto", "https")]).await;
    let cookie = page.header("set-cookie");
    for part in ["; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    assert!(!cookie.contains("Domain"), "no other host is sent it: {cookie}");
    // Components and logs know the visitor by something else than the cookie, and a token does not hold the cookie either.
    let id = page.cookie.as_deref().unwrap().trim_start_matches("__Host-loom_sid=");
    assert!(!page.body.contains(id));
    let page = get_as(&server, "/counter", &page).await;
    assert_eq!(page.header("set-cookie"), "", "it is set once");
}
