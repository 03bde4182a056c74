//! After the time of others: to keep the server's processor busy.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use loom_tests::{Dialect, Mounted, Server, TEXT, hostile::LOOKS, json, masked};

use crate::{ENDLESS, limited, still_counts};

/// Would gain: the processor, by frames without a pause, from others who would have to wait.
#[test]
fn a_flood_does_not_keep_others_waiting() {
    // One thread for all, which looks at each socket after each turn of a task: so turns can be counted.
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    runtime.event_interval(1).enable_all().build().unwrap().block_on(async {
        /// How many frames of one client are read before the others have their turn.
        const AT_ONCE: usize = 64;
        let server = limited(|limits| limits.frames = ENDLESS).await;
        let (mut neighbor, page, _) = server.join(Dialect::Two, "/counter").await;
        let mut raw = server.raw(&page).await;
        // Frames that are not answered: only what reads them can take turns. All that the sockets' buffers hold is there before the server reads the
        // first of it.
        let (frame, last) = (masked(TEXT, br#"["l",7]"#), masked(TEXT, br#"["h"]"#));
        let flood = frame.repeat(20_000);
        let mut sent = 0;
        while let written @ 1.. = raw.try_write(&flood[sent % frame.len()..]).unwrap() {
            sent += written;
        }
        let frames = sent.div_ceil(frame.len());
        let cut = sent.next_multiple_of(frame.len()) - sent;
        let mut rest = [&frame[frame.len() - cut..], &last].concat();
        let mut clicks = 0;
        while raw.try_read().unwrap() == 0 {
            let written = raw.try_write(&rest).unwrap();
            rest.drain(..written);
            still_counts(&mut neighbor).await;
            clicks += 1;
        }
        assert!(frames > 100 * AT_ONCE, "{frames} frames are no flood");
        // A click is answered within a few turns of the flood.
        assert!(clicks > frames / AT_ONCE / 10, "{clicks} clicks were answered beside {frames} frames");
    });
}

/// Would gain: the time of others, by messages that each take their time.
#[tokio::test]
async fn a_flood_of_large_joins_does_not_keep_others_waiting() {
    const FLOOD: usize = 32;
    let server = Server::start().await;
    let (mut neighbor, ..) = server.join(Dialect::Two, "/counter").await;
    let page = server.get("/hostile/directory").await;
    let mut flooder = server.connect(Dialect::Two, &page).await;
    let Mounted { module, token } = page.mounted(0);
    // The page's content is right already, so the answers are short.
    let frames = move |id| [format!(r#"["j",{id},"{module}","{token}",1]"#), format!(r#"["l",{id}]"#)];
    let answered = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&answered);
    let flood = tokio::spawn(async move {
        flooder.send_all((0..FLOOD).flat_map(frames)).await;
        for _ in 0..FLOOD {
            flooder.answer().await;
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let mut longest = 0;
    while !flood.is_finished() {
        let before = answered.load(Ordering::Relaxed);
        still_counts(&mut neighbor).await;
        longest = longest.max(answered.load(Ordering::Relaxed) - before);
    }
    flood.await.unwrap();
    assert!(longest < FLOOD / 4, "a click waited for {longest} joins of the other");
}

/// Would gain: the processor, by choosing more than there is.
#[tokio::test]
async fn many_values_of_many_options_take_no_time_of_both() {
    const OPTIONS: usize = 5_000;
    const VALUES: usize = 9_990;
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/directory").await;
    for field in ["any=", "shown=", "boxes="] {
        let values: Vec<_> = (0..VALUES).map(|number| format!("n{}", number % OPTIONS)).collect();
        let before = LOOKS.load(Ordering::Relaxed);
        client.fire(0, field, "change", json!({ "values": values })).await;
        let answer = client.answer().await;
        assert!(client.change(&answer).is_some(), "{field} {answer}");
        // The fields that were filled before are looked at as well.
        let looks = LOOKS.load(Ordering::Relaxed) - before;
        assert!(looks >= VALUES, "{field} was not looked at");
        assert!(looks < 10 * (OPTIONS + VALUES), "{field} was looked at {looks} times");
    }
}
