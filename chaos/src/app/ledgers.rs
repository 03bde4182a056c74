//! Components that write down each entry, each in its own way.

use std::time::Duration;

use loom::prelude::*;

use super::{
    listed,
    rules::{FATAL, Row, destination, is_fatal, is_refused, leads_away, toil, weave},
};

/// Writes down entries, and fails at some.
#[live_component]
pub struct Ledger {
    entries: Vec<u64>,
}

#[live_component]
impl Ledger {
    #[event]
    fn record(&mut self, entry: Value<u64>) -> loom::Result<()> {
        self.entries.push(*entry);
        if is_refused(*entry) {
            return Err(loom::Error::msg("this entry is refused"));
        }
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

/// Writes down that an entry was begun, and later that it is done. The two are never seen apart.
#[live_component]
pub struct Slow {
    begun: Vec<u64>,
    done: Vec<u64>,
}

#[live_component]
impl Slow {
    #[event]
    async fn record(&mut self, entry: Value<u64>) {
        self.begun.push(*entry);
        tokio::time::sleep(toil(*entry)).await;
        self.done.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.done)}</output>
            <output>{listed(&self.begun)}</output>
        }
    }
}

/// Writes down entries while the server pushes ticks in between.
#[live_component]
pub struct Ticking {
    entries: Vec<u64>,
    ticks: u64,
}

#[live_component]
impl Ticking {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        cx.every(Duration::from_millis(500), |ticking, _| ticking.ticks += 1);
    }

    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <output>{self.ticks}</output>
        }
    }
}

/// A long list that each entry changes in its own way.
#[live_component]
pub struct Rows {
    entries: Vec<u64>,
    rows: Vec<Row>,
}

#[live_component]
impl Rows {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
        weave(&mut self.rows, *entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <ul>
                for row in &self.rows {
                    <li key={row.key}>{row.key} " was touched " {row.touched} " times"</li>
                }
            </ul>
        }
    }
}

/// Writes down entries, and panics at some.
#[live_component]
pub struct Fragile {
    entries: Vec<u64>,
}

#[live_component]
impl Fragile {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
        assert!(!is_fatal(*entry), "{FATAL}");
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

/// Writes down entries, and sends its visitor to another page with some.
#[live_component]
pub struct Guide {
    entries: Vec<u64>,
}

#[live_component]
impl Guide {
    #[event]
    fn record(&mut self, cx: &mut Cx<Self>, entry: Value<u64>) {
        self.entries.push(*entry);
        if leads_away(*entry) {
            cx.redirect(destination(*entry));
        }
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}

/// Ends its process with each entry.
#[live_component]
pub struct Poison {
    entries: Vec<u64>,
}

#[live_component]
impl Poison {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
        std::process::abort();
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}
