//! Everything that the browser supplies, at any place among the parameters.

use loom::prelude::*;

#[derive(serde::Deserialize)]
struct Contact {
    name: String,
}

#[derive(serde::Deserialize)]
struct Point {
    x: f64,
}

#[live_component]
struct All {
    log: Vec<String>,
}

#[live_component]
impl All {
    #[event]
    fn value(&mut self, cx: &mut Cx<Self>, value: Value<f64>, id: u32) {
        self.log.push(format!("{} {id} {}", *value, cx.event_number()));
    }

    #[event]
    fn checked(&mut self, Checked(checked): Checked) {
        self.log.push(checked.to_string());
    }

    #[event]
    fn key(&mut self, key: Key, modifiers: Modifiers) {
        if key == "Enter" && !modifiers.shift {
            self.log.clear();
        }
    }

    #[event]
    fn form(&mut self, form: Form<Contact>) {
        self.log.push(form.into_inner().name);
    }

    #[event]
    fn values(&mut self, values: Values) {
        self.log.extend(values.iter().cloned());
    }

    #[event]
    fn pointer(&mut self, at: Pointer, modifiers: loom::Modifiers) {
        self.log.push(format!("{} {}", at.x, modifiers.ctrl));
    }

    #[event]
    fn scroll(&mut self, scroll: Scroll) {
        self.log.push(scroll.to_bottom().to_string());
    }

    #[event]
    fn toggle(&mut self, toggle: Toggle) {
        self.log.push(toggle.open.to_string());
    }

    #[event]
    fn paste(&mut self, pasted: Pasted) {
        self.log.push(pasted.text);
    }

    #[event]
    fn detail(&mut self, point: Detail<Point>) {
        self.log.push(point.x.to_string());
    }

    #[event]
    fn perhaps(&mut self, key: Option<Key>, value: Option<Value<String>>) {
        self.log.push(format!("{key:?} {value:?}"));
    }

    fn render(&self) -> Html {
        html! {
            <form on:submit=form>
                <input name="name" on:input=value(1) on:keydown=key on:paste=paste on:blur=perhaps>
                <input type="checkbox" on:change=checked>
                <select multiple on:change=values><option>"a"</option></select>
                <button type="button" on:click=perhaps>"x"</button>
            </form>
            <div on:pointerdown=pointer on:scroll=scroll>"area"</div>
            <details on:toggle=toggle><summary>"more"</summary>"text"</details>
            <color-wheel on:picked=detail></color-wheel>
        }
    }
}
