//! A handler of a public component can be named from elsewhere.

use loom::prelude::*;

mod shop {
    use loom::prelude::*;

    #[live_component]
    pub struct Shop {
        pub(crate) count: u32,
    }

    #[live_component]
    impl Shop {
        #[event]
        pub(crate) fn add(&mut self, count: u32) {
            self.count += count;
        }

        fn render(&self) -> Html {
            super::buttons()
        }
    }
}

fn buttons() -> Html<'static> {
    html! { <button on:click=shop::Shop::add(1)>"one more"</button> }
}
