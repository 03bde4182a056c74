//! The application under test: components that write down each event they are given, each in its own way.

mod edition;
mod kin;
mod ledgers;
mod rules;

use std::net::SocketAddr;

use axum::{Router, response::Response, routing::get};
use loom::prelude::*;

use edition::{BUILD, Edition};
use kin::Around;
use ledgers::{Fragile, Guide, Ledger, Poison, Rows, Slow, Ticking};
use rules::FATAL;
pub(crate) use rules::{Row, entry_of, is_fatal, is_refused, leads_away, weave};

/// The secret of every server of a run, so that the next one opens the tokens of the one before.
const SECRET: &str = "a secret that all servers of the storm share";

/// The path of the page whose state only one build can read.
pub(crate) const EDITION: &str = "/edition";

/// The header that says which server answered.
pub(crate) const SERVER: &str = "chaos-server";

/// Serves on `address`, as the server of this number and of this build, until it is told to stop or killed.
pub(crate) async fn serve(address: SocketAddr, number: u64, build: String) -> loom::Result<()> {
    quieten_fatal_entries();
    let build = BUILD.get_or_init(|| build);
    let loom = Loom::builder().secret(SECRET).version(build).build()?;
    let named = move |mut response: Response| async move {
        response.headers_mut().insert(SERVER, number.into());
        response
    };
    let app = Router::new()
        .route("/", get(page))
        .route("/one", get(one))
        .route(EDITION, get(edition))
        .merge(loom.routes())
        .with_state(loom);
    loom::serve(app.layer(axum::middleware::map_response(named)), address).await
}

async fn page(live: Live) -> loom::Result<Page> {
    let ledger = live.mount(Ledger::props()).await?;
    let slow = live.mount(Slow::props()).await?;
    let ticking = live.mount(Ticking::props()).await?;
    let rows = live.mount(Rows::props()).await?;
    let fragile = live.mount(Fragile::props()).await?;
    let guide = live.mount(Guide::props()).await?;
    let poison = live.mount(Poison::props()).await?;
    let around = live.mount(Around::props()).await?;
    Ok(Page::new("Chaos").body(html! {
        <main>{ledger} {slow} {ticking} {rows} {fragile} {guide} {poison} {around}</main>
    }))
}

async fn one(live: Live) -> loom::Result<Page> {
    let ledger = live.mount(Ledger::props()).await?;
    Ok(Page::new("One").body(html! { <main>{ledger}</main> }))
}

async fn edition(live: Live) -> loom::Result<Page> {
    let edition = live.mount(Edition::props()).await?;
    Ok(Page::new("Edition").body(html! { <main>{edition}</main> }))
}

/// Lets the panics that are meant go without a word; any other is told of.
fn quieten_fatal_entries() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if panic.payload_as_str() != Some(FATAL) {
            tell(panic);
        }
    }));
}

/// The entries as the page shows them.
fn listed(entries: &[u64]) -> String {
    entries.iter().map(u64::to_string).collect::<Vec<_>>().join(" ")
}
