//! Records in keyed lists, of several kinds and with components in them, that change at random.
//!
//! The browser test of rejoins drives them and breaks their connection. Whatever a visitor does to one of them has to stay with it.

use std::time::Duration;

use loom::{Interruption, prelude::*};
use serde::{Deserialize, Serialize};

/// The content of a [`Records`].
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[allow(missing_docs, reason = "as the template shows them")]
pub struct Content {
    rows: Vec<Row>,
    names: Vec<u32>,
    loose: Vec<String>,
    editing: Option<u32>,
    step: u32,
    /// The next record's number, which no other has had.
    next: u32,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Row {
    /// Its key, and by that its kind.
    id: u32,
    label: String,
    inner: Vec<u32>,
}

impl Content {
    fn row(&mut self, random: &mut Random) -> Row {
        let id = self.next;
        self.next += 1;
        let inner = (0..random.below(3)).map(|n| id * 10 + n).collect();
        Row { id, label: String::new(), inner }
    }

    /// Opens one of the records, but not this one.
    fn open(&mut self, random: &mut Random, but: Option<u32>) {
        let others: Vec<u32> = self.rows.iter().map(|row| row.id).filter(|id| Some(*id) != but).collect();
        self.editing = Some(others[random.below(others.len() as u32) as usize]);
    }

    /// Changes something at random.
    fn change(&mut self, random: &mut Random) {
        match random.below(9) {
            0 | 1 => {
                let row = self.row(random);
                let at = random.below(self.rows.len() as u32 + 1) as usize;
                self.rows.insert(at, row);
            }
            2 if self.rows.len() > 2 => drop(self.rows.remove(random.below(self.rows.len() as u32) as usize)),
            2 | 3 => {
                let (from, to) = (random.below(self.rows.len() as u32), random.below(self.rows.len() as u32));
                let row = self.rows.remove(from as usize);
                self.rows.insert(to as usize, row);
            }
            4 => {
                let row = random.below(self.rows.len() as u32) as usize;
                let Row { id, inner, .. } = &mut self.rows[row];
                if !inner.is_empty() {
                    inner.rotate_left(1);
                }
                let new = *id * 10 + 3 + random.below(6);
                match inner.iter().position(|inner| *inner == new) {
                    Some(at) => drop(inner.remove(at)),
                    None => inner.insert(0, new),
                }
            }
            5 => match self.editing {
                Some(_) => self.editing = None,
                None => self.open(random, None),
            },
            6 => self.names.rotate_right(1),
            7 => {
                self.names.insert(random.below(self.names.len() as u32) as usize, self.next);
                self.next += 1;
                self.names.truncate(6);
            }
            _ => self.loose = (0..random.below(4)).map(|n| format!("{n} of {}", self.step)).collect(),
        }
        self.step += 1;
    }
}

/// Records that change when they are told to, or by themselves.
#[live_component]
pub struct Records {
    /// JSON of the content to begin with.
    #[prop(default)]
    start: String,
    content: Content,
    pong: String,
}

#[live_component]
impl Records {
    fn mount(&mut self) {
        if let Ok(content) = serde_json::from_str(&self.start) {
            self.content = content;
            return;
        }
        let mut random = Random(1);
        for _ in 0..5 {
            let row = self.content.row(&mut random);
            self.content.rows.push(row);
        }
        self.content.names = vec![1, 2, 3];
    }

    /// Changes by the numbers that a test has drawn: a seed, how often, and what happens to the connection.
    #[event]
    fn change(&mut self, order: Value<String>, cx: &mut Cx<Self>) {
        let numbers: Vec<u32> = order.split(' ').filter_map(|number| number.parse().ok()).collect();
        let [seed, times, end] = numbers[..] else { return };
        let mut random = Random(u64::from(seed));
        let open = self.content.editing;
        for _ in 0..times {
            self.content.change(&mut random);
        }
        // Opened and closed, and never another's at once: that would be the same component with other props.
        if open.is_some() && self.content.editing.is_some() {
            self.content.editing = open;
        }
        match end {
            1 => cx.interrupt(Interruption::Drop),
            2 => cx.interrupt(Interruption::Restart),
            3 => cx.after(Duration::from_millis(1), move |records, _| records.content.change(&mut random)),
            4 if open.is_none() => self.content.open(&mut random, None),
            // Closed, and then another's: that is another component in the same place.
            5 => {
                self.content.editing = None;
                cx.after(Duration::from_millis(1), move |records, _| records.content.open(&mut random, open));
            }
            _ => {}
        }
    }

    #[event]
    fn rename(&mut self, id: u32, label: Value<String>) {
        if let Some(row) = self.content.rows.iter_mut().find(|row| row.id == id) {
            row.label = (*label).clone();
        }
    }

    #[event]
    fn ping(&mut self, nonce: Value<String>) {
        self.pong = (*nonce).clone();
    }

    fn render(&self) -> Html {
        let Content { rows, names, loose, editing, step, .. } = &self.content;
        html! {
            <section id="records" data-content={serde_json::to_string(&self.content).unwrap_or_default()}>
                <input id="order" aria-label="Order" on:change=change/>
                <input id="ping" aria-label="Ping" on:change=ping/>
                <output id="pong">{&self.pong}</output>
                <ul>
                    for row in rows {
                        if row.id % 3 == 0 {
                            <li key={row.id} data-key={row.id}>
                                <details><summary>{row.id}</summary>"inside"</details>
                                <input class="free" aria-label="Free"/>
                                <Note of={row.id} step={*step}/>
                                "There are " {row.inner.len()} " and " {*step}
                            </li>
                        } else {
                            <li key={row.id} data-key={row.id}>
                                <input class="label" aria-label="Label" value={&row.label} on:input=rename(row.id)/>
                                <textarea class="free" aria-label="Free"></textarea>
                                <ol>
                                    for inner in &row.inner {
                                        <li key={inner} data-key={inner}><input class="free" aria-label="Free"/> {*inner}</li>
                                    }
                                </ol>
                                {&row.label}
                            </li>
                        }
                    }
                </ul>
                <ul>
                    for name in names {
                        <li key={format!("name {name}")} data-key={format!("n{name}")}>
                            <input class="free" aria-label="Free"/>
                            <Note of={1_000_000 + *name} step=0/>
                        </li>
                    }
                </ul>
                if let Some(id) = editing { <div data-key={*id}><Note of={*id} step={*step}/></div> }
                <p>for text in loose { <i key={text}>{text}</i> }</p>
                <p>{loose.iter()}</p>
            </section>
        }
    }
}

/// Keeps what is written about one record.
#[live_component]
pub struct Note {
    #[prop]
    of: u32,
    #[prop]
    step: u32,
    text: String,
}

#[live_component]
impl Note {
    #[event]
    fn write(&mut self, text: Value<String>) {
        self.text = (*text).clone();
    }

    fn render(&self) -> Html {
        html! {
            <fieldset data-of={self.of}>
                <input class="note" aria-label="Note" value={&self.text} on:input=write/>
                <input class="free" aria-label="Free"/>
                <output>{&self.text}</output> <i>{self.step}</i>
            </fieldset>
        }
    }
}

/// Numbers that look random, by a seed.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % u64::from(end.max(1))) as u32
    }
}
