//! A clock and a stopwatch: changes that begin on the server.
//!
//! `connected` runs when the page has joined. An interval that it starts pushes
//! what it changes, and ends with the component.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use loom::prelude::*;

use super::CLOCK;
use crate::layout::{Icon, example};

/// The time of day on the server.
#[live_component]
pub struct Clock {
    seconds: u64,
}

#[live_component]
impl Clock {
    fn mount(&mut self) {
        self.seconds = now().as_secs();
    }

    fn connected(&mut self, cx: &mut Cx<Self>) {
        cx.every(Duration::from_millis(250), |clock, _| clock.mount());
    }

    fn render(&self) -> Html {
        let (hours, minutes) = (self.seconds / 3600 % 24, self.seconds / 60 % 60);
        let seconds = self.seconds % 60;
        html! {
            <div class="clock">
                <svg viewBox="-50 -50 100 100" role="img" aria-label="The time as an analog clock">
                    <circle class="face" r="47"/>
                    for mark in 0..12 {
                        <line class="tick" y1="-42" y2="-38" transform={turn(mark * 30)}/>
                    }
                    <line class="hand" y1="6" y2="-24" transform={turn(hours * 30 + minutes / 2)}/>
                    <line class="hand" y1="6" y2="-35" transform={turn(minutes * 6)}/>
                    <line class="second hand" y1="9" y2="-38" transform={turn(seconds * 6)}/>
                </svg>
                <time class="digits">{format!("{hours:02}:{minutes:02}:{seconds:02}")}</time>
                <span class="muted">"UTC, on the server"</span>
            </div>
        }
    }
}

fn turn(degrees: u64) -> String {
    format!("rotate({degrees})")
}

/// Measures time in steps of a tenth of a second.
#[live_component]
pub struct Stopwatch {
    /// The time measured before it was last started.
    measured: Duration,
    started: Option<Duration>,
    shown: Duration,
    laps: Vec<Duration>,
}

#[live_component]
impl Stopwatch {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        cx.every(Duration::from_millis(100), |watch, _| watch.tick());
    }

    /// A tick that changes nothing sends nothing.
    fn tick(&mut self) {
        let running = self.started.map(|started| now().saturating_sub(started));
        self.shown = self.measured + running.unwrap_or_default();
    }

    /// Starts it, or stops it.
    #[event]
    fn toggle(&mut self) {
        if self.started.is_some() {
            self.tick();
            self.measured = self.shown;
            self.started = None;
        } else {
            self.started = Some(now());
        }
    }

    #[event]
    fn lap(&mut self) {
        self.tick();
        self.laps.push(self.shown);
    }

    #[event]
    fn reset(&mut self) {
        self.measured = Duration::ZERO;
        self.shown = Duration::ZERO;
        self.laps.clear();
    }

    fn render(&self) -> Html {
        let running = self.started.is_some();
        html! {
            <div class="stopwatch">
                <output class="digits" role="timer">{tenths(self.shown)}</output>
                <div class="row">
                    // One button whose content changes, so that it keeps the focus.
                    <button class="button primary" on:click=toggle>
                        if running { <Icon name="pause"/> "Stop" } else { <Icon name="play"/> "Start" }
                    </button>
                    <button
                        class="button"
                        on:click=lap
                        disabled={!running || self.laps.len() == 20}
                    >
                        <Icon name="flag"/> "Lap"
                    </button>
                    <button
                        class="button"
                        on:click=reset
                        disabled={running || self.shown.is_zero()}
                    >
                        <Icon name="rotate-ccw"/> "Reset"
                    </button>
                </div>
                <ol class="laps">
                    for lap in &self.laps {
                        <li class="number">{tenths(*lap)}</li>
                    }
                </ol>
            </div>
        }
    }
}

fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}

fn tenths(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    format!("{:02}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let clock = live.mount(Clock::props()).await?;
    let stopwatch = live.mount(Stopwatch::props()).await?;
    Ok(example(&live, &CLOCK, html! {
        <div class="stack">
            {clock}
            {stopwatch}
        </div>
    }))
}
