//! An event may be heard at another place than the element.

use loom::{LiveComponent, Props, prelude::*};

#[live_component]
pub struct Counter {
    count: i64,
    #[bind]
    #[state(default = "x".to_owned())]
    name: String,
    #[bind]
    amount: u8,
    #[bind]
    done: bool,
    #[bind]
    tags: Vec<String>,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    #[event]
    fn rename(&mut self, at: u8, to: String) {
        (self.amount, self.name) = (at, to);
    }

    #[event]
    fn send(&mut self, form: Form<std::collections::BTreeMap<String, String>>) {
        self.count = i64::from(!form.is_empty());
    }

    #[event]
    fn typed(&mut self, text: Value<String>) {
        self.name = text.into_inner();
    }

    #[event]
    fn ticked(&mut self, checked: Checked) {
        self.done = checked.0;
    }

    #[event]
    fn pressed(&mut self, _key: Key, _held: Modifiers) {}

    #[event]
    fn pasted(&mut self, _text: Pasted) {}

    #[event]
    fn moved(&mut self, _at: Pointer) {}

    #[event]
    fn toggled(&mut self, _open: Toggle) {}

    fn render(&self) -> Html {
        html! {
            <p on:click=increment on:keydown.window.k.ctrl.prevent=set(1) on:click.outside.once=increment on:scroll.document.throttle(100)=increment>"x"</p>
        }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(Counter::props().build().render(), &mut html).unwrap();
    assert_eq!(html, r#"<p data-l-click="increment" data-l-keydown.window.ctrl.k="set(1)" data-l-click.outside="increment" data-l-scroll.document="increment" data-l-places="keydown.window.ctrl.k click.outside scroll.document" data-l-prevent="keydown.window.ctrl.k" data-l-once="click.outside" data-l-throttle="scroll.document:100">x</p>"#);
}
