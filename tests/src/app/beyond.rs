//! A component that asks for what dialect 1 does not carry.

use loom::prelude::*;

/// Counts what it was told, in the order of its events.
#[live_component(name = "beyond")]
pub struct Beyond {
    told: Vec<String>,
    held: bool,
    #[bind]
    chosen: Vec<String>,
}

#[live_component]
impl Beyond {
    #[event]
    fn held(&mut self, keys: Modifiers) {
        self.held = keys.shift;
        self.told.push("held".to_owned());
    }

    #[event]
    fn perhaps(&mut self, keys: Option<Modifiers>) {
        self.told.push(format!("perhaps {}", keys.is_some()));
    }

    #[event]
    fn at(&mut self, place: usize) {
        self.told.push(format!("at {place}"));
    }

    #[event]
    fn key(&mut self, key: Key) {
        self.told.push(format!("key {}", &*key));
    }

    fn render(&self) -> Html {
        html! {
            <p>{self.told.join(", ")}</p>
            <p>{self.chosen.join(", ")}</p>
            <button on:click=held>"held"</button>
            <button on:click=perhaps>"perhaps"</button>
            <input on:keydown=at(self.told.len()) on:keyup=key on:blur=at(self.told.len()) on:input=at(0)>
            <select multiple bind:value={self.chosen}>
                <option value="wool">"Wool"</option>
                <option value="silk">"Silk"</option>
            </select>
        }
    }
}
