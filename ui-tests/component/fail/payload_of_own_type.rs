use loom::prelude::*;

#[derive(serde::Serialize, serde::Deserialize)]
struct Key(u8);

#[live_component]
struct Piano {
    played: Vec<u8>,
}

#[live_component]
impl Piano {
    #[event]
    fn play(&mut self, key: Key) {
        self.played.push(key.0);
    }

    fn render(&self) -> Html {
        html! { <p>{self.played.len()}</p> }
    }
}

fn main() {}
