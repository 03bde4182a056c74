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
            <p title={local(self.step + self.draft.len())}></p>
            <p hidden={local(self.tab.is_empty())}></p>
            <p hidden={local(self.tab < Tab::Closed)}></p>
            <p title={local(self.tab)}></p>
            <p title={local(format!("{}", self.tags))}></p>
            <p hidden={local(!self.step)}></p>
            <button on:click=local(self.open = 1)></button>
            {limit}
        }
    }
}

fn main() {}
