//! Handlers that run after a bound field was set.

use std::collections::BTreeMap;

use super::super::{App, mount};
use crate::{Loom, Result, prelude::*};

#[live_component(name = "testing::changes")]
struct Search {
    #[bind(changed = found)]
    query: String,
    #[bind(changed = counted)]
    counts: BTreeMap<u8, u32>,
    #[bind(changed = refused)]
    amount: u32,
    #[bind]
    note: String,
    results: Vec<String>,
    sum: u32,
    runs: u32,
}

#[live_component]
impl Search {
    fn mount(&mut self) {
        self.counts = BTreeMap::from([(1, 0), (2, 0)]);
    }

    #[event]
    async fn found(&mut self) {
        tokio::task::yield_now().await;
        self.results = self.query.split(' ').map(str::to_owned).collect();
        self.runs += 1;
    }

    #[event]
    fn counted(&mut self, cx: &mut Cx<Self>) {
        self.sum = self.counts.values().sum();
        cx.flash(Level::Info, "counted");
    }

    #[event]
    fn refused(&mut self) -> Result<()> {
        self.sum = 99;
        Err(crate::Error::msg("never"))
    }

    fn render(&self) -> Html {
        html! {
            <input id="query" bind:value={self.query}>
            <input id="lazy" bind:value.lazy={self.query}>
            <input id="amount" bind:value={self.amount}>
            <input id="note" bind:value={self.note}>
            for count in bind(self.counts) { <input key={count.path()} class="count" bind:value={count}> }
            <output>{self.results.join(",")} " " {self.sum} " " {self.amount} " " {self.runs}</output>
        }
    }
}

#[tokio::test]
async fn a_handler_runs_after_its_field_is_set() -> Result<()> {
    let mut view = mount(Search::props()).await?;
    view.input("#query", "red blue").await?;
    assert_eq!(view.text("output"), "red,blue 0 0 1");
    view.input("#note", "x").await?;
    view.input("#lazy", "green").await?;
    assert_eq!(view.text("output"), "green 0 0 2");
    view.input("input.count", "4").await?;
    assert_eq!(view.text("output"), "green 4 0 2");
    assert_eq!(view.effects().flashes().count(), 1);
    Ok(())
}

#[tokio::test]
async fn it_does_not_run_where_the_field_is_not_set() -> Result<()> {
    let mut view = mount(Search::props()).await?;
    assert!(view.input("input.count", "many").await.is_err());
    assert_eq!(view.text("output"), "0 0 0");
    Ok(())
}

#[tokio::test]
async fn its_error_takes_back_its_own_changes_and_not_the_field() -> Result<()> {
    let mut view = mount(Search::props()).await?;
    assert!(view.input("#amount", "5").await.is_err());
    view.settle().await?;
    assert_eq!(view.text("output"), "0 5 0");
    Ok(())
}

#[tokio::test]
async fn a_field_whose_handler_is_forbidden_is_not_set() -> Result<()> {
    let loom = Loom::builder().authorize(|access| access.event() != Some("found"));
    let app = App::of(loom.secret("a secret that is only for tests, and long").build()?);
    let mut view = app.mount(Search::props()).await?;
    assert!(view.input("#query", "red").await.is_err());
    assert_eq!(view.text("output"), "0 0 0");
    view.input("input.count", "4").await?;
    Ok(())
}
