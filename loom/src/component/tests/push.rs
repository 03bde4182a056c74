//! Pushes: handles, timers, topics, and how they end.

use std::{sync::Arc, time::Duration};

use super::{context, joined};
use crate::{component::Props as _, prelude::*};

#[live_component]
struct Clock {
    ticks: u32,
    news: Vec<String>,
}

#[live_component]
impl Clock {
    fn render(&self) -> Html {
        html! { <p>{self.ticks}</p> }
    }
}

/// Lets other tasks run, `seconds` later.
async fn pass(seconds: u64) {
    tokio::time::sleep(Duration::from_secs(seconds)).await;
    tokio::task::yield_now().await;
}

#[test]
fn a_handle_works_from_any_thread_and_says_when_it_is_over() {
    let (inbox, mut cx) = joined::<Clock>();
    let mut clock = Clock::props().build();
    let handle = cx.handle();
    let queued = std::thread::spawn(move || handle.update(|clock, _| clock.ticks += 5)).join();
    assert!(matches!(queued, Ok(true)));
    assert_eq!((inbox.run(&mut clock, &mut cx), clock.ticks), (1, 5));

    let ended = context::<Clock>(Arc::clone(&inbox), 2).handle();
    assert!(ended.is_ended());
    assert!(!ended.update(|clock, _| clock.ticks += 1));
    assert_eq!(inbox.run(&mut clock, &mut cx), 0);
}

#[tokio::test(start_paused = true)]
async fn a_call_waits_for_its_answer() {
    let (inbox, mut cx) = joined::<Clock>();
    let mut clock = Clock::props().build();
    clock.ticks = 3;
    let handle = cx.handle();
    let asked = tokio::spawn(async move { handle.call(|clock, _| clock.ticks * 2).await });
    pass(1).await;
    inbox.run(&mut clock, &mut cx);
    assert!(matches!(asked.await, Ok(Some(6))));
    assert_eq!(context::<Clock>(inbox, 2).handle().call(|_, _| ()).await, None);
}

#[tokio::test(start_paused = true)]
async fn ticks_that_wait_are_one_and_end_with_the_component() {
    let (inbox, mut cx) = joined::<Clock>();
    let mut clock = Clock::props().build();
    cx.every(Duration::from_secs(1), |clock, _| clock.ticks += 1);
    cx.after(Duration::from_secs(2), |clock, _| clock.news.push("later".to_owned()));
    pass(5).await;
    inbox.run(&mut clock, &mut cx);
    assert_eq!((clock.ticks, clock.news.len()), (1, 1));
    pass(1).await;
    inbox.run(&mut clock, &mut cx);
    assert_eq!((clock.ticks, clock.news.len()), (2, 1));
    drop(cx);
    pass(3).await;
    let (_, mut other) = joined::<Clock>();
    assert_eq!(inbox.run(&mut clock, &mut other), 0);
}

#[tokio::test(start_paused = true)]
async fn a_tick_that_finds_no_room_is_not_the_last() {
    let (inbox, mut cx) = joined::<Clock>();
    let mut clock = Clock::props().build();
    cx.every(Duration::from_secs(1), |clock, _| clock.ticks += 1);
    pass(1).await;
    assert_eq!(inbox.drop_all(), 1);
    pass(1).await;
    assert_eq!((inbox.run(&mut clock, &mut cx), clock.ticks), (1, 1));
}

#[tokio::test(start_paused = true)]
async fn a_background_task_ends_with_the_component() {
    let (_, mut cx) = joined::<Clock>();
    let alive = Arc::new(());
    let held = Arc::clone(&alive);
    cx.spawn(async move {
        let _held = held;
        std::future::pending::<()>().await;
    });
    pass(1).await;
    assert_eq!(Arc::strong_count(&alive), 2);
    cx.end_tasks();
    pass(1).await;
    assert_eq!(Arc::strong_count(&alive), 1);
}

#[test]
fn a_topic_reaches_its_subscribers_until_they_end() {
    let topic = Topic::<String>::new();
    let (inbox, mut cx) = joined::<Clock>();
    let (other_inbox, mut other_cx) = joined::<Clock>();
    let (mut clock, mut other) = (Clock::props().build(), Clock::props().build());
    for cx in [&mut cx, &mut other_cx] {
        topic.subscribe(cx, |clock, _, news| clock.news.push(news.clone()));
    }
    // One that never had a connection is forgotten with the first message.
    let mut gone = context::<Clock>(Arc::clone(&inbox), 2);
    topic.subscribe(&mut gone, |_, _, _| ());
    assert_eq!((topic.subscribers(), topic.publish("one".to_owned()), topic.subscribers()), (3, 2, 2));

    drop(other_cx);
    assert_eq!((topic.subscribers(), topic.clone().publish("two".to_owned())), (1, 1));
    inbox.run(&mut clock, &mut cx);
    let (_, mut other_cx) = joined::<Clock>();
    other_inbox.run(&mut other, &mut other_cx);
    assert_eq!((clock.news.len(), other.news.len()), (2, 1));
}
