use loom::prelude::*;

struct User {
    name: String,
}

#[live_component]
struct Post {
    #[local]
    open: bool,
    #[local]
    when: std::time::Duration,
}

#[live_component]
impl Post {
    fn render(&self) -> Html {
        let user = User { name: String::new() };
        let text = &user.name;
        html! {
            <p hidden={local(self.open && user)}></p>
            <p hidden={local(self.open && unknown)}></p>
            <p hidden={local(self.open && text.is_empty())}></p>
        }
    }
}

fn main() {}
