//! After a component that is not the attacker's, by way of its token.

use loom::Loom;
use loom_tests::{BOTH, Client, Dialect, Mounted, SECRET, Server, json};

use crate::{refusal, still_counts};

/// The parts of a token: header, payload, mac.
fn parts(token: &str) -> [&str; 3] {
    token.split('.').collect::<Vec<_>>().try_into().expect("three parts")
}

/// Would gain: a state of the attacker's choice: another price, another user, another right.
#[tokio::test]
async fn a_token_changed_in_any_bit_is_refused() {
    let mut limits = loom::Limits::default();
    limits.failed_tokens = loom::Rate::per_second(10_000);
    let server = Server::with(Loom::builder().secret(SECRET).limits(limits)).await;
    for dialect in BOTH {
        let (mut client, _, mounted) = server.join(dialect, "/counter").await;
        for at in 0..mounted.token.len() {
            let mut token = mounted.token.clone().into_bytes();
            if token[at] == b'.' {
                continue;
            }
            // The next letter of the alphabet: the smallest change that there is.
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let index = alphabet.iter().position(|letter| *letter == token[at]).unwrap();
            token[at] = alphabet[(index + 1) % 64];
            let forged = Mounted { token: String::from_utf8(token).unwrap(), ..mounted.clone() };
            assert_eq!(refusal(&mut client, &forged).await, "bad_token", "letter {at}");
        }
        still_counts(&mut client).await;
    }
}

/// The bytes that base64url stands for.
fn decoded(part: &str) -> Vec<u8> {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in part.bytes() {
        bits = bits << 6 | alphabet.iter().position(|known| *known == letter).unwrap() as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// Would gain: what the server knows and does not show, by reading the visitor's own token.
#[tokio::test]
async fn secret_fields_cannot_be_read_from_a_token() {
    let server = Server::start().await;
    let (mut client, _, mounted) = server.join(Dialect::Two, "/secretive").await;
    let payload = String::from_utf8(decoded(parts(&mounted.token)[1])).unwrap();
    assert!(payload.starts_with(r#"secretive:{"tries":0,"#), "{payload}");
    for secret in ["pin", "open sesame"] {
        assert!(!payload.contains(secret), "{payload}");
    }
    let shown = client.click(0, "reveal").await;
    assert!(shown.to_string().contains("open sesame"), "it came along all the same: {shown}");
}

/// Would gain: a secret that is one of a few, by how long the token is that holds it.
#[tokio::test]
async fn the_length_of_a_token_does_not_tell_a_short_secret() {
    let server = Server::start().await;
    let mut lengths = Vec::new();
    for word in ["true", "false", "a", "seven", "twenty-eight-letters-are-here"] {
        let token = server.get(&format!("/hostile/sealed/{word}")).await.mounted(0).token;
        // Of the header some numbers are random.
        lengths.push(parts(&token)[1].len());
    }
    lengths.dedup();
    assert_eq!(lengths.len(), 1, "{lengths:?}");
}

/// Would gain: the same, by putting together parts of tokens that are good.
#[tokio::test]
async fn parts_of_two_tokens_make_none() {
    let server = Server::start().await;
    let page = server.get("/slow").await;
    let (slow, counter) = (page.mounted(0), page.mounted(1));
    let mut client = server.connect(Dialect::Two, &page).await;
    let ([header, payload, mac], [other_header, other_payload, other_mac]) =
        (parts(&slow.token), parts(&counter.token));
    for [first, second, third] in [
        [header, payload, other_mac],
        [header, other_payload, mac],
        [other_header, payload, mac],
        [header, other_payload, other_mac],
        [payload, header, mac],
    ] {
        let token = format!("{first}.{second}.{third}");
        for module in [&slow.module, &counter.module] {
            let forged = Mounted { module: module.clone(), token: token.clone() };
            assert_eq!(refusal(&mut client, &forged).await, "bad_token");
        }
    }
}

/// Would gain: tokens without end, by one that says that it need not be signed, or in another way (JWT confusion).
#[tokio::test]
async fn a_token_cannot_say_how_it_is_checked() {
    let server = Server::start().await;
    let (mut client, _, mounted) = server.join(Dialect::Two, "/counter").await;
    let [_, payload, mac] = parts(&mounted.token);
    for header in [
        "e30",                  // {}
        "eyJhbGciOiJub25lIn0",  // {"alg":"none"}
        "eyJhbGciOiJIUzI1NiJ9", // {"alg":"HS256"}
        "SFMyNTY",              // HS256, the form of dialect 1, which has no age
        "eyJraWQiOiIifQ",       // {"kid":""}
    ] {
        for mac in [mac, "", "AAAA"] {
            let forged = Mounted { token: format!("{header}.{payload}.{mac}"), ..mounted.clone() };
            assert_eq!(refusal(&mut client, &forged).await, "bad_token", "{header}");
        }
    }
}

/// Would gain: a component of the attacker's choice for the state of another.
#[tokio::test]
async fn a_token_opens_one_module_however_it_is_written() {
    let server = Server::start().await;
    let (mut client, _, mounted) = server.join(Dialect::Two, "/hostile/vault").await;
    for module in ["breaker", "vault:", "vault ", "Vault", "vaul", "vault\u{0}", ":vault", "outer"] {
        let forged = Mounted { module: module.to_owned(), ..mounted.clone() };
        assert!(["bad_token", "unknown_module"].contains(&refusal(&mut client, &forged).await.as_str()), "{module:?}");
    }
}

/// Would gain: everything, with a key that leaked and was changed.
#[tokio::test]
async fn a_key_that_is_not_in_use_any_more_opens_nothing() {
    let old = Server::with(Loom::builder().secret("the secret that has leaked, and is known to all")).await;
    let page = old.get("/counter").await;
    let new = Server::start().await;
    let mut client = new.connect(Dialect::Two, &page).await;
    assert_eq!(refusal(&mut client, &page.mounted(0)).await, "bad_token");
}

/// Would gain: whatever was right long ago, by a token that was kept.
#[tokio::test]
async fn a_token_that_is_too_old_opens_nothing() {
    let server = Server::with(Loom::builder().secret(SECRET).max_age(std::time::Duration::ZERO)).await;
    let page = server.get("/counter").await;
    let mut client = server.connect(Dialect::Two, &page).await;
    // Ages are whole seconds, so it is good for up to one.
    for _ in 0..500 {
        match refusal(&mut client, &page.mounted(0)).await.as_str() {
            "" => client.leave(9).await,
            refused => return assert_eq!(refused, "expired_token"),
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it is not too old after five seconds");
}

/// Would gain: a page of somebody who has logged out, with what was seen over the shoulder.
#[tokio::test]
async fn a_token_without_its_cookie_opens_nothing() {
    for dialect in BOTH {
        let server = Server::start().await;
        let page = server.get("/counter").await;
        for cookie in [None, Some("loom_sid="), Some("loom_sid=AAAAAAAAAAAAAAAAAAAAAAAA"), Some("other=1")] {
            let mut client = Client::open(server.address, dialect, cookie).await;
            assert_eq!(refusal(&mut client, &page.mounted(0)).await, "bad_token", "{cookie:?}");
        }
    }
}

/// Would gain: to know how near a forged token comes, from what the refusal says.
#[tokio::test]
async fn every_refusal_says_the_same() {
    let server = Server::start().await;
    let (mut client, _, mounted) = server.join(Dialect::Two, "/counter").await;
    let stolen = server.get("/counter").await.mounted(0);
    let [header, payload, _] = parts(&mounted.token);
    let mut answers: Vec<String> = Vec::new();
    for token in ["", "x", "a.b.c", &stolen.token, &format!("{header}.{payload}.AAAA"), &format!("{}A", mounted.token)]
    {
        answers.push(client.join(9, &Mounted { token: token.to_owned(), ..mounted.clone() }).await.to_string());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

/// Would gain: another visitor's component as it is now, or an end to it, by the number of its page.
#[tokio::test]
async fn the_number_of_a_page_opens_nothing() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let mut victim = Client::open_of_page(server.address, page.cookie.as_deref(), 7).await;
    victim.join(0, &page.mounted(0)).await;
    victim.click(0, "increment").await;
    let own = server.get("/counter").await;
    for cookie in [own.cookie.as_deref(), None] {
        let mut attacker = Client::open_of_page(server.address, cookie, 7).await;
        assert_eq!(refusal(&mut attacker, &page.mounted(0)).await, "bad_token");
    }
    let mut attacker = Client::open_of_page(server.address, own.cookie.as_deref(), 7).await;
    attacker.join(0, &own.mounted(0)).await;
    let answer = victim.click(0, "increment").await;
    assert!(victim.change(&answer).is_some_and(|change| change.get(1) == Some(&json!(4))), "{answer}");
    still_counts(&mut attacker).await;
}

/// Would gain: a server that breaks on what it reads out of an address.
#[tokio::test]
async fn an_address_that_names_no_page_is_that_of_none() {
    let server = Server::start().await;
    let page = server.get("/counter").await;
    let origin = format!("http://{}", server.address);
    for query in [
        "page=",
        "page=x",
        "page=-1",
        "page=18446744073709551616",
        "page=1&page=2",
        "socket=-1",
        "page=1&socket=4294967296",
        "%00",
        "&&=&",
    ] {
        let path = format!("/loom/ws?{query}");
        let opened =
            Client::try_open_at(server.address, &path, Dialect::Two, page.cookie.as_deref(), Some(&origin)).await;
        let mut client = opened.unwrap_or_else(|(status, _)| panic!("{query}: {status}"));
        client.join(0, &page.mounted(0)).await;
        client.fire(0, "increment", "click", json!({})).await;
        let answer = client.answer().await;
        assert!(client.is_patch(&answer), "{query}: {answer}");
        client.close(1000, "left").await;
    }
    server.wait_for(|stats| stats.components == 0 && stats.connections == 0).await;
}
