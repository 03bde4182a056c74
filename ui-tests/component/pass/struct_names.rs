//! A registered name is the path, or what is given.

use loom::{__private::State, prelude::*};

#[live_component]
struct Here {}

#[live_component]
impl Here {
    fn render(&self) -> Html {
        html! { <p>"here"</p> }
    }
}

#[live_component(name = "shop::cart")]
struct Named {}

#[live_component]
impl Named {
    fn render(&self) -> Html {
        html! { <p>"there"</p> }
    }
}

#[live_component(crate = "::loom")]
struct ByCrate {}

#[live_component(crate = "::loom")]
impl ByCrate {
    fn render(&self) -> Html {
        html! { <p>"by crate"</p> }
    }
}

#[test]
fn names() {
    assert_eq!(Here::MODULE, concat!(module_path!(), "::Here"));
    assert_eq!(Named::MODULE, "shop::cart");
}
