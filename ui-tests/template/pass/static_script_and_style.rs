//! Fixed script and style are written as they are.

use loom::prelude::*;

fn page() -> Html<'static> {
    html! {
        <style>"p > b { color: red }"</style>
        <script>"let ok = 1 < 2 && true;"</script>
        <template><p class="x">"y"</p></template>
    }
}

#[test]
fn renders() {
    let mut html = String::new();
    loom::__private::render_static(page(), &mut html).unwrap();
    assert_eq!(html, r#"<style>p > b { color: red }</style><script>let ok = 1 < 2 && true;</script><template><p class="x">y</p></template>"#);
}
