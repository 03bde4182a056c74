use loom::prelude::*;

mod first {
    use loom::prelude::*;

    #[live_component]
    pub struct Card {
        count: i64,
    }

    #[live_component]
    impl Card {
        #[event]
        fn increment(&mut self) {
            self.count += 1;
        }

        fn render(&self) -> Html {
            html! { <button on:click=increment>{self.count}</button> }
        }
    }
}

mod second {
    use loom::prelude::*;

    #[live_component]
    pub struct Card {
        count: i64,
    }

    #[live_component]
    impl Card {
        #[event]
        fn increment(&mut self) {
            self.count += 1;
        }
    }
}

async fn page(live: Live) -> loom::Result<Page> {
    let (first, second) = (live.mount(first::Card::props()).await?, live.mount(second::Card::props()).await?);
    Ok(live.page("Cards").body(html! { {first} {second} }))
}

fn main() {}
