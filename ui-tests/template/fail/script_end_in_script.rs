//! Text cannot end its script.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <script>"</script>"</script>
    }
}

fn main() {}
