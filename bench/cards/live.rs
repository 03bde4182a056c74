//! A live component of the usual size. `bench/src/compile.rs` makes a hundred of it and asks how long they take to check.

use loom::prelude::*;

#[live_component]
pub struct Card0 {
    #[prop]
    title: String,
    items: Vec<String>,
    open: bool,
}

#[live_component]
impl Card0 {
    #[event]
    fn toggle(&mut self) {
        self.open = !self.open;
    }

    #[event]
    fn remove(&mut self, at: usize) {
        if at < self.items.len() {
            self.items.remove(at);
        }
    }

    fn render(&self) -> Html {
        html! {
            <section class="card" class:open={self.open}>
                <header>
                    <h2>{&self.title}</h2>
                    <button on:click=toggle>"Toggle"</button>
                </header>
                if self.open {
                    <ul>
                        for (at, item) in self.items.iter().enumerate() {
                            <li key={at}>
                                <span class="name">{item}</span>
                                <button on:click=remove(at) title={item}>"Remove"</button>
                            </li>
                        }
                    </ul>
                } else {
                    <p>{self.items.len()} " items"</p>
                }
                <footer><small>"Card 0"</small></footer>
            </section>
        }
    }
}
