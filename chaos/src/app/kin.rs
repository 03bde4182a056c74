//! A component in a component, which tells the one around it of each entry.

use loom::prelude::*;

use super::listed;

/// Writes down entries of its own, and what the component inside it tells it of.
#[live_component]
pub struct Around {
    entries: Vec<u64>,
    told: Vec<u64>,
}

#[live_component]
impl Around {
    #[event]
    fn record(&mut self, entry: Value<u64>) {
        self.entries.push(*entry);
    }

    #[event]
    fn hear(&mut self, entry: Detail<u64>) {
        self.told.push(*entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
            <output>{listed(&self.told)}</output>
            <Within on:record=hear/>
        }
    }
}

/// Writes down entries, and tells the component around it of each.
#[live_component]
pub struct Within {
    #[prop(default)]
    on_record: Callback<u64>,
    entries: Vec<u64>,
}

#[live_component]
impl Within {
    #[event]
    fn record(&mut self, cx: &mut Cx<Self>, entry: Value<u64>) {
        self.entries.push(*entry);
        self.on_record.call(cx, *entry);
    }

    fn render(&self) -> Html {
        html! {
            <input aria-label="Entry" on:input=record/>
            <output>{listed(&self.entries)}</output>
        }
    }
}
