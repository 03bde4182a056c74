#![allow(unused)]

use loom::prelude::*;

#[live_component]
struct Post {
    #[local]
    draft: String,
    #[local]
    count: u8,
    #[mirror]
    starred: bool,
    total: i64,
}

#[live_component]
impl Post {
    #[event]
    fn misspelled(&mut self, drft: Local<String>) {}

    #[event]
    fn of_another_type(&mut self, count: Local<u32>) {}

    #[event]
    fn of_the_server(&mut self, total: Local<i64>) {}

    #[event]
    fn ahead(&mut self, starred: Local<bool>) {}

    #[event]
    fn fine(&mut self, id: u32, draft: Local<String>, Local(count): Local<u8>) {}

    fn render(&self) -> Html {
        html! {
            <button on:click=fine(1)>"1"</button>
            <button on:click=fine(1, self.draft)>"2"</button>
            <Nested on:changed=fine(2)/>
        }
    }
}

#[live_component]
struct Nested {
    #[prop]
    on_changed: Callback<u8>,
}

#[live_component]
impl Nested {
    fn render(&self) -> Html {
        html! { <p></p> }
    }
}

#[live_component]
struct Pattern {
    #[local]
    draft: String,
}

#[live_component]
impl Pattern {
    #[event]
    fn unnamed(&mut self, _: Local<String>) {}

    fn render(&self) -> Html {
        html! { <button on:click=unnamed>"1"</button> }
    }
}

fn main() {}
