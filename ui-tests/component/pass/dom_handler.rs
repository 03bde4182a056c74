//! A function component binds the handler that it is given.

use loom::prelude::*;

#[component]
fn Close(on_close: DomHandler<event::click>, #[prop(default)] on_hover: Option<DomHandler<event::mouseenter>>) -> Html {
    html! { <button type="button" on:click={on_close} on:mouseenter={on_hover}>"Close"</button> }
}

#[component]
fn Bar(on_close: DomHandler<event::click>) -> Html {
    html! { <div><Close on:close={on_close}/></div> }
}

#[live_component]
struct Window {
    open: bool,
}

#[live_component]
impl Window {
    #[event]
    fn close(&mut self, at: Pointer) {
        self.open = at.x < 0.0;
    }

    fn render(&self) -> Html {
        html! { <Bar on:close=close/> }
    }
}
