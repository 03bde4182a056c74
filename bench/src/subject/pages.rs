//! Pages of 1,000 rows with a shared layout: gone to without a reload, and beside them the same HTML for `@hotwired/turbo`.

use std::path::Path;

use axum::{
    Router,
    extract::Path as Number,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use loom::{Loom, prelude::*};

/// How many rows a page has.
const ROWS: u32 = 1000;
/// How many links the side bar has.
const LINKS: u32 = 100;
const KINDS: [&str; 8] = ["Letter", "Invoice", "Order", "Report", "Offer", "Contract", "Receipt", "Reminder"];
const PLACES: [&str; 8] = ["Lisbon", "Vienna", "Oslo", "Madrid", "Athens", "Dublin", "Prague", "Riga"];

/// Pages whose clocks are exact to 5 µs.
const ISOLATED: [(&str, &str); 2] =
    [("cross-origin-opener-policy", "same-origin"), ("cross-origin-embedder-policy", "require-corp")];

/// `/page/N` has its rows in the page, `/live/N` in a live component, and `/turbo/N` is for Turbo. Number 0 has no rows.
///
/// # Errors
/// Loom could not be set up.
pub fn pages() -> loom::Result<Router> {
    let loom = Loom::builder().secret("a secret that is only for measuring").build()?;
    Ok(Router::new()
        .route("/page/{number}", get(page))
        .route("/live/{number}", get(live))
        .route("/turbo/{number}", get(turbo))
        .route("/turbo.js", get(turbo_script))
        .merge(loom.routes())
        .with_state(loom))
}

async fn page(live: Live, Number(number): Number<u32>) -> Page {
    isolated(live.page(title(number))).body(html! { <Layout side="page" number={number}>{table(number)}</Layout> })
}

async fn live(live: Live, Number(number): Number<u32>) -> loom::Result<Page> {
    let rows = live.mount(Rows::props().of(number)).await?;
    Ok(isolated(live.page(title(number))).body(html! { <Layout side="live" number={number}>{rows}</Layout> }))
}

async fn turbo(Number(number): Number<u32>) -> Page {
    let body = html! { <Layout side="turbo" number={number}>{table(number)}</Layout> };
    isolated(Page::new(title(number))).script("/turbo.js").body(body)
}

/// Turbo as npm has put it beside the client's sources.
async fn turbo_script() -> impl IntoResponse {
    let path = "../loom/client/node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js";
    let script = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    script.map(|script| ([(header::CONTENT_TYPE, "text/javascript")], script)).map_err(|_| StatusCode::NOT_FOUND)
}

fn isolated(page: Page) -> Page {
    ISOLATED
        .into_iter()
        .fold(page, |page, (name, value)| page.header(HeaderName::from_static(name), HeaderValue::from_static(value)))
}

fn title(number: u32) -> String {
    format!("Page {number}")
}

/// One row of a page.
struct Row {
    id: u32,
    name: String,
    amount: u32,
}

/// The rows of the page of this number: none of them is on another page.
fn rows(number: u32) -> impl Iterator<Item = Row> {
    let first = number * ROWS;
    (first..if number == 0 { first } else { first + ROWS }).map(|id| {
        let mixed = mixed(id);
        let of = |words: [&'static str; 8], shift: u32| words.into_iter().nth((mixed >> shift & 7) as usize);
        let name = format!("{} from {}", of(KINDS, 0).unwrap_or_default(), of(PLACES, 3).unwrap_or_default());
        Row { id, name, amount: mixed >> 6 & 1023 }
    })
}

/// A number that looks as if it were by chance.
fn mixed(id: u32) -> u32 {
    let id = (id ^ id >> 16).wrapping_mul(0x7feb_352d);
    let id = (id ^ id >> 15).wrapping_mul(0x846c_a68b);
    id ^ id >> 16
}

/// The parts that all pages share.
#[component]
fn Layout(side: &'static str, number: u32, children: Html) -> Html {
    html! {
        <aside class="side">
            <ul>
                for link in 0..LINKS {
                    <li key={link}><a href={format!("/{side}/{link}")}>"Page "{link}</a></li>
                }
            </ul>
        </aside>
        <main>
            <h1>{title(number)}</h1>
            {children}
        </main>
    }
}

fn table(number: u32) -> Html<'static> {
    html! {
        <table>
            <tbody>
                for row in rows(number) {
                    <tr key={row.id} id={row.id} class={if row.amount < 512 { "low" } else { "high" }}>
                        <td>{row.id}</td>
                        <td><a href={format!("/item/{}", row.id)}>{row.name}</a></td>
                        <td><button type="button" aria-label="Remove">"x"</button></td>
                        <td>{row.amount}</td>
                    </tr>
                }
            </tbody>
        </table>
    }
}

/// The rows as a live component.
#[live_component]
struct Rows {
    #[prop]
    of: u32,
}

#[live_component]
impl Rows {
    fn render(&self) -> Html {
        table(self.of)
    }
}
