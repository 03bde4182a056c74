//! After other visitors' browsers: script and markup in what somebody typed.

use loom_tests::{BOTH, Client, Dialect, Server, Value, json};

/// Values that would run as script or break out of their place if they were not taken as text.
const TEXTS: [&str; 18] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "<!--t1-->",
    "]]><script>alert(1)</script>",
    "javascript:alert(1)",
    "&lt;script&gt;",
    "&#60;script&#62;",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "\u{202e}\u{2066}right to left",
    "\u{0}\u{1}\u{7f}",
    "👩‍🚀\u{fe0f}",
    "\u{2028}\u{2029}",
    "\n<script>alert(1)</script>",
];

async fn typed(server: &Server, dialect: Dialect, text: &str) -> (Client, Value) {
    let (mut client, ..) = server.join(dialect, "/hostile/texts").await;
    client.fire(0, "text=", "input", json!({"value": text})).await;
    let answer = client.answer().await;
    (client, answer)
}

/// Every text of `value` that dialect 1 would put into the page as HTML.
fn strings(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => out.push_str(text),
        Value::Array(values) => values.iter().for_each(|value| strings(value, out)),
        Value::Object(members) => members.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// Would gain: script in the browser of everybody who sees what was typed, in a patch, in a moved row, in a new tree.
#[tokio::test]
async fn text_stays_text_in_patches() {
    let server = Server::start().await;
    for text in TEXTS {
        let (mut client, patch) = typed(&server, Dialect::One, text).await;
        let moved = client.click(0, "swap").await;
        for answer in [patch, moved] {
            let mut html = String::new();
            strings(&answer["d"], &mut html);
            for wrong in ["<script", "<img src=x", "<svg onload", "</textarea><", "href=\"javascript:", "<!--t1"] {
                assert!(!html.contains(wrong), "{text:?} became {html}");
            }
        }
        // Dialect 2 sends the text itself, and the client sets it as text; an address that runs script is not sent at all.
        let (_, patch) = typed(&server, Dialect::Two, text).await;
        if text.starts_with("javascript:") {
            assert!(patch.to_string().contains("about:invalid"), "{patch}");
        }
    }
}

/// Would gain: the same in the page's first HTML, and in the token and templates that stand in it.
#[tokio::test]
async fn text_stays_text_in_pages() {
    let server = Server::start().await;
    for text in TEXTS {
        let query: String = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let page = server.get(&format!("/hostile/shown/{query}")).await;
        assert_eq!(page.status, 200, "{text:?}");
        for wrong in ["<script>alert", "<img src=x", "<svg onload", "</title><script>", "href=\"javascript:"] {
            assert!(!page.body.contains(wrong), "{text:?}: {}", page.body);
        }
    }
}

/// Would gain: script, by one of several addresses in an attribute.
#[tokio::test]
async fn every_address_of_a_srcset_is_looked_at() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, ..) = server.join(dialect, "/hostile/dressed").await;
        for (image, passes) in [
            ("/a.png 1x, data:image/png;base64,AA 2x", true),
            ("javascript:alert(1)", false),
            ("/a.png 1x, JavaScript:alert(1) 2x", false),
            ("/a.png 1x,data:text/html,<script>alert(1)</script> 2x", false),
        ] {
            client.fire(0, "show", "change", json!({"value": image})).await;
            let answer = client.answer().await.to_string();
            assert_eq!(answer.contains("about:invalid"), !passes, "{image}: {answer}");
        }
    }
}

/// Would gain: another element's id, or a title that the component decides about, in a patch that says other than the page.
#[tokio::test]
async fn a_spread_says_the_same_in_page_and_patch() {
    let server = Server::start().await;
    let page = server.get("/hostile/dressed").await;
    let (_, element) = page.body.split_once("<p id=\"own\"").expect("the element");
    let element = element.split('>').next().unwrap();
    assert_eq!(element, " constructor=\"c\" __proto__=\"p\"");
    let mut client = server.connect(Dialect::Two, &page).await;
    let joined = client.join(0, &page.mounted(0)).await.to_string();
    assert!(joined.contains(r#"{"__proto__":"p","constructor":"c"}"#), "{joined}");
    let patch = client.click(0, "dress").await.to_string();
    assert!(patch.contains(r#"{"__proto__":"p","constructor":"c","lang":"en"}"#), "{patch}");
}

/// Would gain: memory, or a message that cannot be read, by a megabyte that escapes to five.
#[tokio::test]
async fn a_flood_of_what_is_escaped_is_held() {
    for dialect in BOTH {
        let server = Server::start().await;
        let (mut client, answer) = typed(&server, dialect, &"&".repeat(100_000)).await;
        assert!(client.is_patch(&answer));
        let moved = client.click(0, "swap").await;
        assert!(
            client.is_patch(&moved) && !moved.to_string().contains("&&"),
            "escaped in dialect 1, not sent again in dialect 2"
        );
        client.fire(0, "text=", "input", json!({"value": "&".repeat(1_000_000)})).await;
        client.closed().await;
        server.wait_for(|stats| stats.connections == 0).await;
    }
}

/// Would gain: a text that is no text, in the server's strings.
#[tokio::test]
async fn half_a_character_is_refused() {
    let server = Server::start().await;
    let (mut client, ..) = server.join(Dialect::Two, "/hostile/texts").await;
    for lone in [r"\ud800", r"\udfff", r"\ud83d\u0041", r"\udc00\ud800"] {
        client.send_text(format!(r#"["e",0,1,"text=","input",{{"value":"{lone}"}}]"#)).await;
        let answer = client.answer().await;
        assert_eq!(client.code(&answer), "bad_message", "{lone}");
    }
}
