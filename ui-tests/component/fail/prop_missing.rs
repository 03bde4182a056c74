use loom::prelude::*;

#[live_component]
struct Greeting {
    #[prop]
    name: String,
    #[prop(default)]
    loud: bool,
}

#[live_component]
impl Greeting {
    fn render(&self) -> Html {
        html! { <p>{self.name}</p> }
    }
}

async fn page(live: Live) -> loom::Result<Page> {
    let greeting = live.mount(Greeting::props().loud(true)).await?;
    Ok(Page::new("Hello").body(html! { {greeting} }))
}

fn main() {}
