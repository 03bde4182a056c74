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
            if local(self.open) { <p></p> }
            for tag in local(self.tags) { <p>{tag}</p> }
            match local(self.tab) { _ => <p></p>, }
            <a href={local(self.draft.as_str())}>"link"</a>
            <p ..{local(self.open)}></p>
            <input bind:value={local(self.draft)}>
            <textarea>"a" {local(self.draft.as_str())}</textarea>
            for tag in ["a"] { <p key={local(tag)}></p> }
            <Card title={local(self.step)}/>
            <Card on:click=local(self.open = true)/>
            {limit}
        }
    }
}

#[component]
fn Card(title: u8) -> Html {
    html! { <p>{title}</p> }
}

fn main() {}
