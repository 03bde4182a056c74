//! Pushes from elsewhere: a handle in a task and a thread, timers, a topic.

use std::{sync::LazyLock, time::Duration};

use loom::prelude::*;

static NEWS: LazyLock<Topic<String>> = LazyLock::new(Topic::new);

#[live_component]
struct Clock {
    seconds: u64,
    news: Vec<String>,
}

#[live_component]
impl Clock {
    fn connected(&mut self, cx: &mut Cx<Self>) {
        let handle = cx.handle();
        std::thread::spawn(move || handle.update(|clock, _| clock.seconds = 1));
        let handle = cx.handle();
        cx.spawn(async move {
            let seconds = handle.call(|clock, _| clock.seconds).await;
            handle.update(move |clock, cx| {
                cx.flash(Level::Info, format!("{seconds:?}"));
                clock.seconds += 1;
                Ok::<_, loom::Error>(())
            });
        });
        cx.every(Duration::from_secs(1), |clock, _| clock.seconds += 1);
        cx.after(Duration::from_secs(9), |_, cx| cx.redirect("/late"));
        NEWS.subscribe(cx, |clock, _, news| clock.news.push(news.clone()));
    }

    #[event]
    fn tell(&mut self) {
        NEWS.publish("news".to_owned());
    }

    fn render(&self) -> Html {
        html! { <time>{self.seconds}</time><button on:click=tell>"tell"</button> }
    }
}
