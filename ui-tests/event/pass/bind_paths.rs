//! Paths of every kind, generic parts, raw identifiers, and a crate that is named otherwise.

use std::collections::{BTreeMap, HashMap};

use loom::{LiveComponent, Props, prelude::*};
use serde::{Deserialize, Serialize};

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Named<T> {
    r#type: T,
    #[cfg(any())]
    absent: std::time::Duration,
}

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
#[bind(crate = "::loom")]
struct Line {
    #[bind(key)]
    id: String,
    amounts: [u32; 3],
    inner: Vec<Inner>,
}

#[derive(Bind, Clone, Default, Serialize, Deserialize)]
struct Inner {
    #[bind(key)]
    id: u8,
    #[bind(any)]
    done: bool,
}

#[live_component]
struct Order {
    #[bind]
    named: Option<Named<String>>,
    #[bind]
    #[state(default = vec![Line { id: "a\"]".to_owned(), inner: vec![Inner::default()], ..Line::default() }])]
    lines: Vec<Line>,
    #[bind]
    map: BTreeMap<u8, Named<u32>>,
    #[bind]
    hashed: HashMap<String, Vec<String>>,
}

#[component]
fn Inside<T: Bind + 'static>(#[prop(default)] of: Option<Of<'_, T>>) -> Html {
    html! { {of.map_or(String::new(), |of| of.path().to_owned())} }
}

#[live_component]
impl Order {
    fn render(&self) -> Html {
        let first = 0;
        html! {
            <input bind:value={self.named?.r#type}>
            <input bind:value.debounce(10)={self.lines[first].amounts[first + 1]}>
            <input type="checkbox" bind:checked={self.lines.by("a\"]").inner.by(0).done}>
            <textarea bind:value={self.map.by(1).r#type}></textarea>
            <select multiple bind:value={self.hashed.by("x")}><option>"a"</option></select>
            <p bind:error={self.lines}></p>
            for (number, line) in bind(self.lines).iter().enumerate() {
                let inner = bind(line.inner);
                <div key={&line.id}>
                    {number}
                    for part in inner { <input key={part.id} type="checkbox" bind:checked={part.done}> }
                    <Inside of={bind(line.inner[0])}/>
                    match bind(line.inner.by(0)) {
                        Some(part) => <i>{part.path()} <input type="checkbox" bind:checked={part.done}></i>,
                        None => "none",
                    }
                </div>
            }
        }
    }
}

#[test]
fn paths_are_written_where_they_are_not_fixed() {
    let mut html = String::new();
    loom::__private::render_static(Order::props().build().render(), &mut html).unwrap();
    for written in [
        r#"<input value="" data-l-input="named.type=">"#,
        r#"data-l-input="lines[&quot;a\&quot;]&quot;].amounts[1]=""#,
        r#"<input type="checkbox" data-l-change="lines[&quot;a\&quot;]&quot;].inner[0].done=">"#,
        "<textarea>\n</textarea>",
        r#"<p data-l-error-of="lines" role="alert"></p>"#,
        r#"<i>lines["a\"]"].inner[0]<input"#,
    ] {
        assert!(html.contains(written), "{written}: {html}");
    }
}
