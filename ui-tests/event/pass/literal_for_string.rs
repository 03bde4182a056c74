//! An event that takes a `String` is bound with a literal too.

use loom::prelude::*;

#[live_component]
pub struct Shelf {
    names: Vec<String>,
}

#[live_component]
impl Shelf {
    #[event]
    pub fn touch(&mut self, name: String, times: u8) {
        self.names.extend((0..times).map(|_| name.clone()));
    }

    pub fn render(&self) -> Html {
        html! {
            <button on:click=touch("first", 1)>"First"</button>
            <button on:click=touch("second".into(), 1)>"Second"</button>
            <button on:click=touch(r#"third"#, 1,)>"Third"</button>
            for name in &self.names {
                <button key={name} on:click=touch(name.clone(), 2)>{name}</button>
            }
        }
    }
}
