//! Events supply what handlers ask for.

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
            <input on:input=typed on:change=typed on:keydown=pressed on:paste=pasted> <input type="checkbox" on:change=ticked> <form on:submit=send></form>
            <div on:pointermove=moved on:wheel=moved></div>
            <details on:toggle=toggled><summary>"x"</summary></details>
        }
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(Counter::props().build().render(), &mut html).unwrap();
    assert_eq!(html, r#"<input data-l-input="typed" data-l-change="typed" data-l-keydown="pressed" data-l-paste="pasted"><input type="checkbox" data-l-change="ticked"><form data-l-submit="send" data-l-prevent="true" data-l-no-nav></form><div data-l-pointermove="moved" data-l-wheel="moved"></div><details data-l-toggle="toggled"><summary>x</summary></details>"#);
}
