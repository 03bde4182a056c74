//! After what the browser knows by itself: fields that it may only show, and code that it interprets.

use loom_tests::{BOTH, Server, json};

/// Would gain: a value of the server's state that no handler has made.
#[tokio::test]
async fn a_field_that_the_browser_shows_is_not_set_by_a_client() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/browser").await;
        for handler in ["stars=", "open=", "stars", "open", "", "local", "star(5)", "=stars"] {
            let payload = json!({"value": "99", "checked": true, "stars": 99, "fields": {"stars": ["mc", 99]}});
            client.fire(0, handler, "click", payload).await;
            let answer = client.answer().await;
            assert_eq!(client.code(&answer), "unknown_handler", "{handler}");
        }
        // Other members of a payload are not looked at.
        let payload = json!({"stars": 99, "local": {"stars": 99}, "detail": {"stars": 99}});
        client.fire(0, "star", "click", payload).await;
        let answer = client.answer().await.to_string();
        assert!(!answer.contains("99") && answer.contains('1'), "{answer}");
    }
}

/// Would gain: script in the page, by a text that stands in the arguments or fields of an expression.
#[tokio::test]
async fn arguments_and_fields_stay_in_their_attributes() {
    let server = Server::start().await;
    let page = server.get("/browser").await;
    let fields = r#"data-l-fields="{&quot;stars&quot;:[&quot;mc&quot;,0],&quot;open&quot;:[&quot;lz&quot;,false]}""#;
    assert!(page.body.contains(fields), "{}", page.body);
    assert!(page.body.contains(r#"data-l-args="[[5]]""#), "{}", page.body);
}
