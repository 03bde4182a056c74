//! Components whose visitors choose among options.

use std::{
    borrow::Cow,
    sync::atomic::{AtomicUsize, Ordering},
};

use loom::{BindError, BindInput, BindValue, prelude::*};
use serde::{Deserialize, Serialize};

/// A color that somebody may choose, or may not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Choice, Serialize, Deserialize)]
pub enum Color {
    #[default]
    Red,
    Green,
    Blue,
    Gold,
    Black,
    White,
}

/// Has choices, of which it does not show all.
#[live_component(name = "wardrobe")]
pub struct Wardrobe {
    rich: bool,
    #[bind]
    color: Color,
    #[bind]
    lining: Vec<Color>,
    #[bind]
    button: Option<Color>,
    #[bind]
    spots: Vec<Color>,
    #[bind(offered)]
    size: String,
    #[bind(offered)]
    tag: String,
    #[bind(any)]
    thread: Color,
    #[bind]
    note: String,
    #[bind]
    hem: Color,
}

#[live_component]
impl Wardrobe {
    #[event]
    fn inherit(&mut self) {
        self.rich = true;
    }

    fn render(&self) -> Html {
        let poor = !self.rich;
        html! {
            <p>
                {self.color.name()} " " {self.lining.len()} " " {self.button.map_or("none", |color| color.name())} " "
                {self.spots.len()} " " {&self.size} " " {&self.tag} " " {self.thread.name()} " " {&self.note} " " {self.hem.name()}
            </p>
            <button on:click=inherit>"inherit"</button>
            <select bind:value={self.color}>
                <option value="red">"Red"</option>
                for color in [Color::Green, Color::Blue] {
                    <option key={color.name()} value={color.name()} disabled={color == Color::Blue}>{color.label()}</option>
                }
                if self.rich { <option selected={false}>"gold"</option> }
                <optgroup label="Gone" disabled><option>"black"</option></optgroup>
                <optgroup label="Dear" disabled={poor}><option>{" white "}</option></optgroup>
            </select>
            <select multiple bind:value={self.lining}><option>"red"</option><option>"green"</option></select>
            for color in [Color::Red, Color::Green] {
                <input key={color.name()} type="radio" value={color.name()} disabled={color == Color::Green}
                    bind:group={self.button}>
            }
            <fieldset disabled={poor}><input type="radio" value="gold" bind:group={self.button}></fieldset>
            <input type="checkbox" value="red" bind:group={self.spots}>
            <select bind:value={self.size}><option value="">"Choose"</option><option>" L\n "</option></select>
            <input type="checkbox" value="on" bind:group={self.tag}>
            <select bind:value={self.thread}><option>"red"</option></select>
            <select bind:value={self.note}><option>"a"</option></select>
            <select disabled={poor} bind:value={self.hem}><option>"green"</option></select>
        }
    }
}

/// How often a `Word` was looked at.
pub static LOOKS: AtomicUsize = AtomicUsize::new(0);

/// A text that counts how often it is looked at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Word(String);

impl BindValue for Word {
    const BY_TEXT: bool = true;

    fn parse(input: BindInput<'_>) -> Result<Self, BindError> {
        Ok(Self(input.text().to_owned()))
    }

    fn text(&self) -> Cow<'_, str> {
        LOOKS.fetch_add(1, Ordering::Relaxed);
        self.0.as_str().into()
    }
}

/// Has more to choose from than anybody wants.
#[live_component(name = "directory")]
pub struct Directory {
    #[bind]
    any: Vec<Word>,
    #[bind(offered)]
    shown: Vec<Word>,
    #[bind]
    boxes: Vec<Word>,
}

#[live_component]
impl Directory {
    fn render(&self) -> Html {
        let names = || (0..5_000).map(|number| format!("n{number}"));
        html! {
            <p>{self.any.len()} " " {self.shown.len()} " " {self.boxes.len()}</p>
            <select multiple bind:value={self.any}>for name in names() { <option key={&name}>{&name}</option> }</select>
            <select multiple bind:value={self.shown}>for name in names() { <option key={&name}>{&name}</option> }</select>
            for name in names() { <input key={&name} type="checkbox" value={&name} bind:group={self.boxes}> }
        }
    }
}
