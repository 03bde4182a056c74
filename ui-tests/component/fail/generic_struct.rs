use loom::prelude::*;

#[live_component]
struct Picker<T> {
    #[prop]
    choices: Vec<T>,
}

#[live_component]
impl<T: Render> Picker<T> {
    #[event]
    fn pick(&mut self, index: usize) {}

    fn render(&self) -> Html {
        html! { for (index, choice) in self.choices.iter().enumerate() { <button on:click=pick(index)>{choice}</button> } }
    }
}

fn main() {}
