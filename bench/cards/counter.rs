//! The smallest application: a counter on a page. `bench/src/size.rs` builds it for release.

use loom::prelude::*;

#[live_component]
struct Counter {
    count: i64,
}

#[live_component]
impl Counter {
    #[event]
    fn increment(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <output>{self.count}</output> <button on:click=increment>"+"</button> }
    }
}

async fn home(live: Live) -> loom::Result<Page> {
    let counter = live.mount(Counter::props()).await?;
    Ok(Page::new("Counter").body(html! { {counter} }))
}

#[tokio::main]
async fn main() -> loom::Result<()> {
    let loom = Loom::builder().build()?;
    let app = axum::Router::new().route("/", axum::routing::get(home)).merge(loom.routes()).with_state(loom);
    loom::serve(app, "127.0.0.1:3000").await
}
