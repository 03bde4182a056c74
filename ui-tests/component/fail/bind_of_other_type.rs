use loom::prelude::*;

#[derive(Default, serde::Serialize, serde::Deserialize)]
struct Address;

#[live_component]
struct Order {
    #[bind]
    address: Address,
}

#[live_component]
impl Order {
    fn render(&self) -> Html {
        html! { <p>"an order"</p> }
    }
}

fn main() {}
