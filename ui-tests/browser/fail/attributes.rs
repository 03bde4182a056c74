use loom::prelude::*;

#[live_component]
struct Post {
    #[local]
    #[mirror]
    both: bool,
    #[local]
    #[bind]
    bound: String,
    #[mirror(tab)]
    kept: bool,
    #[local(session)]
    session: bool,
    #[local]
    #[state(secret)]
    secret: String,
}

#[live_component]
impl Post {
    fn render(&self) -> Html {
        html! { <p></p> }
    }
}

fn main() {}
