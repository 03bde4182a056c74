//! Keyed lists and branches.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

/// Scenarios 9 and 10: a keyed list.
#[live_component]
pub struct Rows {
    rows: Vec<u32>,
    next: u32,
    seed: u64,
}

#[live_component]
impl Rows {
    fn mount(&mut self) {
        self.fill(8);
    }

    #[event]
    fn shuffle(&mut self) {
        for at in (1..self.rows.len()).rev() {
            self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.rows.swap(at, (self.seed >> 33) as usize % (at + 1));
        }
    }

    /// Removes the first row, moves the last to the front and puts a new one in the middle.
    #[event]
    fn mix(&mut self) {
        self.rows.remove(0);
        self.rows.rotate_right(1);
        self.rows.insert(self.rows.len() / 2, self.next);
        self.next += 1;
    }

    #[event]
    fn fill(&mut self, count: u32) {
        self.rows.extend(self.next..self.next + count);
        self.next += count;
    }

    #[event]
    fn clear(&mut self) {
        self.rows.clear();
    }

    fn render(&self) -> Html {
        html! {
            <button type="button" id="shuffle" on:click=shuffle>"Shuffle"</button>
            <button type="button" id="mix" on:click=mix>"Mix"</button>
            <button type="button" id="fill" on:click=fill(8)>"Fill"</button>
            <button type="button" id="many" on:click=fill(10_000)>"Many"</button>
            <button type="button" id="clear" on:click=clear>"Clear"</button>
            <output id="length">{self.rows.len()}</output>
            <ul>
                for row in &self.rows {
                    <li key={row} data-row={*row}><span>{*row}</span> <input aria-label={format!("Row {row}")}/></li>
                }
            </ul>
            <output id="order">{self.rows.iter().take(20).map(u32::to_string).collect::<Vec<_>>().join(" ")}</output>
        }
    }
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
enum Shape {
    #[default]
    Text,
    Link,
    Nothing,
}

/// Scenario 11: branches, alone and in the items of a list.
#[live_component]
pub struct Branches {
    on: bool,
    shapes: Vec<Shape>,
}

#[live_component]
impl Branches {
    fn mount(&mut self) {
        self.shapes = vec![Shape::Text, Shape::Link, Shape::Nothing];
    }

    #[event]
    fn flip(&mut self) {
        self.on = !self.on;
    }

    #[event]
    fn turn(&mut self) {
        for shape in &mut self.shapes {
            *shape = match shape {
                Shape::Text => Shape::Link,
                Shape::Link => Shape::Nothing,
                Shape::Nothing => Shape::Text,
            };
        }
    }

    fn render(&self) -> Html {
        html! {
            <button type="button" id="flip" on:click=flip>"Flip"</button>
            <button type="button" id="turn" on:click=turn>"Turn"</button>
            <div id="branch">
                "a " if self.on { <b>"on"</b> " really" } else { "off" } " z"
            </div>
            <div id="items">
                for (index, shape) in self.shapes.iter().enumerate() {
                    match shape {
                        Shape::Text => { "text " {index} ";" }
                        Shape::Link => { <b>{index}</b> if self.on { <i>"on"</i> } }
                        Shape::Nothing => {}
                    }
                }
            </div>
        }
    }
}

/// Rows with a field and a component in each, that come and go while nobody hears of it.
#[live_component]
pub struct Boards {
    names: Vec<String>,
    said: Vec<String>,
}

#[live_component]
impl Boards {
    fn mount(&mut self) {
        self.names = vec!["one".to_owned(), "two".to_owned()];
    }

    /// Adds a row in front; the answer is lost.
    #[event]
    fn insert(&mut self, cx: &mut Cx<Self>) {
        self.names.insert(0, "zero".to_owned());
        cx.interrupt(loom::Interruption::Drop);
    }

    #[event]
    fn add(&mut self) {
        let is_there = self.names.iter().any(|name| name == "zero");
        self.names.insert(0, if is_there { "another" } else { "zero" }.to_owned());
    }

    #[event]
    fn remove(&mut self, row: usize) {
        self.said.push(format!("removed {}", self.names.remove(row)));
    }

    /// By the number of a row, which is another's after one has come.
    #[event]
    fn say(&mut self, row: usize, text: Value<String>) {
        self.said.push(format!("{} {}", self.names.get(row).map_or("", String::as_str), *text));
    }

    fn render(&self) -> Html {
        html! {
            <ul>
                for (row, name) in self.names.iter().enumerate() {
                    <li key={name} id={name}>
                        <details><summary>{name}</summary>"inside"</details>
                        <input class="free" aria-label="Free"/>
                        <input class="said" aria-label="Said" on:input=say(row)/>
                        <button class="remove" type="button" on:click=remove(row)>"Remove"</button>
                        <Tally of={name.clone()}/>
                    </li>
                }
            </ul>
            <button id="insert" type="button" on:click=insert>"Insert"</button>
            <button id="add" type="button" on:click=add>"Add"</button>
            <output id="said">{self.said.join(", ")}</output>
        }
    }
}

/// Counts for a row.
#[live_component]
pub struct Tally {
    #[prop]
    of: String,
    count: u32,
}

#[live_component]
impl Tally {
    #[event]
    fn count(&mut self) {
        self.count += 1;
    }

    fn render(&self) -> Html {
        html! { <button class="tally" type="button" on:click=count>{&self.of} " " {self.count}</button> }
    }
}
