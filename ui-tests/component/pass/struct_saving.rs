//! How the state is saved.

use loom::{__private::State as _, prelude::*};

#[live_component(name = "vault", resume = "server", secret, removed("old", "older"))]
struct Vault {
    #[prop]
    owner: String,
    #[state(secret, default = 7)]
    pin: u32,
}

#[live_component]
impl Vault {
    fn render(&self) -> Html {
        html! { <p>{&self.owner} {self.pin}</p> }
    }
}

#[live_component(resume = "none")]
struct Fleeting {
    #[state(secret)]
    text: String,
}

#[live_component]
impl Fleeting {
    fn render(&self) -> Html {
        html! { <p>{&self.text}</p> }
    }
}

#[live_component(resume = "token", removed("text",))]
struct Usual {
    count: u32,
}

#[live_component]
impl Usual {
    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

#[test]
fn it_is_said_at_the_struct() {
    let _ = (Vault::props().owner("me".to_owned()), Fleeting::props(), Usual::props());
    assert_eq!(Vault::MODULE, "vault");
}
