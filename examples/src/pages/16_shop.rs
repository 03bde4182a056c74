//! A shop with a page for each fabric. Every page is an ordinary axum route.
//!
//! The client asks the same route for a tree and changes what is different: the
//! layout stays, and so does the source beside this page. A note that is not
//! sent holds its page (`l-guard`), and is there again when the visitor comes back.

use std::sync::LazyLock;

use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Response},
};
use loom::prelude::*;
use serde::Deserialize;

use super::{SHOP, player::player};
use crate::{
    layout::{self, Icon, Part, part},
    model::shop::{Fabric, Note, Shop},
};

#[derive(Deserialize)]
pub struct Search {
    /// The text that the form looks for.
    #[serde(default)]
    q: String,
}

/// The list: `/shop`, and `/shop?q=silk` by the form.
pub async fn page(
    Query(Search { q }): Query<Search>,
    State(shop): State<Shop>,
    live: Live,
) -> loom::Result<Page> {
    let fabrics = shop.find(&q)?;
    let player = player(&live, "the shop").await?;
    Ok(part(&live, &SHOP, Part { player: Some(player), ..Part::default() }, html! {
        <div class="stack">
            <form class="row add" role="search" action="/shop">
                <input type="search" name="q" value={&q} aria-label="Name, fiber or weave" placeholder="Name, fiber or weave">
                <button class="button"><Icon name="search"/> "Search"</button>
            </form>
            <p class="muted small">
                if fabrics.len() == 1 { "1 fabric" } else { {fabrics.len()} " fabrics" }
                if !q.is_empty() { " for “" {&q} "”. " <a href="/shop">"Show all"</a> }
            </p>
            <ul class="fabrics">
                for fabric in &fabrics {
                    <li key={fabric.id}>
                        <a href={address(fabric.id)}>
                            <Swatch {fabric} threads={12}/>
                            <strong>{&fabric.name}</strong>
                            <span class="muted small">{&fabric.fiber} ", " {fabric.weave.to_lowercase()}</span>
                            <span class="number">{fabric.price()}</span>
                        </a>
                    </li>
                }
            </ul>
        </div>
    }))
}

/// The page of one fabric: `/shop/5`.
pub async fn fabric(
    Path(id): Path<i64>,
    State(shop): State<Shop>,
    live: Live,
) -> loom::Result<Response> {
    let found = shop.fabric(id)?;
    let Some(fabric) = &found else {
        return Ok(layout::not_found(live).await.into_response());
    };
    let (previous, next) = shop.neighbors(fabric)?;
    let notes = live.mount(Notes::props().fabric(id)).await?;
    let around = Part {
        head: Some((&fabric.name, &fabric.story)),
        player: Some(player(&live, &fabric.name).await?),
    };
    Ok(part(&live, &SHOP, around, html! {
        <div class="stack">
            <nav class="row spread" aria-label="Fabrics">
                <a href="/shop">"All fabrics"</a>
                <span class="row">
                    if let Some((id, name)) = previous {
                        <a rel="prev" href={address(id)}><Icon name="arrow-left"/> {name}</a>
                    }
                    if let Some((id, name)) = next {
                        <a rel="next" href={address(id)}>{name} <Icon name="arrow-right"/></a>
                    }
                </span>
            </nav>
            <div class="sample">
                <Swatch {fabric} threads={24}/>
                <dl>
                    <div><dt>"Fiber"</dt> <dd>{&fabric.fiber}</dd></div>
                    <div><dt>"Weave"</dt> <dd>{&fabric.weave}</dd></div>
                    <div><dt>"A meter"</dt> <dd class="number">{fabric.price()}</dd></div>
                </dl>
            </div>
            {notes}
        </div>
    })
    .into_response())
}

fn address(fabric: i64) -> String {
    format!("/shop/{fabric}")
}

/// Some threads of a fabric.
#[component]
fn Swatch(fabric: &Fabric, threads: u32) -> Html {
    html! {
        <svg class="swatch" viewBox={format!("0 0 {threads} {threads}")} preserveAspectRatio="xMidYMid slice" shape-rendering="crispEdges" aria-hidden="true">
            <rect width={threads} height={threads} fill={&fabric.warp}/>
            <path d={fabric.weft_on_top(threads)} fill={&fabric.weft}/>
        </svg>
    }
}

/// Published with the number of the fabric that has a new note.
static WRITTEN: LazyLock<Topic<i64>> = LazyLock::new(Topic::new);

/// Notes about a fabric, and a form for one more.
#[live_component]
pub struct Notes {
    #[prop]
    fabric: i64,
    notes: Vec<Note>,
    #[bind]
    author: String,
    #[bind]
    text: String,
}

#[live_component]
impl Notes {
    fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.read(cx)
    }

    fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        WRITTEN.subscribe(cx, |notes, cx, fabric| {
            if *fabric == notes.fabric { notes.read(cx) } else { Ok(()) }
        });
        self.read(cx)
    }

    #[event]
    fn write(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        cx.state::<Shop>()?.write(self.fabric, &self.author, &self.text)?;
        self.text.clear();
        WRITTEN.publish(self.fabric);
        self.read(cx)
    }

    fn read(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.notes = cx.state::<Shop>()?.notes(self.fabric)?;
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <section class="stack" aria-labelledby="notes">
                <h2 id="notes">"Notes"</h2>
                <ul class="notes">
                    for note in &self.notes {
                        <li key={note.id}><strong>{&note.author}</strong> {&note.text}</li>
                    }
                </ul>
                if self.notes.is_empty() { <p class="muted">"Nobody has written about it yet."</p> }
                <form class="stack" on:submit.prevent=write l-guard="Leave without sending your note?">
                    <p class="field">
                        <label for="author">"Your name"</label>
                        <input id="author" bind:value={self.author} maxlength="40" autocomplete="off">
                    </p>
                    <p class="field">
                        <label for="text">"Your note"</label>
                        <textarea id="text" bind:value={self.text} maxlength="500"></textarea>
                    </p>
                    <div class="row">
                        <button class="button primary" disabled={self.text.trim().is_empty()}>
                            <Icon name="send"/> "Send"
                        </button>
                    </div>
                </form>
            </section>
        }
    }
}
