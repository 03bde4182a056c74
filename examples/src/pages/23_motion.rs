//! Elements that enter, leave and move.
//!
//! `transition="note"` names an animation. The stylesheet says what it is:
//! `[l-enter=note]`, `[l-leave=note]` and `[l-move=note]` hold while an
//! element comes, goes or has another place. The server knows nothing of it.

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::MOTION;
use crate::layout::{Icon, example};

#[derive(Clone, Serialize, Deserialize)]
struct Note {
    id: u32,
    text: String,
}

/// A note that was finished, and where it stood.
#[derive(Clone, Serialize, Deserialize)]
struct Finished {
    note: Note,
    at: usize,
}

#[live_component]
pub struct Motion {
    notes: Vec<Note>,
    next: u32,
    finished: Option<Finished>,
    weaving: bool,
    #[bind]
    draft: String,
}

#[live_component]
impl Motion {
    fn mount(&mut self) {
        for text in ["Wind the bobbins", "Thread the heddles", "Mend the reed"] {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        self.next += 1;
        self.notes.insert(0, Note { id: self.next, text: text.to_owned() });
    }

    #[event]
    fn add(&mut self) {
        let text = std::mem::take(&mut self.draft);
        if !text.trim().is_empty() && self.notes.len() < 20 {
            self.put(text.trim());
        }
    }

    /// The note becomes the first.
    #[event]
    fn hurry(&mut self, id: u32) {
        if let Some(at) = self.notes.iter().position(|note| note.id == id) {
            let note = self.notes.remove(at);
            self.notes.insert(0, note);
        }
    }

    #[event]
    fn finish(&mut self, id: u32) {
        if let Some(at) = self.notes.iter().position(|note| note.id == id) {
            self.finished = Some(Finished { note: self.notes.remove(at), at });
        }
    }

    #[event]
    fn undo(&mut self) {
        if let Some(Finished { note, at }) = self.finished.take() {
            self.notes.insert(at.min(self.notes.len()), note);
        }
    }

    #[event]
    fn turn_over(&mut self) {
        self.notes.reverse();
    }

    #[event]
    fn weave(&mut self) {
        self.weaving = !self.weaving;
    }

    fn render(&self) -> Html {
        html! {
            <div class="motion">
                <section class="stack">
                    <h2>"A list"</h2>
                    <form class="row add" on:submit.prevent=add>
                        <input
                            bind:value={self.draft}
                            type="text"
                            aria-label="Note"
                            placeholder="What is to be done?"
                            maxlength="60"
                            autocomplete="off"
                        >
                        <button class="button primary">"Add"</button>
                        <button type="button" class="button" on:click=turn_over>
                            <Icon name="shuffle"/> "Turn over"
                        </button>
                    </form>
                    <ul class="todos">
                        for note in &self.notes {
                            <li key={note.id} transition="note">
                                <span class="title">{&note.text}</span>
                                <button
                                    type="button"
                                    class="button quiet icon-only"
                                    aria-label={format!("First: {}", note.text)}
                                    on:click=hurry(note.id)
                                >
                                    <Icon name="arrow-up"/>
                                </button>
                                <button
                                    type="button"
                                    class="button quiet icon-only"
                                    aria-label={format!("Finish: {}", note.text)}
                                    on:click=finish(note.id)
                                >
                                    <Icon name="check"/>
                                </button>
                            </li>
                        }
                    </ul>
                    <div class="undo" role="status">
                        if let Some(Finished { note, .. }) = &self.finished {
                            <p transition="note" class="row spread">
                                <span>"Finished: " {&note.text}</span>
                                <button type="button" class="button" on:click=undo>
                                    <Icon name="rotate-ccw"/> "Undo"
                                </button>
                            </p>
                        }
                    </div>
                </section>
                <section class="stack">
                    <h2>"A branch"</h2>
                    <div class="over">
                        if self.weaving {
                            <p transition="turn" class="busy"><Icon name="play"/> " The loom is weaving."</p>
                        } else {
                            <p transition="turn"><Icon name="pause"/> " The loom rests."</p>
                        }
                    </div>
                    <button type="button" class="button" on:click=weave aria-pressed={self.weaving.to_string()}>
                        "Weave"
                    </button>
                </section>
                <section class="stack">
                    <h2>"A dialog"</h2>
                    <button type="button" class="button" on:click=local(show("about-motion"))>
                        "Explain"
                    </button>
                    <dialog id="about-motion" transition="sheet" aria-labelledby="about-motion-title">
                        <form method="dialog" class="stack">
                            <h2 id="about-motion-title">"It leaves as it came"</h2>
                            <p>"While it does, nobody can use it, and the page can be used."</p>
                            <button class="button primary">"Close"</button>
                        </form>
                    </dialog>
                </section>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let motion = live.mount(Motion::props()).await?;
    Ok(example(&live, &MOTION, html! { {motion} }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_test_sees_what_stands_in_the_end() -> loom::Result<()> {
        let mut view = loom::testing::mount(Motion::props()).await?;
        view.click("[aria-label^=Finish]:nth-child(3)").await?;
        assert_eq!(view.all("li").len(), 2);
        assert!(view.text(".undo").starts_with("Finished: Mend the reed"));
        // A note that has left cannot be clicked: it is not there.
        assert!(view.click("[aria-label='Finish: Mend the reed']").await.is_err());
        view.click(".undo button").await?;
        assert!(view.has("li:text(Mend the reed) + li:text(Thread the heddles)"), "{}", view.html());
        assert!(!view.has(".undo p"));
        Ok(())
    }

    #[tokio::test]
    async fn notes_come_first_and_turn_over() -> loom::Result<()> {
        let mut view = loom::testing::mount(Motion::props()).await?;
        view.input("[aria-label=Note]", "  Oil the treadles ").await?;
        view.submit("form", &[]).await?;
        assert!(view.has("li:text(Oil the treadles) + li:text(Mend the reed)"), "{}", view.html());
        view.click("[aria-label='First: Wind the bobbins']").await?;
        assert!(view.has("li:text(Wind the bobbins) + li:text(Oil the treadles)"), "{}", view.html());
        view.click("button:text(Turn over)").await?;
        assert!(view.has("li:text(Oil the treadles) + li:text(Wind the bobbins)"), "{}", view.html());
        Ok(())
    }
}
