//! Both halves may stand in a function, as they do in examples of the documentation.
#![deny(warnings)]

#[test]
fn components_in_a_function() {
    use loom::{Props, prelude::*};

    #[live_component]
    struct Inner {
        #[prop]
        name: String,
    }

    #[live_component]
    impl Inner {
        #[event]
        fn clear(&mut self) {
            self.name.clear();
        }

        fn render(&self) -> Html {
            html! { <button on:click=clear>{&self.name}</button> }
        }
    }

    let _ = Inner::props().name("x".to_owned()).build();
}
