//! The JavaScript of others: a custom element, and a chart that a hook draws.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    day: u32,
    amount: u32,
}

#[derive(Deserialize)]
pub struct Chosen {
    index: u32,
}

#[live_component]
pub struct Sales {
    #[state(default = vec![Point { day: 1, amount: 3 }, Point { day: 2, amount: 5 }])]
    points: Vec<Point>,
    #[state(default = vec![1, 2, 3])]
    rows: Vec<u32>,
    clicks: u32,
    chosen: Option<u32>,
    more: bool,
}

#[live_component]
impl Sales {
    #[event]
    fn add(&mut self) {
        let day = u32::try_from(self.points.len()).unwrap_or(u32::MAX) + 1;
        self.points.push(Point { day, amount: day * 2 });
    }

    #[event]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event]
    fn turn(&mut self) {
        self.rows.reverse();
    }

    #[event]
    fn drop_first(&mut self) {
        self.rows.remove(0);
    }

    #[event]
    fn unfold(&mut self) {
        self.more = true;
    }

    #[event]
    fn choose(&mut self, point: Detail<Chosen>) {
        self.chosen = Some(point.index);
    }

    /// The message is for hooks that the same answer brings, too.
    #[event]
    fn say(&mut self, cx: &mut Cx<Self>) {
        self.clicks += 1;
        self.more = true;
        cx.emit("note", self.clicks);
        cx.emit("note", format!("{} <again>", self.clicks));
        cx.emit("other", ());
    }

    /// As a push, which no event waits for.
    #[event]
    fn say_later(&mut self, cx: &mut Cx<Self>) {
        cx.handle().update(|sales, cx| {
            sales.more = !sales.more;
            cx.emit("note", "pushed");
        });
    }

    fn render(&self) -> Html {
        html! {
            <button id="say" on:click=say>"Say"</button>
            <button id="say-later" on:click=say_later>"Say later"</button>
            <h1>"Sales " <span id="clicks">{self.clicks}</span></h1>
            <button id="add" on:click=add>"Add"</button>
            <button id="click" on:click=click>"Click"</button>
            <button id="turn" on:click=turn>"Turn"</button>
            <button id="drop" on:click=drop_first>"Drop"</button>
            <button id="unfold" on:click=unfold>"Unfold"</button>
            <div id="chart" class:many={self.points.len() > 2} use:chart={&self.points} on:point-choose=choose></div>
            <p id="chosen">{self.chosen}</p>
            <point-list id="points" prop:allPoints={&self.points} prop:heading="Days"></point-list>
            <div id="broken" use:broken={self.clicks}></div>
            <ul id="rows">for row in &self.rows { <li key={row} id={format!("row-{row}")} use:row={row}></li> }</ul>
            if self.more {
                <div id="heard" use:heard></div>
                <div id="later" use:chart={self.points.iter().take(1).collect::<Vec<_>>()}></div>
            }
        }
    }
}

/// A page with hooks.
pub async fn sales(live: Live) -> loom::Result<Page> {
    let sales = live.mount(Sales::props()).await?;
    let page = live.page("Sales").icon("data:,").module("/hooks.js");
    Ok(page.body(html! { <nav><a id="away" href="/away">"Away"</a></nav> <main>{sales}</main> }))
}

/// A page without.
pub async fn away(live: Live) -> loom::Result<Page> {
    let page = live.page("Away").icon("data:,");
    Ok(page.body(html! { <nav><a id="sales" href="/sales">"Sales"</a></nav> <main><h1>"Away"</h1></main> }))
}

/// The files that a page of the application brings.
pub const SCRIPT: &str = include_str!("hooks.js");
