//! A chart that a library of JavaScript draws.
//!
//! `use:chart` hands data to a hook of `chart.js`, a module of the page. It is
//! sent when it changed. The hook fires an event that its element is bound to.

use loom::prelude::*;
use serde::Deserialize;

use super::CHART;
use crate::{
    assets,
    layout::{Icon, example},
};

/// The most readings that are kept.
const MOST: usize = 500;

/// The part of the chart that the visitor dragged over, in picks from 1.
#[derive(Debug, Deserialize)]
pub struct Range {
    from: usize,
    to: usize,
}

/// The tension of the warp, read at each pick, in newtons.
#[live_component]
pub struct Tension {
    #[state(default = readings(60))]
    readings: Vec<u32>,
    chosen: Option<(usize, usize)>,
}

/// Readings that swing around 30 newtons.
fn readings(count: usize) -> Vec<u32> {
    (0..count).map(reading).collect()
}

fn reading(pick: usize) -> u32 {
    let at = pick as f64;
    (30.0 + 6.0 * (at / 7.0).sin() + 3.0 * (at / 2.3).cos()).round() as u32
}

#[live_component]
impl Tension {
    #[event]
    fn weave(&mut self, picks: usize) {
        let count = (self.readings.len() + picks).min(MOST);
        self.readings = readings(count);
    }

    #[event]
    fn reset(&mut self) {
        self.readings = readings(60);
        self.chosen = None;
    }

    #[event]
    fn choose(&mut self, range: Detail<Range>) {
        let last = self.readings.len();
        let (from, to) = (range.from.clamp(1, last), range.to.clamp(1, last));
        self.chosen = (from <= to && (from, to) != (1, last)).then_some((from, to));
    }

    fn render(&self) -> Html {
        let (from, to) = self.chosen.unwrap_or((1, self.readings.len()));
        let part = self.readings.get(from - 1..to).unwrap_or_default();
        let mean = f64::from(part.iter().sum::<u32>()) / part.len().max(1) as f64;
        html! {
            <div class="stack">
                <div
                    class="chart"
                    role="img"
                    aria-label={format!("Tension of the warp over {} picks", self.readings.len())}
                    use:chart={(&self.readings, self.chosen)}
                    on:chart-range=choose
                ></div>
                <p aria-live="polite">
                    "Picks " <span class="number">{from}</span> " to " <span class="number">{to}</span>
                    ": " <strong class="number">{format!("{mean:.1} N")}</strong> " on average, from "
                    <span class="number">{part.iter().min()}</span> " to "
                    <span class="number">{part.iter().max()}</span> "."
                </p>
                <div class="row">
                    <button
                        class="button primary"
                        on:click=weave(1)
                        disabled={self.readings.len() == MOST}
                    >
                        <Icon name="plus"/> "Weave a pick"
                    </button>
                    <button
                        class="button"
                        on:click=weave(20)
                        disabled={self.readings.len() == MOST}
                    >
                        "Weave 20"
                    </button>
                    <button class="button" on:click=reset><Icon name="rotate-ccw"/> "Reset"</button>
                </div>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let tension = live.mount(Tension::props()).await?;
    let page = example(&live, &CHART, html! { {tension} });
    Ok(page.stylesheet(assets::address("uplot.css")).module(assets::address("chart.js")))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use loom::testing::mount;

    use super::*;

    #[tokio::test]
    async fn a_range_is_within_the_readings() {
        let mut view = mount(Tension::props()).await.unwrap();
        let text = |from, to| format!("Picks {from} to {to}: ");
        assert!(view.text("p").starts_with(&text(1, 60)));
        for (from, to, shown) in [(10, 20, (10, 20)), (0, 5, (1, 5)), (50, 900, (50, 60)), (20, 10, (1, 60)), (0, 900, (1, 60))] {
            let dragged = HashMap::from([("from", from), ("to", to)]);
            view.dispatch(".chart", "chart-range", dragged).await.unwrap();
            assert!(view.text("p").starts_with(&text(shown.0, shown.1)), "{from} to {to}: {}", view.text("p"));
        }
    }

    #[tokio::test]
    async fn there_are_so_many_readings_at_most() {
        let mut view = mount(Tension::props()).await.unwrap();
        for _ in 0..22 {
            view.click("button:nth-child(2)").await.unwrap();
        }
        assert!(view.text("p").starts_with("Picks 1 to 500: "));
        assert!(view.click("button:nth-child(2)").await.is_err(), "the button is disabled");
    }
}
