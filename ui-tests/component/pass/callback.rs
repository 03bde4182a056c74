//! A nested component calls its parent back, with a value or without.

use loom::prelude::*;

#[live_component]
struct Picker {
    #[prop(default)]
    on_pick: Callback<u32>,
    #[prop(default)]
    on_close: Callback,
    #[prop(default)]
    on_other: Option<Callback<String>>,
    picked: u32,
}

#[live_component]
impl Picker {
    #[event]
    fn pick(&mut self, number: u32, cx: &mut Cx<Self>) {
        self.picked = number;
        self.on_pick.call(cx, number);
        self.on_close.call(cx, ());
        if let Some(other) = &self.on_other {
            other.call(cx, "other".to_owned());
        }
    }

    fn render(&self) -> Html {
        html! { <button on:click=pick(1)>"one"</button> }
    }
}

#[live_component]
struct Shop {
    picked: u32,
}

#[live_component]
impl Shop {
    #[event]
    fn picked(&mut self, place: u8, number: Detail<u32>) {
        self.picked = *number + u32::from(place);
    }

    #[event]
    fn closed(&mut self) {}

    fn render(&self) -> Html {
        html! { <Picker on:pick=picked(3) on:close=closed/> }
    }
}
