use loom::prelude::*;

#[live_component]
struct Picker {
    #[prop(default)]
    on_pick: Callback<u32>,
}

#[live_component]
impl Picker {
    fn render(&self) -> Html {
        html! { <p>"pick"</p> }
    }
}

#[live_component]
struct Shop {
    picked: u32,
}

#[live_component]
impl Shop {
    #[event]
    fn picked(&mut self, _key: Key) {}

    fn render(&self) -> Html {
        html! { <Picker on:pick=picked/> }
    }
}

fn main() {}
