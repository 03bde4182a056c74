//! What is measured: Loom's components, and beside each the least that could do the same.

use axum::{
    Router,
    extract::{
        WebSocketUpgrade,
        ws::{Message, WebSocket},
    },
    response::Response,
    routing::get,
};
use loom::prelude::*;

/// The lower bound of an event: a bare axum WebSocket that sends every text back.
pub fn echo() -> Router {
    Router::new().route("/ws", get(upgrade_echo))
}

async fn upgrade_echo(upgrade: WebSocketUpgrade) -> Response {
    upgrade.read_buffer_size(4096).write_buffer_size(0).on_upgrade(serve_echo)
}

async fn serve_echo(mut socket: WebSocket) {
    while let Some(Ok(message)) = socket.recv().await {
        if matches!(message, Message::Text(_)) && socket.send(message).await.is_err() {
            break;
        }
    }
}

/// Loom's side: a page a component.
///
/// # Errors
/// Loom could not be set up.
pub fn live() -> loom::Result<Router> {
    let loom = Loom::builder().secret("a secret that is only for measuring").build()?;
    Ok(Router::new().route("/counter", get(counter)).route("/table", get(table)).merge(loom.routes()).with_state(loom))
}

async fn counter(live: Live) -> loom::Result<Page> {
    let counter = live.mount(Counter::props()).await?;
    Ok(Page::new("Counter").body(html! { {counter} }))
}

async fn table(live: Live) -> loom::Result<Page> {
    let table = live.mount(Table::props()).await?;
    Ok(Page::new("Table").body(html! { {table} }))
}

/// The smallest component: one number.
#[live_component]
pub struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <output>{self.count}</output> <button on:click=increment>"+"</button> }
    }
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Row {
    /// Its key.
    pub id: u32,
    /// `Item number N of the list`.
    pub name: String,
    /// A number that changes.
    pub value: i64,
}

impl Row {
    /// The row with this id.
    #[must_use]
    pub fn new(id: u32) -> Self {
        Self { id, name: format!("Item number {id} of the list"), value: i64::from(id) * 7 % 1000 }
    }

    /// The class by value.
    #[must_use]
    pub fn class(&self) -> &'static str {
        if self.value < 500 { "low" } else { "high" }
    }
}

/// A table of keyed rows, and the operations that frameworks are compared by.
#[live_component]
pub struct Table {
    #[state(default = (1..=1000).map(Row::new).collect())]
    rows: Vec<Row>,
    selected: Option<u32>,
    #[state(default = 1001)]
    next: u32,
}

#[live_component]
impl Table {
    #[event]
    fn update_one(&mut self) {
        if let Some(row) = self.rows.get_mut(500) {
            row.value = (row.value + 501) % 1000;
        }
    }

    #[event]
    fn update_tenth(&mut self) {
        for row in self.rows.iter_mut().step_by(10) {
            row.value = (row.value + 501) % 1000;
        }
    }

    #[event]
    fn select(&mut self) {
        self.selected = if self.selected == Some(3) { Some(700) } else { Some(3) };
    }

    #[event]
    fn swap(&mut self) {
        if self.rows.len() > 998 {
            self.rows.swap(1, 998);
        }
    }

    #[event]
    fn remove(&mut self) {
        if self.rows.len() > 500 {
            self.rows.remove(500);
        }
    }

    #[event]
    fn append(&mut self) {
        self.rows.push(Row::new(self.next));
        self.next += 1;
    }

    #[event]
    fn prepend(&mut self) {
        self.rows.insert(0, Row::new(self.next));
        self.next += 1;
    }

    #[event]
    fn clear(&mut self) {
        self.rows.clear();
    }

    #[event]
    fn create(&mut self) {
        self.rows = (self.next..self.next + 1000).map(Row::new).collect();
        self.next += 1000;
    }

    #[event]
    fn reset(&mut self) {
        self.rows = (1..=1000).map(Row::new).collect();
        self.selected = None;
    }

    fn render(&self) -> Html {
        html! {
            <p>
                <button on:click=update_one>"update one"</button>
                <button on:click=update_tenth>"update every tenth"</button>
                <button on:click=select>"select"</button>
                <button on:click=swap>"swap"</button>
                <button on:click=remove>"remove"</button>
                <button on:click=append>"append"</button>
                <button on:click=prepend>"prepend"</button>
                <button on:click=clear>"clear"</button>
                <button on:click=create>"create"</button>
                <button on:click=reset>"reset"</button>
            </p>
            <table>
                <tbody>
                    for row in &self.rows {
                        <tr key={row.id} id={row.id} class={if self.selected == Some(row.id) { "selected" } else { row.class() }}>
                            <td>{row.id}</td>
                            <td>{&row.name}</td>
                            <td>{row.value}</td>
                        </tr>
                    }
                </tbody>
            </table>
        }
    }
}
