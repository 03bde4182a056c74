//! Pages for the browser tests: whatever the gallery has no example of. `PORT` says where.
#![allow(missing_docs, unreachable_pub, reason = "each page is read beside the browser test of its name")]

mod browser;
mod editions;
mod elsewhere;
mod ending;
mod forms;
mod hooks;
mod lacking;
mod leaving;
mod lists;
mod orders;
mod owners;
mod patches;
mod pending;
mod sorting;
mod transitions;
mod typing;

use std::env;

use axum::{
    Router,
    extract::{Path, Query, State},
    http::{StatusCode, header},
    routing::get,
};
use loom::prelude::*;
use loom_tests::{records::Records, survey::Survey, transfer::Transfer, translated::Translated};
use serde::Deserialize;

use self::{
    browser::Browser,
    editions::{Edition, edition},
    elsewhere::Elsewhere,
    ending::{Poisoned, poison},
    forms::{Controls, Tickets, Timing},
    hooks::{SCRIPT, away, sales},
    lacking::Lacking,
    leaving::{Leaving, Release},
    lists::{Boards, Branches, Rows},
    orders::Orders,
    owners::{Owned, Owners},
    patches::Around,
    pending::Pending,
    sorting::Sorting,
    transitions::{STYLE, Transitions},
    typing::Typing,
};

#[tokio::main]
async fn main() -> loom::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3001".to_owned());
    let loom = Loom::builder().build()?;
    let app = Router::new()
        .route("/{page}", get(page))
        .route("/only/{edition}", get(only))
        .route("/stats", get(stats))
        .route("/fresh", get(fresh))
        .route("/sales", get(sales))
        .route("/away", get(away))
        .route("/transitions.css", get(async || ([(header::CONTENT_TYPE, "text/css")], STYLE)))
        .route("/hooks.js", get(async || ([(header::CONTENT_TYPE, "text/javascript")], SCRIPT)))
        .merge(loom.routes())
        .with_state(loom);
    loom::serve(app, format!("127.0.0.1:{port}")).await
}

/// How many connections there are, and how many components wait for their client.
async fn stats(State(loom): State<Loom>) -> String {
    let stats = loom.stats();
    format!("{} {}", stats.connections, stats.parked)
}

/// The records of another page, as a page shows them that is opened now.
async fn fresh(Query(start): Query<Fresh>, live: Live) -> loom::Result<Page> {
    let records = live.mount(Records::props().start(start.content)).await?;
    Ok(Page::new("Fresh").icon("data:,").body(html! { <main>{records}</main> }))
}

#[derive(Deserialize)]
struct Fresh {
    content: String,
}

async fn page(Path(page): Path<String>, live: Live) -> loom::Result<Page> {
    let mounted = match page.as_str() {
        "typing" => live.mount(Typing::props()).await?,
        "around" | "framed" => live.mount(Around::props()).await?,
        "browser" => live.mount(Browser::props()).await?,
        "pending" => live.mount(Pending::props()).await?,
        "sorting" => live.mount(Sorting::props()).await?,
        "transitions" => live.mount(Transitions::props()).await?,
        "elsewhere" => live.mount(Elsewhere::props()).await?,
        "rows" => live.mount(Rows::props()).await?,
        "branches" => live.mount(Branches::props()).await?,
        "controls" => live.mount(Controls::props()).await?,
        "lacking" => live.mount(Lacking::props()).await?,
        "timing" => live.mount(Timing::props()).await?,
        "release" => live.mount(Release::props()).await?,
        "tickets" => live.mount(Tickets::props()).await?,
        "transfer" => live.mount(Transfer::props()).await?,
        "orders" => live.mount(Orders::props()).await?,
        "owners" => live.mount(Owners::props()).await?,
        "owned" => live.mount(Owned::props()).await?,
        "survey" => live.mount(Survey::props()).await?,
        "translated" => live.mount(Translated::props()).await?,
        "boards" => live.mount(Boards::props()).await?,
        "records" => live.mount(Records::props()).await?,
        "leaving" => live.mount(Leaving::props()).await?,
        "edition" => live.mount(Edition::props()).await?,
        "poison" => return poison(&live).await,
        "poisoned" => live.mount(Poisoned::props()).await?,
        _ => return Err(loom::Error::msg("there is no such page")),
    };
    let page_of = Page::new("Scenarios").icon("data:,");
    let page_of = if page == "framed" { page_of.allow("frame-ancestors", "http://localhost:*") } else { page_of };
    let page_of = if page == "transitions" { page_of.stylesheet("/transitions.css") } else { page_of };
    Ok(page_of.body(html! { <main>{mounted}</main> }))
}

/// A page that only one edition of the application has.
async fn only(Path(wanted): Path<String>, live: Live) -> Result<Page, StatusCode> {
    if wanted != edition() {
        return Err(StatusCode::NOT_FOUND);
    }
    let mounted = live.mount(Edition::props()).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Page::new("Only here").icon("data:,").body(html! { <main>{mounted}</main> }))
}
