//! A panel that opens and places that show a count, in the browser: by `local(...)`, by a script written by hand, and by Alpine.js.

use std::path::Path;

use axum::{
    Router,
    extract::Path as Number,
    http::{StatusCode, header},
    response::{Html as Plain, IntoResponse},
    routing::get,
};
use loom::{Loom, prelude::*};

/// The script written by hand: the least that does the same.
const BY_HAND: &str = r##"
const panel = document.querySelector("#panel");
document.querySelector("#toggle").addEventListener("click", () => (panel.hidden = !panel.hidden));
const places = [...document.querySelectorAll("i")].map((place) => place.firstChild);
let count = 0;
document.querySelector("#count").addEventListener("click", () => {
  count++;
  for (const place of places) place.data = String(count);
});
"##;

/// `/local/N`, `/hand/N` and `/alpine/N` have the same elements, of which N show the count.
///
/// # Errors
/// Loom could not be set up.
pub fn local() -> loom::Result<Router> {
    let loom = Loom::builder().secret("a secret that is only for measuring").build()?;
    Ok(Router::new()
        .route("/local/{places}", get(page))
        .route("/hand/{places}", get(by_hand))
        .route("/alpine/{places}", get(by_alpine))
        .route("/alpine.js", get(alpine))
        .merge(loom.routes())
        .with_state(loom))
}

async fn page(live: Live, Number(places): Number<usize>) -> loom::Result<Page> {
    let panel = live.mount(Panel::props().places(places)).await?;
    Ok(live.page("Local").body(html! { {panel} }))
}

async fn by_hand(Number(places): Number<usize>) -> Plain<String> {
    let script = format!("<script>{BY_HAND}</script>");
    plain(places, &Attributes::default(), &script)
}

async fn by_alpine(Number(places): Number<usize>) -> Plain<String> {
    let attributes = Attributes {
        around: r#"x-data="{ open: false, count: 0 }""#,
        toggle: r#"x-on:click="open = !open""#,
        panel: r#"x-bind:hidden="!open""#,
        count: r#"x-on:click="count++""#,
        place: r#"x-text="count""#,
    };
    plain(places, &attributes, r#"<script src="/alpine.js" defer></script>"#)
}

/// The attributes of the elements of a page without Loom.
#[derive(Default)]
struct Attributes {
    around: &'static str,
    toggle: &'static str,
    panel: &'static str,
    count: &'static str,
    place: &'static str,
}

fn plain(
    places: usize,
    Attributes { around, toggle, panel, count, place }: &Attributes,
    script: &str,
) -> Plain<String> {
    let places = format!("<i {place}>0</i>").repeat(places);
    Plain(format!(
        "<!DOCTYPE html><title>Local</title><body><div {around}><button id=\"toggle\" {toggle}>Open</button><p id=\"panel\" hidden {panel}>Panel</p>\
         <button id=\"count\" {count}>Count</button>{places}</div>{script}"
    ))
}

/// Alpine as npm has put it beside the client's sources.
async fn alpine() -> impl IntoResponse {
    let path = "../loom/client/node_modules/alpinejs/dist/cdn.min.js";
    let script = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    script.map(|script| ([(header::CONTENT_TYPE, "text/javascript")], script)).map_err(|_| StatusCode::NOT_FOUND)
}

/// Loom's side.
#[live_component]
struct Panel {
    #[prop]
    places: usize,
    #[local]
    open: bool,
    #[local]
    count: i64,
}

#[live_component]
impl Panel {
    fn render(&self) -> Html {
        html! {
            <button id="toggle" on:click=local(self.open = !self.open)>"Open"</button>
            <p id="panel" hidden={local(!self.open)}>"Panel"</p>
            <button id="count" on:click=local(self.count += 1)>"Count"</button>
            for _ in 0..self.places {
                <i>{local(self.count)}</i>
            }
        }
    }
}
