//! The return types of an event.

use loom::{Outcome, prelude::*};

#[live_component]
struct Many {
    count: i64,
}

#[live_component]
impl Many {
    #[event]
    fn nothing(&mut self) {}

    #[event]
    fn redirect(&mut self) -> Redirect {
        Redirect::to("/")
    }

    #[event]
    fn outcome(&mut self) -> Outcome {
        Outcome::Done
    }

    #[event]
    fn perhaps(&mut self) -> Option<Redirect> {
        None
    }

    #[event]
    fn loom_result(&mut self) -> loom::Result<()> {
        Err(loom::Error::msg("no"))
    }

    #[event]
    fn own_error(&mut self) -> Result<Redirect, std::num::ParseIntError> {
        self.count = "1".parse()?;
        Ok(Redirect::to("/"))
    }

    #[event]
    fn text_error(&mut self) -> Result<(), String> {
        Err("no".to_owned())
    }

    #[event]
    async fn boxed_error(&mut self) -> Result<Option<Redirect>, Box<dyn std::error::Error + Send + Sync>> {
        std::future::ready(()).await;
        Ok(None)
    }

    fn render(&self) -> Html {
        html! { <p>{self.count}</p> }
    }
}

#[test]
fn fallible_events_are_known() {
    let fallible = <Many as loom::LiveComponent>::EVENTS.iter().filter(|event| event.fallible);
    let names: Vec<_> = fallible.map(|event| event.name).collect();
    assert_eq!(names, ["boxed_error", "loom_result", "own_error", "text_error"]);
}
