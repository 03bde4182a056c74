//! An answer that grows word by word.
//!
//! A task in the background shows a little more each time. The template knows
//! nothing of that: it shows the answer so far, and a long text that grows is
//! sent by its growth.

use std::time::Duration;

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::ASSISTANT;
use crate::{
    layout::{Icon, example},
    model::guide,
};

/// How long a question may be, in characters, and how many are kept.
const LENGTH: usize = 200;
const KEPT: usize = 12;

/// How much is added to an answer at a time, in bytes, and how often.
const STEP: usize = 12;
const PAUSE: Duration = Duration::from_millis(30);

const UNKNOWN: &str = "The guide has no words for that. Ask about forms, links, tests, proxies or logins.";

/// A question, and as much of its answer as was said.
#[derive(Clone, Serialize, Deserialize)]
struct Exchange {
    question: String,
    /// The section of the guide that answers it.
    section: Option<usize>,
    /// The bytes of the answer that are shown.
    shown: usize,
}

impl Exchange {
    fn answer(&self) -> &'static str {
        self.section.and_then(guide::section).map_or(UNKNOWN, |section| &section.text)
    }

    fn so_far(&self) -> &'static str {
        self.answer().get(..self.shown).unwrap_or_else(|| self.answer())
    }

    fn is_done(&self) -> bool {
        self.shown >= self.answer().len()
    }

    /// Shows more: up to the end of a word.
    fn grow(&mut self) {
        let rest = self.answer().get(self.shown..).unwrap_or_default();
        let end = rest.char_indices().find(|(at, c)| *at >= STEP && c.is_whitespace());
        self.shown += end.map_or(rest.len(), |(at, _)| at);
    }
}

/// Answers questions with what the guide says.
#[live_component]
pub struct Assistant {
    #[bind]
    question: String,
    exchanges: Vec<Exchange>,
    answering: bool,
}

#[live_component]
impl Assistant {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        if self.answering {
            self.answer(cx);
        }
    }

    #[event]
    fn ask(&mut self, cx: &mut Cx<Self>) {
        let question: String = self.question.trim().chars().take(LENGTH).collect();
        if self.answering || question.is_empty() {
            return;
        }
        self.question.clear();
        if self.exchanges.len() == KEPT {
            self.exchanges.remove(0);
        }
        let section = guide::find(&question);
        self.exchanges.push(Exchange { question, section, shown: 0 });
        self.answering = true;
        self.answer(cx);
    }

    #[event]
    fn stop(&mut self) {
        self.answering = false;
    }

    fn answer(&self, cx: &mut Cx<Self>) {
        let assistant = cx.handle();
        cx.spawn(async move {
            while assistant.call(|assistant, _| assistant.go_on()).await == Some(true) {
                tokio::time::sleep(PAUSE).await;
            }
        });
    }

    /// Shows more of the answer; false when it is done or stopped.
    fn go_on(&mut self) -> bool {
        if let Some(exchange) = self.exchanges.last_mut().filter(|_| self.answering) {
            exchange.grow();
            self.answering = !exchange.is_done();
        }
        self.answering
    }

    fn render(&self) -> Html {
        html! {
            <div class="stack assistant">
                for (number, exchange) in self.exchanges.iter().enumerate() {
                    <section key={number} class="stack">
                        <p class="question">{&exchange.question}</p>
                        if let Some(section) = exchange.section.and_then(guide::section) {
                            <h2>{&section.title}</h2>
                        }
                        <p class="answer">{exchange.so_far()}</p>
                    </section>
                }
                // The beginning and the end are announced, not each word.
                <p class="visually-hidden" role="status">
                    if self.answering { "Answering" } else if !self.exchanges.is_empty() { "The answer is complete" }
                </p>
                <form class="row" on:submit=ask>
                    <input
                        aria-label="Question"
                        placeholder="How do I test a component?"
                        maxlength={LENGTH}
                        autocomplete="off"
                        bind:value={self.question}
                    >
                    if self.answering {
                        <button type="button" class="button" on:click=stop><Icon name="pause"/> "Stop"</button>
                    } else {
                        <button class="button primary"><Icon name="send"/> "Ask"</button>
                    }
                </form>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let assistant = live.mount(Assistant::props()).await?;
    Ok(example(&live, &ASSISTANT, html! { {assistant} }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_answer_grows_until_it_is_stopped_or_done() -> loom::Result<()> {
        let mut view = loom::testing::mount(Assistant::props()).await?;
        view.input("input", "How do I test a component?").await?;
        view.submit("form", &[]).await?;
        view.pushed().await?;
        let first = view.text(".answer").len();
        view.pushed().await?;
        let second = view.text(".answer").len();
        assert!(0 < first && first < second, "{}", view.html());
        view.click("button:text(Stop)").await?;
        assert!(view.has("button:text(Ask)"));
        view.input("input", "xyzzy").await?;
        view.submit("form", &[]).await?;
        while view.has("button:text(Stop)") {
            view.pushed().await?;
        }
        assert!(view.has(&format!("section + section .answer:text({UNKNOWN})")), "{}", view.html());
        Ok(())
    }

    #[test]
    fn an_answer_so_far_ends_with_a_word() {
        let mut exchange = Exchange { question: String::new(), section: guide::find("proxy"), shown: 0 };
        while !exchange.is_done() {
            exchange.grow();
            let rest = exchange.answer().get(exchange.shown..);
            assert!(rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace)));
        }
        assert_eq!(exchange.so_far(), exchange.answer());
    }
}
