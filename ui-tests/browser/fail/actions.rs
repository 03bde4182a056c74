use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Choice, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Tab {
    Open,
    Closed,
}

impl Tab {
    fn is_empty(self) -> bool {
        false
    }
}

#[live_component]
struct Post {
    #[local]
    open: bool,
    #[local]
    #[state(default = Tab::Open)]
    tab: Tab,
    #[local]
    tags: Vec<String>,
    #[local]
    step: u8,
    #[local]
    part: f64,
    #[mirror]
    starred: bool,
    #[bind]
    draft: String,
    total: i64,
}

#[live_component]
impl Post {
    #[event]
    fn star(&mut self) {
        self.starred = !self.starred;
    }

    fn limit(&self) -> u32 {
        280
    }

    fn render(&self) -> Html {
        let limit = self.limit();
        html! {
            <button on:click=local(limit = 3)></button>
            <button on:click=local({ let n = self.step; n = 3; })></button>
            <button on:click=local(self.step <<= 1)></button>
            <button on:click=local(event)></button>
            <button on:click=local(self.draft == event.target())></button>
            <button on:click={local(self.open = true)}></button>
            <button on:click=(star, star)></button>
            <button on:click=(local(self.open = true), local(self.step = 1))></button>
            <button on:click=local(self.tags.insert(self.draft.clone()))></button>
            {limit}
        }
    }
}

fn main() {}
