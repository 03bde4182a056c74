//! No token opens but the one that was signed, and that only for what it was signed for.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use loom::{__fuzz::Signer, verify_init_token};

#[derive(Arbitrary, Debug)]
struct Attempt<'a> {
    /// The state that is signed.
    json: &'a str,
    module: &'a str,
    session: &'a str,
    digest: u64,
    /// The change to the token: a byte put at a place, or one taken out.
    at: u16,
    put: Option<u8>,
    /// The use that it is shown for.
    shown_for: &'a str,
    shown_by: &'a str,
    /// A token of another's making.
    foreign: &'a str,
}

fuzz_target!(|attempt: Attempt<'_>| {
    let signer = Signer::new(b"the secret of the fuzz target, of enough bytes");
    let token = signer.sign(attempt.digest, attempt.module, attempt.session, attempt.json);
    let open = |token: &str, module: &str, session: &str| signer.open(token, module, session);

    // A module's name is a path or what a person chose; it does not end in a colon, nor does JSON begin with one.
    let plain = !attempt.module.ends_with(':') && !attempt.json.starts_with(':');
    if let Some((json, digest)) = open(&token, attempt.module, attempt.session) {
        assert_eq!((json.as_str(), digest), (attempt.json, attempt.digest));
    } else {
        assert!(!plain, "the token that was signed does not open: {token}");
    }
    let another_reading = attempt.module.contains(':') || attempt.json.contains(':');
    if attempt.shown_for != attempt.module && !another_reading {
        assert!(open(&token, attempt.shown_for, attempt.session).is_none(), "opened for another component");
    }
    if attempt.shown_by != attempt.session {
        assert!(open(&token, attempt.module, attempt.shown_by).is_none(), "opened for another visitor");
    }

    let mut bytes = token.clone().into_bytes();
    let at = usize::from(attempt.at) % bytes.len();
    match attempt.put {
        Some(byte) => bytes[at] = byte,
        None => drop(bytes.remove(at)),
    }
    if let Some(changed) = String::from_utf8(bytes).ok().filter(|changed| *changed != token) {
        assert!(open(&changed, attempt.module, attempt.session).is_none(), "a changed token opened: {changed}");
    }
    assert!(attempt.foreign == token || open(attempt.foreign, attempt.module, attempt.session).is_none());
    assert!(verify_init_token(&token, attempt.module, "key").is_err(), "the two kinds are told apart");
    let _ = verify_init_token(attempt.foreign, attempt.module, "key");
});
