use loom::prelude::*;

#[derive(Default)]
struct Theme;

#[live_component]
struct Board {
    #[prop(default)]
    theme: Theme,
    lines: Vec<String>,
}

#[live_component]
impl Board {
    fn render(&self) -> Html {
        html! { <p>"a board"</p> }
    }
}

fn main() {}
