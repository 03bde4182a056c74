//! An event whose attribute is a marker or a modifier.

use loom::prelude::*;

#[live_component]
struct Player {
    started: bool,
}

#[live_component]
impl Player {
    #[event]
    fn start(&mut self) {
        self.started = true;
    }

    fn render(&self) -> Html {
        html! {
            <x-player on:live=start on:stop=start></x-player>
            <img src="/a.png" alt="" on:error=start>
        }
    }
}

fn main() {}
