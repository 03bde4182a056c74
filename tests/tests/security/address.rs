//! After the address: to set by it what it does not hold, to break out of it, or to make a server work for a query.

use loom::Loom;
use loom_tests::{Client, Dialect, SECRET, Server, json};

/// The text that a page shows of its component.
fn shown(body: &str) -> String {
    let text = body.split_once("<p>").and_then(|(_, rest)| rest.split_once("</p>")).unwrap().0;
    text.split("<!---->").collect()
}

/// The next message about a component's part of the address.
async fn told(client: &mut Client) -> serde_json::Value {
    loop {
        let said = client.next().await;
        if said[0] == "u" {
            return said;
        }
    }
}

/// Would gain: fields that the visitor may not set, a state that no page can be made of, or a page that fails for everybody who is sent a link.
#[tokio::test]
async fn a_query_sets_fields_of_the_address_to_values_of_their_types_and_nothing_else() {
    let server = Server::start().await;
    let plain = "|1|0|false|0";
    for query in [
        "is_admin=true&followed=9&page=7",
        "p=-1",
        "p=1e3",
        "p=4294967296",
        "p=&rate=",
        "rate=NaN",
        "rate=inf&p=2&text=x",
        "rate=1e999",
        "text=%FF%FE&p=%F0%28",
        "p=%00",
        "%",
        "&&&=&=&%%%",
        "p[]=2&text[a]=b",
        "P=2&TEXT=x",
    ] {
        let page = server.get(&format!("/hostile/sought?{query}")).await;
        assert_eq!((page.status, shown(&page.body).as_str()), (200, plain), "{query}");
    }
    // The first of two counts.
    let page = server.get("/hostile/sought?p=2&p=3&text=a&text=%FF").await;
    assert_eq!(shown(&page.body), "a|2|0|false|0");
    let page = server.get("/hostile/sought?text=%FF&text=a").await;
    assert_eq!(shown(&page.body), plain);
}

/// Would gain: a script in the page by a link to it.
#[tokio::test]
async fn text_of_the_address_stays_text() {
    let server = Server::start().await;
    let page = server.get("/hostile/sought?text=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%26javascript:x").await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("<script>alert"), "{}", page.body);
    assert!(
        page.body.contains("href=\"?text=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E%26javascript%3Ax&amp;p=2\"")
    );
}

/// Would gain: memory and time of the server, or a page that is too large to be joined.
#[tokio::test]
async fn a_long_query_is_refused_or_left_out() {
    let server = Server::start().await;
    for length in [4_097, 20_000, 60_000] {
        let page = server.get(&format!("/hostile/sought?p=2&text={}", "x".repeat(length))).await;
        assert_eq!((page.status, shown(&page.body).as_str()), (200, "|2|0|false|0"), "{length}");
        let page = server.get(&format!("/hostile/sought?{}p=2", "&".repeat(length))).await;
        assert_eq!((page.status, shown(&page.body).as_str()), (200, "|2|0|false|0"), "{length}");
    }
    // No address is so long.
    let page = server.get(&format!("/hostile/sought?text={}", "x".repeat(100_000))).await;
    assert!((400..500).contains(&page.status), "{}", page.status);
    let page = server.get("/hostile/sought?p=3").await;
    assert_eq!(shown(&page.body), "|3|0|false|0");
}

/// Would gain: the same over the socket, where a client says what it likes.
#[tokio::test]
async fn a_changed_address_sets_fields_of_the_address_and_nothing_else() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/sought").await;
    assert_eq!(told(&mut client).await[2], json!({"text": null, "p": null, "rate": null}));
    let long = format!("p=2&text={}", "x".repeat(100_000));
    let forms = [
        ("is_admin=true&followed=100&p=5", json!({"text": null, "p": "5", "rate": null})),
        ("p=2&p=3", json!({"text": null, "p": "2", "rate": null})),
        ("p=x&text=%FF&rate=inf", json!({"text": null, "p": null, "rate": null})),
        (&long, json!({"text": null, "p": "2", "rate": null})),
        ("rate=1.5&text=a%26b", json!({"text": "a&b", "p": null, "rate": "1.5"})),
    ];
    for (number, (form, texts)) in (1..).zip(forms) {
        client.fire(0, "?", "popstate", json!({"form": form})).await;
        let said = told(&mut client).await;
        assert_eq!((&said[2], &said[3], &said[4]), (&texts, &json!(false), &json!(number)), "an answer makes no entry");
        let answer = client.answer().await;
        assert!(client.is_patch(&answer), "{answer}");
        assert!(!answer.to_string().contains("true"), "{answer}");
    }
    // Without anything it is an address without a query.
    client.fire(0, "?", "popstate", json!({})).await;
    assert_eq!(told(&mut client).await[2], json!({"text": null, "p": null, "rate": null}));
}

/// Would gain: a handler that no page offers.
#[tokio::test]
async fn a_changed_address_is_heard_only_where_there_is_one() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/sought").await;
    for (handler, event) in
        [("?", "click"), ("?(1)", "popstate"), ("??", "popstate"), ("url_changed", "popstate"), ("text=", "popstate")]
    {
        client.fire(0, handler, event, json!({"form": "p=2", "value": "x"})).await;
        let answer = loop {
            let said = client.answer().await;
            if said[0] != "u" {
                break said;
            }
        };
        assert_eq!(client.code(&answer), "unknown_handler", "{handler} {event}: {answer}");
    }
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/vault").await;
    client.fire(0, "?", "popstate", json!({"form": "opened=9&label=x"})).await;
    let answer = client.answer().await;
    assert_eq!(client.code(&answer), "unknown_handler", "{answer}");
}

/// Would gain: to change the state without being asked whether one may.
#[tokio::test]
async fn a_changed_address_is_an_event_that_may_be_forbidden() {
    let server = Server::with(Loom::builder().secret(SECRET).authorize(|access| access.event() != Some("?"))).await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/sought").await;
    told(&mut client).await;
    client.fire(0, "?", "popstate", json!({"form": "p=2"})).await;
    let answer = client.answer().await;
    assert_eq!(client.code(&answer), "forbidden", "{answer}");
}
