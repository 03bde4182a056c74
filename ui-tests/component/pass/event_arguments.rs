//! Bound arguments of many types, and as many as eight.

use loom::prelude::*;

#[derive(Clone, Copy, Default, PartialEq, serde::Serialize, serde::Deserialize)]
enum Side {
    #[default]
    Left,
    Right,
}

#[live_component]
struct Board {
    side: Side,
    names: Vec<String>,
}

#[live_component]
impl Board {
    #[event]
    fn eight(&mut self, a: u8, b: i64, c: f32, d: String, e: Option<bool>, f: Side, g: (u8, char), h: Vec<u64>) {
        self.side = f;
    }

    #[event]
    fn itself(&mut self, (x, y): (i32, i32), _: bool, mut name: String) {
        name.push('!');
        self.names.push(format!("{x} {y} {name}"));
    }

    #[event]
    fn raw(&mut self, r#type: u8) {}

    #[event]
    fn r#match(&mut self) {}

    fn render(&self) -> Html {
        html! {
            <button on:click=eight(1, -2, 0.5, "d".to_owned(), None, Side::Right, (7, 'g'), vec![1])>"8"</button>
            <button on:click=itself((1, 2), true, String::new())>"i"</button>
            <button on:click=raw(3)>"r"</button>
            <button on:click=r#match>"m"</button>
        }
    }
}

#[test]
fn a_raw_name_is_plain_on_the_wire() {
    let names: Vec<_> = <Board as loom::LiveComponent>::EVENTS.iter().map(|event| event.name).collect();
    assert_eq!(names, ["eight", "itself", "match", "raw"]);
}
