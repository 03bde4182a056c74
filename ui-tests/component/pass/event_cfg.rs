//! A handler under a `cfg` is there or not, with all that is made of it.

use loom::prelude::*;

#[live_component]
struct Switch {
    on: bool,
    #[cfg(all(unix, windows))]
    never: NoSuchType,
    #[cfg(not(all(unix, windows)))]
    #[prop(default)]
    always: bool,
}

#[live_component]
impl Switch {
    #[cfg(all(unix, windows))]
    #[event]
    fn flip(&mut self, never: NoSuchType) {}

    #[cfg(not(all(unix, windows)))]
    #[event]
    fn flip(&mut self) {
        self.on = !self.on;
    }

    fn render(&self) -> Html {
        html! { <button on:click=flip>{self.on}</button> }
    }
}

#[test]
fn there_is_one_event() {
    use loom::LiveComponent;
    assert_eq!(Switch::EVENTS.len(), 1);
    let _ = Switch::props().always(true);
}
