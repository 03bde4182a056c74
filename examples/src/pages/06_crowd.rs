//! Ten components on one page, and three of them are trouble.
//!
//! They share a socket and nothing else: a slow one keeps nobody waiting, and
//! one that fails or panics is as it was before.

use std::time::Duration;

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::CROWD;
use crate::layout::example;

#[derive(Choice, Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Temper {
    Quick,
    Slow,
    Failing,
    Panicking,
}

/// Counts how often it was pressed, each in its own way.
#[live_component]
pub struct Weaver {
    #[prop]
    name: String,
    #[prop]
    temper: Temper,
    pressed: u32,
}

#[live_component]
impl Weaver {
    #[event]
    async fn press(&mut self) -> loom::Result<()> {
        // For the ones that fail this is taken back.
        self.pressed += 1;
        match self.temper {
            Temper::Quick => {}
            Temper::Slow => tokio::time::sleep(Duration::from_secs(3)).await,
            Temper::Failing => return Err(loom::Error::msg("the thread has snapped")),
            #[allow(clippy::panic, reason = "to show what becomes of it")]
            Temper::Panicking => panic!("the loom is on fire"),
        }
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <div class="weaver">
                <span class="name">{&self.name}</span>
                <span class="badge" class:bad={self.temper != Temper::Quick}>
                    {self.temper.label()}
                </span>
                <output class="count" aria-live="off">{self.pressed}</output>
                // There are ten of them: a number alone would not say whose it is.
                <span class="visually-hidden" role="status">
                    if self.pressed > 0 { {&self.name} ": pressed " {self.pressed} " times" }
                </span>
                <button
                    class="button"
                    aria-label={format!("Press {}", self.name)}
                    on:click=press
                >
                    "Press"
                </button>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    use Temper::{Failing, Panicking, Quick, Slow};
    let crowd = [
        ("Ada", Quick),
        ("Anni", Quick),
        ("Gunta", Slow),
        ("Joseph", Quick),
        ("Basile", Failing),
        ("Otti", Quick),
        ("Jacques", Panicking),
        ("Sheila", Quick),
        ("Lenore", Quick),
        ("Olga", Quick),
    ];
    let mut weavers = Vec::new();
    for (name, temper) in crowd {
        weavers.push(live.mount(Weaver::props().name(name.to_owned()).temper(temper)).await?);
    }
    Ok(example(&live, &CROWD, html! { <div class="crowd">{weavers}</div> }))
}
