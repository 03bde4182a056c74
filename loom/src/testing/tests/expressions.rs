//! Browser expressions, without a browser.

use std::{sync::Arc, time::Duration};

use axum::{Router, routing::get};
use tokio::{sync::Semaphore, time::timeout};

use super::super::{App, View, mount};
use crate::{Loom, Result, prelude::*};

/// A menu, a tab that is kept, and a draft of which characters are counted.
#[live_component(name = "testing::compose")]
struct Compose {
    #[local]
    open: bool,
    #[local(tab)]
    step: u8,
    #[local(browser)]
    wide: bool,
    #[bind]
    draft: String,
    #[bind]
    copies: u8,
    #[state(default = 8)]
    limit: usize,
}

#[live_component]
impl Compose {
    #[event]
    fn widen(&mut self) {
        self.limit += 1;
    }

    fn render(&self) -> Html {
        let limit = self.limit;
        html! {
            <button id="menu" on:click=local(self.open = !self.open) aria-expanded={local(self.open)} class:open={local(self.open)}>"Write"</button>
            <div hidden={local(!self.open)}>
                <input id="draft" bind:value={self.draft}>
                <input id="copies" type="number" bind:value={self.copies}>
                <button id="clear" disabled={local(self.draft.trim().is_empty())}>"Send"</button>
            </div>
            <output>{local(format!("{} of {limit}, {} times", self.draft.chars().count(), self.copies))}</output>
            <button id="widen" on:click=widen>"widen"</button>
            <button id="step" on:click=local({ self.step += 100; copy(self.draft.clone()) })>{local(self.step)}</button>
            <button id="wide" on:click=local(self.wide = true) title={local(if self.wide { Some("wide") } else { None })}>"wide"</button>
            <button id="find" on:click=(widen, local(focus("draft")))>"find"</button>
            <p id="key" on:keydown=local(self.open = event.key() == "o")></p>
        }
    }
}

#[tokio::test]
async fn the_slots_of_expressions_are_computed_before_and_after_a_patch() -> Result<()> {
    let mut view = mount(Compose::props()).await?;
    assert_eq!(
        (view.text("output"), view.find("#menu").attribute("aria-expanded")),
        ("0 of 8, 0 times".to_owned(), Some("false"))
    );
    assert!(view.has("div[hidden]") && view.has("#clear:disabled") && !view.has("#menu.open"));
    view.click("#widen").await?;
    assert_eq!(view.text("output"), "0 of 9, 0 times");
    assert!(view.has("div[hidden]") && view.find("#wide").attribute("title").is_none());
    assert!(!view.html().contains("data-l-!"), "{}", view.html());
    Ok(())
}

#[tokio::test]
async fn an_action_of_the_browser_needs_no_connection() -> Result<()> {
    let mut view = mount(Compose::props()).await?;
    assert!(view.input("#draft", "text").await.is_err(), "it is hidden");
    view.interrupt(crate::Interruption::Drop).await?;
    view.click("#menu").await?;
    assert!(view.has("#menu.open[aria-expanded=true]") && view.has("div:not([hidden])"));
    view.key("#key", "x").await?;
    assert!(view.has("div[hidden]"));
    view.reconnect().await?;
    view.key("#key", "o").await?;
    view.click("#widen").await?;
    assert!(view.has("#menu.open"), "the field is the browser's");
    Ok(())
}

#[tokio::test]
async fn bound_fields_are_those_of_their_controls() -> Result<()> {
    let mut view = mount(Compose::props()).await?;
    view.click("#menu").await?;
    view.input("#draft", "häß").await?;
    view.input("#copies", "7").await?;
    assert_eq!(view.text("output"), "3 of 8, 7 times");
    assert!(view.input("#copies", "777").await.is_err());
    assert_eq!(view.text("output"), "3 of 8, 7 times", "the control holds no value of the field");
    assert!(view.has("#clear:enabled"));
    Ok(())
}

#[tokio::test]
async fn an_abandoned_action_changes_nothing_and_effects_are_told_once() -> Result<()> {
    let mut view = mount(Compose::props()).await?;
    for step in ["100", "200", "200"] {
        view.click("#step").await?;
        assert_eq!(view.text("#step"), step);
    }
    let copied = ("copy".to_owned(), vec![String::new()]);
    assert_eq!(view.page_effects(), [copied.clone(), copied]);
    view.click("#find").await?;
    assert_eq!(view.page_effects(), [("focus".to_owned(), vec!["draft".to_owned()])]);
    assert!(view.page_effects().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_browser_keeps_its_fields_for_all_tabs() -> Result<()> {
    let browser = App::new().browser()?;
    let mut one = browser.mount(Compose::props()).await?;
    one.click("#wide").await?;
    one.click("#step").await?;
    let two = browser.mount(Compose::props()).await?;
    assert_eq!((two.find("#wide").attribute("title"), two.text("#step")), (Some("wide"), "0".to_owned()));
    Ok(())
}

async fn page(live: Live) -> Result<Page> {
    let compose = live.mount(Compose::props()).await?;
    Ok(Page::new("").body(html! { <a href="/?again">"again"</a> {compose} }))
}

#[tokio::test]
async fn a_tab_keeps_its_fields_from_page_to_page() -> Result<()> {
    let loom = Loom::builder().secret("a secret of thirty-two bytes or more").build()?;
    let router = Router::new().route("/", get(page)).with_state(loom.clone());
    let mut view = App::of(loom).router(router).open("/").await?;
    view.click("#menu").await?;
    view.click("#step").await?;
    view.click("a").await?;
    assert_eq!((view.text("#step"), view.has("#menu.open")), ("100".to_owned(), false));
    Ok(())
}

/// Waits for a permit of the test before each answer.
#[derive(Clone)]
struct Gate(Arc<Semaphore>);

/// A post with a star that the browser fills ahead of the server.
#[live_component(name = "testing::post")]
struct Post {
    #[mirror]
    stars: i8,
    #[mirror]
    starred: bool,
}

#[live_component]
impl Post {
    #[event]
    async fn star(&mut self, amount: i8, cx: &mut Cx<Self>) -> Result<()> {
        Arc::clone(&cx.state::<Gate>()?.0).acquire_owned().await?.forget();
        if amount == 3 {
            return Err(crate::Error::msg("three is refused"));
        }
        self.stars += amount + 10;
        self.starred = true;
        Ok(())
    }

    fn render(&self) -> Html {
        html! {
            <output>{local(self.stars)}</output>
            <b hidden={local(!self.starred)}>"starred"</b>
            for amount in [1, 2, 3, 100_i8] {
                <button key={amount} on:click=(star(amount), local({ self.starred = true; self.stars += amount }))>{amount}</button>
            }
        }
    }
}

/// Clicks, and looks at the page before the server has answered.
async fn click_ahead(view: &mut View, selector: &str) {
    assert!(
        timeout(Duration::from_millis(5), view.click(selector)).await.is_err(),
        "the server has answered {selector}"
    );
}

#[tokio::test]
async fn the_browser_runs_ahead_until_events_are_answered() -> Result<()> {
    let gate = Gate(Arc::new(Semaphore::new(0)));
    let app = App::new().state(gate.clone());
    let mut view = app.mount(Post::props()).await?;
    assert!(view.text("output") == "0" && view.has("b[hidden]"));
    click_ahead(&mut view, "button:text(1)").await;
    assert!(view.text("output") == "1" && view.has("b:not([hidden])"));
    click_ahead(&mut view, "button:text(2)").await;
    click_ahead(&mut view, "button:text(3)").await;
    click_ahead(&mut view, "button:text(100)").await;
    assert_eq!(view.text("output"), "106");

    // The server's value counts, and the actions that are left are done on top of it.
    gate.0.add_permits(1);
    assert!(timeout(Duration::from_millis(50), view.settle()).await.is_err());
    view.show();
    assert_eq!(view.text("output"), "116");
    gate.0.add_permits(1);
    assert!(timeout(Duration::from_millis(50), view.settle()).await.is_err());
    view.show();
    assert_eq!(view.text("output"), "126");
    gate.0.add_permits(1);
    assert!(timeout(Duration::from_millis(50), view.settle()).await.is_err());
    view.show();
    assert_eq!(view.text("output"), "123", "the error has taken its action back");
    Ok(())
}

/// A list whose rows have expressions, which come, go and move.
#[live_component(name = "testing::list")]
struct List {
    #[state(default = vec![1, 2, 3])]
    rows: Vec<u8>,
    #[local]
    picked: u8,
}

#[live_component]
impl List {
    #[event]
    fn turn(&mut self) {
        self.rows.reverse();
        self.rows.push(9);
    }

    fn render(&self) -> Html {
        html! {
            for row in &self.rows {
                <li key={row} class:on={local(self.picked == *row)}>
                    <button on:click=local(self.picked = *row)>{local(format!("{}/{}", *row, self.picked))}</button>
                </li>
            }
            <button id="turn" on:click=turn>"turn"</button>
        }
    }
}

#[tokio::test]
async fn each_row_has_arguments_of_its_own() -> Result<()> {
    let mut view = mount(List::props()).await?;
    view.click("button:text(2/0)").await?;
    let shown = |view: &View| view.all("li").iter().map(|row| row.text()).collect::<Vec<_>>().join(" ");
    assert_eq!((shown(&view), view.text("li.on")), ("1/2 2/2 3/2".to_owned(), "2/2".to_owned()));
    view.click("#turn").await?;
    assert_eq!((shown(&view), view.text("li.on")), ("3/2 2/2 1/2 9/2".to_owned(), "2/2".to_owned()));
    view.click("button:text(9/2)").await?;
    assert_eq!((shown(&view), view.text("li.on")), ("3/9 2/9 1/9 9/9".to_owned(), "9/9".to_owned()));
    Ok(())
}
