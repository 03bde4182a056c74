//! Work in the background, shown as it goes on.
//!
//! `cx.spawn` runs a task that ends with the component. The task reaches the
//! component through a handle; each row it adds is pushed, and only that row.

use std::{fmt::Write, time::Duration};

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::CLOTH;
use crate::layout::{Icon, example};

/// Threads from side to side, and rows from end to end.
const SIZE: u32 = 48;

#[derive(Choice, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
enum Pattern {
    #[default]
    Twill,
    Herringbone,
    Triangles,
}

impl Pattern {
    /// Which threads lie on top in a row: one bit each.
    fn row(self, n: u32) -> u64 {
        let fold = if (n / 12).is_multiple_of(2) { n % 12 } else { 11 - n % 12 };
        match self {
            Self::Twill => 0x3333_3333_3333_3333_u64.rotate_left(n),
            Self::Herringbone => 0x0f0f_0f0f_0f0f_0f0f_u64.rotate_left(fold),
            Self::Triangles => {
                (0..n).fold(1 << (SIZE / 2), |row, _| ((row << 1) ^ (row >> 1)) % (1 << SIZE))
            }
        }
    }
}

/// A piece of cloth on the loom.
#[live_component]
pub struct Cloth {
    #[bind]
    pattern: Pattern,
    rows: Vec<u64>,
    weaving: bool,
}

#[live_component]
impl Cloth {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        if self.weaving {
            self.work(cx);
        }
    }

    /// Starts weaving, or stops it.
    #[event]
    fn toggle(&mut self, cx: &mut Cx<Self>) {
        self.weaving = !self.weaving;
        if self.weaving {
            if self.is_done() {
                self.rows.clear();
            }
            self.work(cx);
        }
    }

    fn work(&self, cx: &mut Cx<Self>) {
        let cloth = cx.handle();
        cx.spawn(async move {
            while cloth.call(|cloth, _| cloth.weave()).await == Some(true) {
                tokio::time::sleep(Duration::from_millis(80)).await;
            }
        });
    }

    /// Adds a row; false when there is no more to do.
    fn weave(&mut self) -> bool {
        if self.weaving {
            self.rows.push(self.pattern.row(self.rows.len() as u32));
            self.weaving = !self.is_done();
        }
        self.weaving
    }

    fn is_done(&self) -> bool {
        self.rows.len() as u32 >= SIZE
    }

    fn render(&self) -> Html {
        html! {
            <div class="stack cloth">
                <div class="row">
                    // One button whose content changes, so that it keeps the focus.
                    <button class="button primary" on:click=toggle>
                        if self.weaving { <Icon name="pause"/> "Stop" } else { <Icon name="play"/> "Weave" }
                    </button>
                    <select aria-label="Pattern" bind:value={self.pattern}>
                        for pattern in Pattern::ALL {
                            <option value={pattern.name()}>{pattern.label()}</option>
                        }
                    </select>
                </div>
                <progress aria-label="Rows woven" value={self.rows.len()} max={SIZE}></progress>
                // The beginning and the end are announced, not each row.
                <p class="visually-hidden" role="status">
                    if self.weaving { "Weaving" } else if self.is_done() { "The cloth is done" } else { "Stopped" }
                </p>
                <svg class="fabric" viewBox={format!("0 0 {SIZE} {SIZE}")} role="img" aria-label="The cloth">
                    for (n, row) in self.rows.iter().enumerate() {
                        <path key={n} d={threads(*row, n)}/>
                    }
                </svg>
            </div>
        }
    }
}

/// A row as a path: a stroke for each thread on top.
fn threads(row: u64, n: usize) -> String {
    let mut path = String::new();
    for x in (0..SIZE).filter(|x| row >> x & 1 == 1) {
        // Writing to a `String` cannot fail.
        let _ = write!(path, "M{x} {n}.5h1");
    }
    path
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let cloth = live.mount(Cloth::props()).await?;
    Ok(example(&live, &CLOTH, html! { {cloth} }))
}
