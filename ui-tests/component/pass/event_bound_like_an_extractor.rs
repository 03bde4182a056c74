//! An argument whose type is called like an extractor, marked `#[bound]`; an extractor of another name, marked `#[payload]`.

use loom::{Key as Pressed, prelude::*};

mod piano {
    #[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
    pub struct Key(pub u8);
}

#[live_component]
struct Piano {
    played: Vec<u8>,
}

#[live_component]
impl Piano {
    #[event]
    fn play(&mut self, #[bound] key: piano::Key, #[payload] pressed: Pressed) {
        if pressed == "Enter" {
            self.played.push(key.0);
        }
    }

    fn render(&self) -> Html {
        html! { <button on:keydown=play(piano::Key(3))>"C"</button> }
    }
}
