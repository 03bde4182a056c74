//! One who publishes, and many who show it.

use std::sync::LazyLock;

use loom::prelude::*;

/// The number of the newest message.
static NEWS: LazyLock<Topic<u64>> = LazyLock::new(Topic::new);

/// Publishes.
#[live_component]
pub struct Editor {
    published: u64,
}

#[live_component]
impl Editor {
    #[event]
    fn publish(&mut self) {
        self.published += 1;
        NEWS.publish(self.published);
    }

    fn render(&self) -> Html {
        html! { <button on:click=publish>{self.published}</button> }
    }
}

/// Shows what was published last.
#[live_component]
pub struct Reader {
    newest: u64,
}

#[live_component]
impl Reader {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        NEWS.subscribe(cx, |reader, _, newest| reader.newest = *newest);
    }

    fn render(&self) -> Html {
        html! { <output>{self.newest}</output> }
    }
}
