//! A site for the browser tests of navigation: pages with a shared layout, and answers that are none. `PORT` says where.
#![allow(missing_docs, unreachable_pub, reason = "each page is read beside the browser test of navigation")]

mod parts;

use std::{
    env,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{Html as Plain, IntoResponse, Redirect, Response},
    routing::get,
};
use loom::prelude::*;
use serde::Deserialize;

use self::parts::{Counted, Layout, Note, Player, Sheet, Traveler, Vault};

/// How often the page was asked for that counts, and how often a player was mounted.
#[derive(Debug, Default)]
pub struct Asked(AtomicUsize, AtomicUsize);

impl Asked {
    /// Counts a player that is mounted.
    pub fn mounted(&self) -> usize {
        self.1.fetch_add(1, Ordering::Relaxed) + 1
    }
}

#[tokio::main]
async fn main() -> loom::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3001".to_owned());
    let asked = Arc::new(Asked::default());
    let mut builder = Loom::builder().shared(Arc::clone(&asked));
    // Few states wait on the server, so that the oldest are soon gone.
    if let Some(few) = env::var("PARKED").ok().and_then(|few| few.parse().ok()) {
        builder = builder.park_at_most(few, 1 << 20);
    }
    let loom = builder.build()?;
    let state = Site { loom: loom.clone(), asked };
    let app = Router::new()
        .route("/", get(home))
        .route("/list", get(list))
        .route("/item/{number}", get(item))
        .route("/bare/{number}", get(bare))
        .route("/find", get(find))
        .route("/note", get(note))
        .route("/styled", get(styled))
        .route("/slow", get(slow))
        .route("/fresh", get(fresh))
        .route("/unsaved", get(unsaved))
        .route("/strict", get(strict))
        .route("/closed", get(closed))
        .route("/plain", get(plain))
        .route("/json", get(|| async { ([(header::CONTENT_TYPE, "application/json")], "[1,2,3]") }))
        .route("/to-item", get(|| async { Redirect::to("/item/7#place") }))
        .route("/login", get(login))
        .route("/logout", get(logout))
        .route("/missing", get(missing))
        .route("/broken", get(broken))
        .route("/music/{title}", get(music))
        .route("/vault/{title}", get(vault))
        .route("/quiet", get(quiet))
        .route("/asked", get(counted))
        .route("/stats", get(stats))
        .route("/files/{name}", get(file))
        .merge(loom.routes())
        .with_state(state);
    loom::serve(app, format!("127.0.0.1:{port}")).await
}

#[derive(Clone)]
struct Site {
    loom: Loom,
    asked: Arc<Asked>,
}

impl axum::extract::FromRef<Site> for Loom {
    fn from_ref(site: &Site) -> Self {
        site.loom.clone()
    }
}

/// A page in the layout that all of them share.
fn page(live: &Live, title: &str, path: &str, main: Html<'_>) -> Page {
    live.page(title)
        .icon("data:,")
        .stylesheet("/files/base.css")
        .meta("description", title)
        .body(html! { <Layout path={path} player={None}><main>{main}</main></Layout> })
}

async fn home(live: Live) -> Page {
    page(&live, "Home", "/", html! { <h1>"Home"</h1> <p>"Nothing live."</p> <p id="place">"A place."</p> })
}

async fn list(live: Live) -> loom::Result<Page> {
    let counter = live.mount(Counted::props().name("list".to_owned())).await?;
    Ok(page(
        &live,
        "List",
        "/list",
        html! {
            <h1>"List"</h1>
            {counter}
            <ol class="scroller">
                for number in 1..=100 {
                    <li key={number}><a href={format!("/item/{number}")} id={format!("to-{number}")}>"Item " {number}</a></li>
                }
            </ol>
            <details id="more"><summary>"More"</summary><p>"More of it."</p></details>
            <form><input name="typed" aria-label="Typed"></form>
            <div class="tall"></div>
        },
    ))
}

async fn item(Path(number): Path<u32>, live: Live) -> loom::Result<Page> {
    let counter = live.mount(Counted::props().name(format!("item {number}"))).await?;
    Ok(page(
        &live,
        &format!("Item {number}"),
        "/item",
        html! {
            <h1>"Item " {number}</h1>
            {counter}
            <form method="post">
                <textarea name="comment" aria-label="Comment"></textarea>
                <label><input type="checkbox" name="agree"> "Agree"</label>
            </form>
            <p id="place">"A place."</p>
            <a id="next" href={format!("/item/{}", number + 1)}>"Next"</a>
            <div class="tall"></div>
        },
    ))
}

/// A page without a layout: its root is the page of one thing itself.
async fn bare(Path(number): Path<u32>, live: Live) -> Page {
    live.page(format!("Bare {number}")).icon("data:,").body(html! {
        <h1>"Bare " {number}</h1>
        <form method="post" action={format!("/bare/{number}")}><input name="comment" aria-label="Comment"></form>
        <a id="next" href={format!("/bare/{}", number + 1)}>"Next"</a>
    })
}

/// A page without lists and controls, and so without their modules.
async fn quiet(live: Live) -> Page {
    live.page("Quiet")
        .icon("data:,")
        .body(html! { <main><h1>"Quiet"</h1> <a id="next" href="/item/1">"Next"</a></main> })
}

#[derive(Deserialize)]
struct Asks {
    #[serde(default)]
    q: String,
}

async fn find(Query(asks): Query<Asks>, live: Live) -> Page {
    page(&live, "Found", "/find", html! { <h1>"Found"</h1> <output>{asks.q}</output> })
}

async fn note(live: Live) -> loom::Result<Page> {
    let note = live.mount(Note::props()).await?;
    let other = live.mount(Traveler::props()).await?;
    Ok(page(&live, "Note", "/note", html! { <h1>"Note"</h1> {note} {other} }))
}

async fn styled(live: Live) -> Page {
    let nonce = live.nonce();
    page(&live, "Styled", "/styled", html! { <h1>"Styled"</h1> <p class="styled">"Green."</p> })
        .lang("fr")
        .html_attribute("data-styled", "")
        .meta("author", "Ada")
        .stylesheet("/files/styled.css")
        .script("/files/styled.js")
        .head(html! { <script {nonce}>"globalThis.inline = (globalThis.inline ?? 0) + 1"</script> })
        .nonce(nonce)
}

#[derive(Deserialize)]
struct Slow {
    ms: u64,
}

async fn slow(Query(slow): Query<Slow>, live: Live) -> Page {
    tokio::time::sleep(Duration::from_millis(slow.ms)).await;
    page(&live, "Slow", "/slow", html! { <h1>"Slow"</h1> })
}

async fn fresh(live: Live) -> Page {
    static TIMES: AtomicUsize = AtomicUsize::new(0);
    let times = TIMES.fetch_add(1, Ordering::Relaxed);
    page(&live, "Fresh", "/fresh", html! { <h1>"Fresh " {times}</h1> }).meta("view-transition", "same-origin").fresh()
}

async fn unsaved(live: Live) -> loom::Result<Page> {
    let sheet = live.mount(Sheet::props()).await?;
    Ok(page(&live, "Unsaved", "/unsaved", html! { <h1>"Unsaved"</h1> {sheet} }))
}

/// A page of another policy.
async fn strict(live: Live) -> Page {
    page(&live, "Strict", "/strict", html! { <h1>"Strict"</h1> }).allow("img-src", "https://images.example")
}

/// A page that may not use the camera.
async fn closed(live: Live) -> Page {
    page(&live, "Closed", "/closed", html! { <h1>"Closed"</h1> })
        .header(HeaderName::from_static("permissions-policy"), HeaderValue::from_static("camera=()"))
}

/// A page of Loom that no client goes to.
async fn plain() -> Page {
    Page::new("Plain").icon("data:,").body(html! { <main><h1>"Plain"</h1> <a href="/">"Home"</a></main> })
}

async fn login(live: Live) -> Page {
    page(&live, "Log in", "/login", html! { <h1>"Log in"</h1> })
}

/// Ends the visitor's session.
async fn logout() -> Response {
    let mut response = Redirect::to("/login").into_response();
    response
        .headers_mut()
        .insert(header::SET_COOKIE, HeaderValue::from_static("loom_sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    response
}

async fn missing(live: Live) -> Page {
    page(&live, "Not found", "/missing", html! { <h1>"Not found"</h1> }).status(StatusCode::NOT_FOUND)
}

async fn broken() -> loom::Result<Page> {
    Err(loom::Error::msg("broken"))
}

/// A page that counts how often it is asked for.
async fn counted(State(site): State<Site>, live: Live) -> Page {
    let times = site.asked.0.fetch_add(1, Ordering::Relaxed) + 1;
    let kind = if live.is_prefetch() { "prefetched" } else { "asked" };
    page(&live, "Asked", "/asked", html! { <h1>"Asked"</h1> <output>{times} " " {kind}</output> })
}

/// A page whose player stays.
async fn music(Path(title): Path<String>, live: Live) -> loom::Result<Page> {
    let player = live.mount(Player::props().title(title.clone())).sticky("player").await?;
    let next = format!("/music/{title}x");
    Ok(live.page(title.clone()).icon("data:,").stylesheet("/files/base.css").body(html! {
        <Layout path="/music" player={Some(player)}><main><h1>{&title}</h1> <a id="next" href={&next}>"Next"</a> <a id="next-at-7" href={format!("{next}?volume=7")}>"Next at 7"</a></main></Layout>
    }))
}

/// A page whose vault stays.
async fn vault(Path(title): Path<String>, live: Live) -> loom::Result<Page> {
    let vault = live.mount(Vault::props().title(title.clone())).sticky("vault").await?;
    Ok(live.page(title.clone()).icon("data:,").stylesheet("/files/base.css").body(html! {
        <Layout path="/vault" player={Some(vault)}><main><h1>{&title}</h1> <a id="next" href={format!("/vault/{title}x")}>"Next"</a> <input name="typed" aria-label="Typed"></main></Layout>
    }))
}

/// How much is alive on the server, and how often the counting page was asked for.
async fn stats(State(site): State<Site>) -> String {
    let stats = site.loom.stats();
    format!("{} {} {}", stats.connections, stats.components, site.asked.0.load(Ordering::Relaxed))
}

async fn file(Path(name): Path<String>) -> Response {
    match name.as_str() {
        "base.css" => ([(header::CONTENT_TYPE, "text/css")], parts::BASE).into_response(),
        "styled.css" => {
            tokio::time::sleep(Duration::from_millis(200)).await;
            ([(header::CONTENT_TYPE, "text/css")], ".styled { color: rgb(0, 128, 0) } h1 { color: rgb(0, 0, 128) }")
                .into_response()
        }
        "styled.js" => {
            ([(header::CONTENT_TYPE, "text/javascript")], "globalThis.ran = (globalThis.ran ?? 0) + 1").into_response()
        }
        "text" => Plain("<p>Not a page of Loom.</p>").into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}
