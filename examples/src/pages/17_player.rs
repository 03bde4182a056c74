//! A player in the layout that goes on from page to page.
//!
//! Each page mounts it as `sticky` under the same name. Only the first one runs
//! `mount`: then the component goes on, with its elements, and gets new props.

use loom::{Mounted, prelude::*};

use super::PLAYER;
use crate::{
    assets,
    layout::{Icon, Part, part},
};

/// Plays the sound of a loom.
#[live_component]
pub struct Player {
    /// The page that the visitor is at.
    #[prop(into)]
    at: String,
    /// How often it was started.
    starts: u32,
}

#[live_component]
impl Player {
    #[event]
    fn started(&mut self) {
        self.starts += 1;
    }

    fn render(&self) -> Html {
        html! {
            <Icon name="music"/>
            <p>
                <strong>"The sound of a loom"</strong> " "
                <span class="muted small">
                    "You are at " <span class="at">{&self.at}</span>
                    match self.starts {
                        0 => ".",
                        1 => ". Started once.",
                        starts => { ". Started " {starts} " times." }
                    }
                </span>
            </p>
            <audio controls loop preload="metadata" src={assets::address("loom.wav")} aria-label="The sound of a loom" on:play=started></audio>
        }
    }
}

/// The player for a page. Where the page before had it, it is the same one.
pub async fn player(live: &Live, at: &str) -> loom::Result<Mounted> {
    live.mount(Player::props().at(at)).sticky("player").await
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let around = Part { player: Some(player(&live, "its own page").await?), ..Part::default() };
    Ok(part(&live, &PLAYER, around, html! {
        <div class="stack">
            <p>"The player is at the bottom of the window, here and on every page of the shop."</p>
            <p class="row">
                <a class="button" href="/shop">"To the shop"</a>
                <a class="button" href="/shop/5">"To a fabric"</a>
                <a class="button" href="/counter">"To a page without the player"</a>
            </p>
            <p class="muted small">"A page without it lets it go: the sound ends. Going back brings it back with its state."</p>
        </div>
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_counts_how_often_it_was_started() -> loom::Result<()> {
        let mut view = loom::testing::mount(Player::props().at("the shop")).await?;
        assert_eq!(view.text(".muted"), "You are at the shop.");
        for _ in 0..2 {
            view.fire("audio", "play", loom::testing::Payload::default()).await?;
        }
        assert_eq!(view.text(".muted"), "You are at the shop. Started 2 times.");
        Ok(())
    }
}
