//! The component of the contract's first page, with its events written by hand.

use loom::{Cx, Html, Redirect, Value, live_component};

/// Counts, by steps that the page chooses.
#[live_component]
#[derive(Debug)]
pub struct Counter {
    /// How much one step is.
    #[prop(default = 1)]
    step: i64,
    #[prop]
    title: String,
    #[bind]
    count: i64,
    #[state(skip)]
    seen: Option<std::time::Instant>,
}

#[live_component]
impl Counter {
    /// One step up.
    #[event]
    fn increment(&mut self) {
        self.count += self.step;
    }

    #[event]
    fn set(&mut self, to: i64) {
        self.count = to;
    }

    #[event]
    async fn rename(&mut self, to: Value<String>, cx: &mut Cx<Self>, at: u8) -> loom::Result<Redirect> {
        self.title = to.into_inner();
        cx.title(format!("{} {at}", self.title));
        Ok(Redirect::to("/"))
    }

    async fn mount(&mut self, _cx: &mut Cx<Self>) -> loom::Result<()> {
        Ok(())
    }

    fn connected(&mut self) {
        self.seen = Some(std::time::Instant::now());
    }

    fn render(&self) -> Html {
        Html::empty()
    }
}

#[test]
fn counter() {
    use loom::{__private::State, LiveComponent, Props};
    let counter = Counter::props().title("x".to_owned()).build();
    assert_eq!((counter.step, counter.count, counter.title.as_str()), (1, 0, "x"));
    assert!(Counter::MODULE.ends_with("counter::Counter"));
    let names: Vec<_> = Counter::EVENTS.iter().map(|event| (event.name, event.is_async, event.fallible)).collect();
    assert_eq!(names, [("increment", false, false), ("rename", true, true), ("set", false, false)]);
}
