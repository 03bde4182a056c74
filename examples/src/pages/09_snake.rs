//! Snake, running on the server and drawn in SVG.
//!
//! The rules are a plain struct with tests. An interval ticks it, and what moved
//! is pushed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use loom::prelude::*;

use super::SNAKE;
use crate::{
    layout::{Icon, example},
    model::snake::{Heading, Phase, SIZE, Snake},
};

/// One visitor's game.
#[live_component]
pub struct SnakeGame {
    game: Snake,
    best: usize,
}

#[live_component]
impl SnakeGame {
    fn mount(&mut self) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        self.game = Snake::new(now.as_nanos() as u64);
    }

    fn connected(&mut self, cx: &mut Cx<Self>) {
        cx.every(Duration::from_millis(140), |this, _| {
            this.game.tick();
            this.best = this.best.max(this.game.score());
        });
    }

    #[event]
    fn turn(&mut self, heading: Heading) {
        self.game.turn(heading);
    }

    /// Starts the game, or pauses it.
    #[event]
    fn toggle(&mut self) {
        match self.game.phase() {
            Phase::Running => self.game.pause(),
            Phase::Ready | Phase::Over => self.game.start(),
        }
    }

    fn render(&self) -> Html {
        let (game, phase) = (&self.game, self.game.phase());
        let (apple_x, apple_y) = game.apple();
        let running = phase == Phase::Running;
        html! {
            <div
                class="snake"
                tabindex="0"
                role="application"
                aria-label="Snake: steer with the arrow keys"
                on:keydown.arrow-up.prevent=turn(Heading::Up)
                on:keydown.arrow-down.prevent=turn(Heading::Down)
                on:keydown.arrow-left.prevent=turn(Heading::Left)
                on:keydown.arrow-right.prevent=turn(Heading::Right)
            >
                <div class="row spread">
                    <p role="status">
                        match phase {
                            Phase::Ready => { "Press an arrow key, or a button." }
                            Phase::Running => { "Apples taste best in passing." }
                            Phase::Over => { "Ouch. That was its own tail." }
                        }
                    </p>
                    <p class="number">
                        <strong>{game.score()}</strong> <span class="muted">" · best " {self.best}</span>
                    </p>
                </div>
                <svg class="field" viewBox={format!("0 0 {SIZE} {SIZE}")} aria-hidden="true">
                    <circle
                        class="apple"
                        cx={apple_x as f64 + 0.5}
                        cy={apple_y as f64 + 0.5}
                        r="0.38"
                    />
                    for (n, (x, y)) in game.body().enumerate() {
                        <rect
                            class:head={n == 0}
                            x={x as f64 + 0.06}
                            y={y as f64 + 0.06}
                            width="0.88"
                            height="0.88"
                            rx="0.28"
                        />
                    }
                </svg>
                <div class="pad">
                    for (heading, label, icon) in PAD {
                        <button
                            key={label}
                            type="button"
                            class={label}
                            aria-label={label}
                            on:click=turn(heading)
                        >
                            <Icon name={icon}/>
                        </button>
                    }
                    // One button whose content changes, so that it keeps the focus.
                    <button
                        type="button"
                        class="middle"
                        aria-label={if running { "Pause" } else { "Start" }}
                        on:click=toggle
                    >
                        if running { <Icon name="pause"/> } else { <Icon name="play"/> }
                    </button>
                </div>
            </div>
        }
    }
}

const PAD: [(Heading, &str, &str); 4] = [
    (Heading::Up, "up", "arrow-up"),
    (Heading::Left, "left", "arrow-left"),
    (Heading::Right, "right", "arrow-right"),
    (Heading::Down, "down", "arrow-down"),
];

pub async fn page(live: Live) -> loom::Result<Page> {
    let game = live.mount(SnakeGame::props()).await?;
    Ok(example(&live, &SNAKE, html! { {game} }))
}
