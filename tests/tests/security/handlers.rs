//! After what the page does not offer: handlers, arguments, components of others.

use loom_tests::{BOTH, Client, Dialect, Server, Value, json};

use crate::{get_as, still_counts};

/// Would gain: any method of the component, or of its life.
#[tokio::test]
async fn a_handler_that_is_not_offered_cannot_be_called() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        for handler in [
            "hidden",
            "render",
            "mount",
            "connected",
            "disconnected",
            "dispatch",
            "restore",
            "save",
            "drop",
            "new",
            "__loom_dispatch",
            "__private",
            "__anything",
            "Counter::hidden",
            "self.hidden",
            "hidden()",
            "",
            " ",
            "increment\u{0}",
            "increment ",
            " increment",
            "INCREMENT",
            "increment()",
            "increment(null)",
            "count=",
            "step=",
            "=",
        ] {
            let answer = client.click(0, handler).await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler:?}");
        }
        still_counts(&mut client).await;
    }
}

/// Would gain: an argument that the page did not offer: another row, another price.
#[tokio::test]
async fn an_argument_that_is_not_offered_cannot_be_sent() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        still_counts(&mut client).await;
        for args in [
            "1",
            "-1",
            "00",
            "0.0",
            "0e0",
            "-0",
            "+0",
            "\"0\"",
            "null",
            "true",
            "[0]",
            "0,0",
            "0 ",
            " 0",
            "",
            "99999999999999999999",
            "-9223372036854775809",
            "1e400",
            "NaN",
            "\"x\"",
            "{\"to\":0}",
            "0)(0",
            "0x0",
        ] {
            let answer = client.click(0, &format!("set({args})")).await;
            assert_eq!(client.code(&answer), "unknown_handler", "{args}");
        }
        let answer = client.click(0, "set(0)").await;
        assert!(client.change(&answer).is_some(), "{answer}");
    }
}

/// Would gain: a handler by an event that the page did not bind it to, with a payload that it does not expect.
#[tokio::test]
async fn a_handler_is_offered_for_its_own_event_only() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        for event in ["dblclick", "submit", "Click", "click ", "", "callback", "\u{0}"] {
            client.fire(0, "increment", event, json!({})).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{event:?}");
        }
    }
}

/// Would gain: a control that the page shows as disabled.
#[tokio::test]
async fn a_disabled_control_offers_nothing() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        let answer = client.click(0, "set(0)").await;
        assert_eq!(client.code(&answer), "unknown_handler", "it is disabled at 0");
        still_counts(&mut client).await;
        let answer = client.click(0, "set(0)").await;
        assert!(client.change(&answer).is_some(), "it is enabled now");
        let answer = client.click(0, "set(0)").await;
        assert_eq!(client.code(&answer), "unknown_handler", "and disabled again");
    }
}

/// Would gain: a button that is gone, by clicks that were sent before the page could say so.
#[tokio::test]
async fn clicks_past_a_button_that_goes_away_do_nothing() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/counter").await;
        let frames: Vec<String> = (0..100).map(|_| client.event_frame(0, "thrice", "click", json!({}))).collect();
        client.send_all(frames).await;
        let mut applied = 0;
        for _ in 0..100 {
            let answer = client.answer().await;
            applied += usize::from(client.is_patch(&answer));
        }
        assert_eq!(applied, 3);
    }
}

/// Would gain: a handler of another component of the page, or of another page.
#[tokio::test]
async fn a_component_answers_for_itself_only() {
    for dialect in BOTH {
        let server = Server::start().await;
        let counter = server.get("/counter").await;
        let vault = get_as(&server, "/hostile/vault", &counter).await;
        let mut client = server.connect(dialect, &counter).await;
        client.join(0, &counter.mounted(0)).await;
        client.join(1, &vault.mounted(0)).await;
        for (id, handler) in [(0, "open"), (0, "look"), (1, "increment"), (1, "set(0)")] {
            let answer = client.click(id, handler).await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler} of {id}");
        }
        for id in [2, 7, u64::from(u32::MAX)] {
            let answer = client.click(id, "increment").await;
            assert_eq!(client.code(&answer), "unknown_id");
        }
    }
}

/// Would gain: to say in the name of a nested component what it did not say: that it was paid, that it was confirmed.
#[tokio::test]
async fn calls_of_a_nested_component_cannot_be_forged() {
    for dialect in BOTH {
        let server = Server::start().await;
        let page = server.get("/family").await;
        let mut client = server.connect(dialect, &page).await;
        client.join(0, &page.mounted(0)).await;
        client.join(1, &page.mounted(1)).await;
        for id in [0, 1] {
            for event in ["callback", "tell", "on_tell", "click", ""] {
                client.fire(id, "told(100)", event, json!({"detail": 8})).await;
                let answer = client.answer().await;
                // A detail that is a number is no message of a browser's, and one that is an object is of no use either.
                assert!(
                    ["unknown_handler", "bad_message"].contains(&client.code(&answer).as_str()),
                    "{event}: {answer}"
                );
                client.fire(id, "told(100)", event, json!({"detail": {}})).await;
                let answer = client.answer().await;
                assert_eq!(client.code(&answer), "unknown_handler", "{event}: {answer}");
            }
        }
        client.fire(1, "tell", "click", json!({})).await;
        let (first, second) = (client.answer().await, client.answer().await);
        assert!(client.is_patch(&first) && second.to_string().contains("108"), "{first} {second}");
    }
}

/// Would gain: an effect without its event, by the same number twice, or one from the past.
#[tokio::test]
async fn an_event_counts_once() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    for number in [1, 1, 1, 2, 1, 2] {
        client.send_text(json!(["e", 0, number, "increment", "click"]).to_string()).await;
        client.answer().await;
    }
    client.send_text(json!(["e", 0, 3, "increment", "click"]).to_string()).await;
    let answer = client.answer().await;
    assert_eq!(client.change(&answer).and_then(|change: &Value| change.get(1)), Some(&json!(6)), "three times two");
}

/// Would gain: a state that is older than the one that it heard of last, from a process that it left, and with it the effect of an event again.
#[tokio::test]
async fn a_state_that_was_left_behind_is_not_gone_back_to() {
    let (one, other) = (Server::start().await, Server::start().await);
    let page = one.get("/counter").await;
    let mut mounted = page.mounted(0);
    let mut client = Client::open_of_page(one.address, page.cookie.as_deref(), 1).await;
    client.join(0, &mounted).await;
    for _ in 0..3 {
        client.click(0, "increment").await;
    }
    drop(client);
    one.wait_for(|stats| stats.parked == 1).await;

    // The other process knows the page's token only, and tells the client a newer one.
    let mut client = Client::open_of_page(other.address, page.cookie.as_deref(), 1).await;
    client.join(0, &mounted).await;
    assert_eq!(client.click(0, "increment").await[3][1], json!(2));
    let ((), (told, _)) = tokio::join!(other.loom.shutdown(), client.farewell());
    let token = told.iter().rev().find(|message| message[0] == "k").unwrap();
    mounted.token = token[2].as_str().unwrap().to_owned();

    // The state that was left behind in the first has changed more often, and is older all the same.
    let mut client = Client::open_of_page(one.address, page.cookie.as_deref(), 1).await;
    let joined = client.join(0, &mounted).await;
    assert!(!joined.to_string().contains('6'), "{joined}");
    client.send_text(json!(["e", 0, 2, "increment", "click"]).to_string()).await;
    assert_eq!(client.answer().await[3][1], json!(4));
}

/// Would gain: to have an event counted again, by one with a number that sets the count back.
#[tokio::test]
async fn an_event_without_a_number_is_no_message() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    for (number, payload) in [(7, "{}"), (0, "{}"), (0, "null"), (7, "{}"), (6, "{}")] {
        client.send_text(format!(r#"["e",0,{number},"increment","click",{payload}]"#)).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer) == "bad_message", number == 0, "{answer}");
    }
    client.send_text(json!(["e", 0, 8, "increment", "click"]).to_string()).await;
    let answer = client.answer().await;
    assert_eq!(client.change(&answer).and_then(|change: &Value| change.get(1)), Some(&json!(4)), "two times two");
}

/// Would gain: one process after the other, by an event that ends each and is sent again.
#[tokio::test]
async fn an_event_that_may_have_ended_two_processes_is_not_handled_by_a_third() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/counter").await;
    for attempt in [json!(3), json!(4), json!(u32::MAX)] {
        client.send_text(json!(["e", 0, 1, "increment", "click", null, attempt]).to_string()).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "given_up", "{attempt}");
    }
    client.send_text(json!(["e", 0, 1, "increment", "click", null, 2]).to_string()).await;
    let answer = client.answer().await;
    assert_eq!(client.change(&answer).and_then(|change: &Value| change.get(1)), Some(&json!(2)), "once two");
}

/// Would gain: a field that the page does not bind, or a value of another type.
#[tokio::test]
async fn a_field_is_set_only_where_it_is_bound() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/fields").await;
        for (handler, event) in
            [("name", "input"), ("name=", "change"), ("name==", "input"), ("other=", "input"), ("=", "input")]
        {
            client.fire(0, handler, event, json!({"value": "x"})).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler} on {event}");
        }
        client.fire(0, "name=", "input", json!({})).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_payload");
    }
}

/// Would gain: a choice that the page does not show, or shows as disabled: a color that is sold out, a rate for others.
#[tokio::test]
async fn a_value_that_no_option_shows_cannot_be_chosen() {
    let refused = [
        ("color=", json!({"value": "blue"})),
        ("color=", json!({"value": "gold"})),
        ("color=", json!({"value": "black"})),
        ("color=", json!({"value": "white"})),
        ("color=", json!({"value": ""})),
        ("color=", json!({"value": "green", "checked": true})),
        ("color=", json!({"values": ["green"]})),
        ("color=", json!({})),
        ("lining=", json!({"values": ["red", "blue"]})),
        ("lining=", json!({"value": "blue"})),
        ("button=", json!({"value": "green", "checked": true})),
        ("button=", json!({"value": "gold", "checked": true})),
        ("button=", json!({"value": "red", "checked": false})),
        ("button=", json!({"values": []})),
        ("spots=", json!({"value": "green", "checked": true})),
        ("spots=", json!({"values": []})),
        ("size=", json!({"value": "XL"})),
        ("size=", json!({"value": " L\n "})),
        ("size=", json!({"value": "", "checked": true})),
        ("size=", json!({"value": "L", "checked": false})),
        ("tag=", json!({"value": "true", "checked": true})),
        ("tag=", json!({"value": "false", "checked": false})),
        ("hem=", json!({"value": "green"})),
    ];
    let taken = [
        ("color=", json!({"value": "green"})),
        ("lining=", json!({"values": ["red", "green"]})),
        ("lining=", json!({"values": []})),
        ("button=", json!({"value": "red", "checked": true})),
        ("spots=", json!({"value": "red", "checked": true})),
        ("spots=", json!({"value": "red", "checked": false})),
        ("size=", json!({"value": "L"})),
        ("size=", json!({"value": ""})),
        ("tag=", json!({"value": "on", "checked": true})),
        ("tag=", json!({"value": "on", "checked": false})),
        ("thread=", json!({"value": "black"})),
        ("note=", json!({"value": "z"})),
    ];
    let offered_later = [
        ("color=", json!({"value": "gold"})),
        ("color=", json!({"value": "white"})),
        ("button=", json!({"value": "gold", "checked": true})),
        ("hem=", json!({"value": "green"})),
    ];
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/hostile/wardrobe").await;
        for (handler, payload) in &refused {
            client.fire(0, handler, "change", payload.clone()).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler} {payload}");
        }
        for (handler, event) in [("color=green", "change"), ("color=green", ""), ("color=", "input"), ("color=", "")] {
            client.fire(0, handler, event, json!({"value": "green"})).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler} on {event}");
        }
        for (handler, payload) in &taken {
            client.fire(0, handler, "change", payload.clone()).await;
            let answer = client.answer().await;
            assert!(client.change(&answer).is_some(), "{handler} {payload}: {answer}");
        }
        let answer = client.click(0, "inherit").await;
        assert!(client.is_patch(&answer), "{answer}");
        for (handler, payload) in &offered_later {
            client.fire(0, handler, "change", payload.clone()).await;
            let answer = client.answer().await;
            assert!(client.change(&answer).is_some(), "{handler} {payload}: {answer}");
        }
    }
}
