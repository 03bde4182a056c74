//! Pages, cookies, the client script, and who may open the WebSocket.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests fail by panicking"
)]

use axum::{
    Router,
    http::{HeaderValue, header::SET_COOKIE},
    routing::get,
};
use loom::{Live, Loom, Page, html};
use loom_tests::{BOTH, Client, Dialect, Server, app::Counter};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

#[tokio::test]
async fn a_page_is_a_document_with_its_components() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    assert!(page.body.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{}", page.body);
    assert!(page.body.contains("<main><div data-l-live=\""), "{}", page.body);
    let socket = format!("\" data-l-ws=\"/loom/ws?version={}\" data-l-token=\"", server.loom.version());
    assert!(page.body.contains(&socket), "{}", page.body);
    assert!(
        page.body.contains("<script type=\"application/json\" data-l-templates data-l-limit=\"262144\">["),
        "{}",
        page.body
    );
    assert!(page.body.contains("data-l-click=\"increment\""), "{}", page.body);
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("loom_sid=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn a_visitor_keeps_the_session() {
    let server = Server::start().await;
    let first = server.get("/counter").await;
    let again = server.get_with("/counter", &[("cookie", first.cookie.as_deref().unwrap())]).await;
    assert_eq!(again.header("set-cookie"), "");
    let mut client = server.connect(Dialect::Two, &first).await;
    assert_eq!(client.join(0, &again.mounted(0)).await[0], "j");
}

/// The answer of an application with one page, as text: the page has a component, and a cookie of the application.
async fn answer_of_themed(path: &str) -> String {
    async fn page(live: Live) -> loom::Result<Page> {
        let counter = live.mount(Counter::props()).await?;
        let cookie = HeaderValue::from_static("theme=dark");
        Ok(Page::new("Theme").header(SET_COOKIE, cookie).body(html! { {counter} }))
    }
    let loom = Loom::builder().secret(loom_tests::SECRET).build().unwrap();
    let app = Router::new().route("/", get(page)).merge(loom.routes()).with_state(loom);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut stream = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    tokio::spawn(loom::serve_on(listener, app));
    let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn a_cookie_of_the_application_stands_beside_the_own() {
    let answer = answer_of_themed("/").await;
    let cookies: Vec<_> = answer.lines().filter(|line| line.starts_with("set-cookie: ")).collect();
    assert!(cookies.len() == 2 && cookies[0].contains("loom_sid=") && cookies[1].contains("theme=dark"), "{answer}");
}

#[tokio::test]
async fn an_application_without_an_icon_is_not_asked_in_vain_while_it_is_developed() {
    for (path, debug, release) in [("/favicon.ico", 204, 404), ("/favicon.png", 404, 404)] {
        let answer = answer_of_themed(path).await;
        let status = if cfg!(debug_assertions) { debug } else { release };
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
    }
}

#[tokio::test]
async fn the_cookie_is_secure_over_https() {
    let server = Server::start().await;
    let page = server.get_with("/counter", &[("x-forwarded-proto", "https")]).await;
    let cookie = page.header("set-cookie");
    assert!(cookie.starts_with("__Host-loom_sid=") && cookie.ends_with("; Secure"), "{cookie}");
}

#[tokio::test]
async fn a_page_without_components_needs_no_cookie() {
    let server = Server::start().await;
    let page = server.get("/nothing").await;
    assert!(page.body.contains("<title>&lt;nothing"), "{}", page.body);
    assert_eq!(page.header("set-cookie"), "");
    assert!(!page.body.contains("data-l-templates"));
}

#[tokio::test]
async fn a_mount_that_redirects_answers_303() {
    let server = Server::start().await;
    let page = server.get("/moved").await;
    assert_eq!((page.status, page.header("location")), (303, "/counter"));
}

#[tokio::test]
async fn a_mount_that_redirects_to_its_own_page_fails() {
    let server = Server::start().await;
    let page = server.get("/circling").await;
    assert_eq!((page.status, page.header("location")), (303, "/circling?again=1#top"));
    assert_eq!(server.get("/circling?again=1").await.status, 500);
    // One in a router of its own is elsewhere.
    assert_eq!(server.get("/inner/circling?again=1").await.status, 303);
}

#[tokio::test]
async fn a_failure_is_a_page_without_details() {
    let server = Server::start().await;
    for path in ["/failing", "/wrong"] {
        let page = server.get(path).await;
        assert_eq!(page.status, 500);
        assert!(!page.body.contains("secret"), "{}", page.body);
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn mount_sets_the_title() {
    let server = Server::start().await;
    assert!(server.get("/effects").await.body.contains("<title>From mount</title>"));
}

#[tokio::test]
async fn the_script_has_an_address_that_names_its_content() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let path = page.body.split("<script src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(path.starts_with("/loom/loom-") && path.ends_with(".js"), "{path}");
    let script = server.get(path).await;
    assert_eq!(script.status, 200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("cache-control"), "public, max-age=31536000, immutable");
    let etag = script.header("etag").to_owned();
    let again = server.get_with(path, &[("if-none-match", &etag)]).await;
    assert_eq!((again.status, again.body.as_str()), (304, ""));

    let plain = server.get("/loom/loom.js").await;
    assert_eq!((plain.status, plain.header("cache-control")), (200, "no-cache"));
    assert_eq!(plain.body, script.body);
    assert_eq!(server.get_with("/loom/loom.js", &[("if-none-match", &etag)]).await.status, 304);
    assert_eq!(server.get("/loom/lists-other.js").await.status, 404);
}

#[tokio::test]
async fn a_page_names_the_modules_that_it_needs_and_the_server_has_them() {
    let server = Server::start().await;
    let pages = [
        ("/nothing", &[][..]),
        ("/counter", &["notices", "flash"]),
        ("/picture", &["notices", "flash", "raw"]),
        ("/fields", &["notices", "flash", "controls", "values"]),
    ];
    for (path, names) in pages {
        let page = server.get(path).await;
        let links = page.body.split("<link rel=\"modulepreload\" href=\"").skip(1);
        let paths: Vec<_> = links.map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(paths.len(), names.len(), "{path}: {paths:?}");
        for (module, name) in paths.iter().zip(names) {
            assert!(module.starts_with(&format!("/loom/{name}-")) && module.ends_with(".js"), "{module}");
            let file = server.get(module).await;
            assert_eq!((file.status, file.header("content-type")), (200, "text/javascript; charset=utf-8"));
            assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
        }
    }
}

#[tokio::test]
async fn only_pages_of_the_site_open_the_websocket() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let own = format!("http://{}", server.address);
    let other_port = format!("http://{}:1", server.address.ip());
    for dialect in BOTH {
        for origin in [None, Some("null"), Some("https://evil.example"), Some(other_port.as_str()), Some("")] {
            let refused = Client::try_open(server.address, dialect, page.cookie.as_deref(), origin).await;
            let (status, text) = refused.err().unwrap_or_else(|| panic!("{origin:?} was let in"));
            assert_eq!(status, 403, "{origin:?}");
            assert!(text.contains("origin"), "{text}");
        }
        assert!(Client::try_open(server.address, dialect, None, Some(&own)).await.is_ok());
    }
    server.wait_for(|stats| stats.connections == 0).await;
}

#[tokio::test]
async fn listed_origins_replace_the_own_one() {
    let builder = Loom::builder().secret(loom_tests::SECRET).origin("https://shop.example");
    let server = Server::with(builder).await;
    let own = format!("http://{}", server.address);
    assert!(Client::try_open(server.address, Dialect::Two, None, Some("https://shop.example")).await.is_ok());
    assert!(Client::try_open(server.address, Dialect::Two, None, Some(&own)).await.is_err());
}

#[tokio::test]
async fn a_plain_request_for_the_websocket_is_refused() {
    let server = Server::start().await;
    let own = format!("http://{}", server.address);
    assert_eq!(server.get("/loom/ws").await.status, 426);
    assert_eq!(server.get_with("/loom/ws", &[("origin", "https://evil.example")]).await.status, 403);
    assert_eq!(server.get_with("/loom/ws", &[("origin", &own)]).await.status, 426);
}

#[tokio::test]
async fn wrong_secrets_and_origins_are_refused_at_the_start() {
    let builder = || Loom::builder();
    let short = builder().secret("too short").build().err().map(|error| error.to_string()).unwrap();
    assert!(short.contains("too short"), "{short}");
    let old = builder().secret(loom_tests::SECRET).old_secret("short").build();
    assert!(old.is_err());
    let origin = builder().secret(loom_tests::SECRET).origin("shop.example").build();
    assert!(origin.is_err());
}

#[tokio::test]
async fn a_taken_port_is_said_clearly() {
    let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let error = loom::serve(Router::new(), address.as_str()).await.err().map(|error| error.to_string()).unwrap();
    assert!(error.contains("already listening") && error.contains(&address), "{error}");
}

#[tokio::test]
async fn a_state_that_is_too_large_for_a_token_waits_on_the_server() {
    let server = Server::start().await;
    for dialect in BOTH {
        for path in ["/large", "/oversize"] {
            let (mut client, _, mounted) = server.join(dialect, path).await;
            assert!(mounted.token.len() < 1_000, "{}", mounted.token.len());
            let patch = client.click(0, "grow").await;
            assert!(client.change(&patch).is_some(), "{patch}");
        }
    }
}

#[tokio::test]
async fn where_nothing_waits_a_large_state_joins_and_one_that_is_too_large_is_refused_with_the_page() {
    let server = Server::with(Loom::builder().secret(loom_tests::SECRET).park(std::time::Duration::ZERO)).await;
    for dialect in BOTH {
        let (mut client, ..) = server.join(dialect, "/large").await;
        let patch = client.click(0, "grow").await;
        assert!(client.change(&patch).is_some(), "{patch}");
    }
    let page = server.get("/oversize").await;
    assert_eq!(page.status, 500);
    assert!(!page.body.contains("token"), "the reason is for the log: {}", page.body);
}

#[tokio::test]
async fn a_page_tells_its_client_the_heartbeat_that_the_application_chose() {
    let page = |builder| async { Server::with(builder).await.get("/counter").await.body };
    let builder = || Loom::builder().secret(loom_tests::SECRET);
    assert!(!page(builder()).await.contains("data-l-beat"));
    let chosen = page(builder().heartbeat(std::time::Duration::from_secs(7))).await;
    assert!(chosen.contains("<html lang=\"en\" data-l-beat=\"7000\">"), "{chosen}");
    for wrong in [999, 90_000] {
        let error = builder().heartbeat(std::time::Duration::from_millis(wrong)).build().map(drop);
        assert!(error.is_err_and(|error| error.to_string().starts_with("a heartbeat of")), "{wrong}");
    }
}
