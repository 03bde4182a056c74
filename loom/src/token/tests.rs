//! Fixed vectors, and tokens that must not pass.

use std::time::Duration;

use super::{Claims, Expected, Keys, Opened, Parent, TokenError, verify_init_token};
use crate::tree::ChildId;

/// Made with Python's `hmac` and `base64`, key `secret`.
const DIALECT1: &str = "SFMyNTY.Y291bnRlcjp7ImNvdW50IjowfQ.N1N5RO18QWuexiEUWfd1idyL7wndHb8v_Iswjynd6YA";
const STATE: &str = r#"{"count":7,"name":"a.b:c"}"#;

fn keys() -> Keys {
    Keys::new(b"the newest secret of this test..")
}

fn claims() -> Claims {
    let children =
        vec![ChildId { place: u64::MAX, birth: 1 }, ChildId { place: 8, birth: 2 }, ChildId { place: 9, birth: 2 }];
    let parent = Some(Parent { instance: u64::MAX, child: ChildId { place: 3, birth: 4 } });
    let instance = 0x1234_5678_9abc_def0;
    Claims { issued: 1_000_000, instance, parent, digest: 42, children, fresh: true, ..Claims::default() }
}

fn expected(module: &str) -> Expected<'_> {
    Expected { module, session: "visitor", now: 1_000_100, max_age: Duration::from_secs(3600) }
}

fn token() -> String {
    keys().sign(&claims(), "app::Counter", "visitor", STATE)
}

#[test]
fn a_token_opens_to_what_was_signed() {
    let opened = keys().open(&token(), &expected("app::Counter"));
    assert_eq!(opened, Ok(Opened { claims: claims(), json: STATE.to_owned() }));
}

#[test]
fn the_form_is_fixed() {
    expect_test::expect!["eyJhbGciOiJIUzI1NiIsImtpZCI6ImJiMzJiYzgyIiwiaWF0IjoxMDAwMDAwLCJzaWQiOiJZWmYxNTlDNGIwaU1YTHA4IiwiaW5zIjoiMTIzNDU2Nzg5YWJjZGVmMCIsInBhciI6WyJmZmZmZmZmZmZmZmZmZmZmIiwiMyIsNF0sImRpZyI6IjJhIiwiZnJlc2giOnRydWUsImtpbiI6W1sxLCJfX19fX19fX19fOCJdLFsyLCJBQUFBQUFBQUFBZ0FBQUFBQUFBQUNRIl1dfQ.YXBwOjpDb3VudGVyOnsiY291bnQiOjcsIm5hbWUiOiJhLmI6YyJ9.HfLO7KcQST8vePu6abHBctnM1LV6jK8G5jacnLb-oGg"].assert_eq(&token());
}

#[test]
fn any_bit_changed_is_refused() {
    for good in [token(), DIALECT1.to_owned()] {
        for at in 0..good.len() * 8 {
            let mut bytes = good.clone().into_bytes();
            if let Some(byte) = bytes.get_mut(at / 8) {
                *byte ^= 1 << (at % 8);
            }
            let Ok(bad) = String::from_utf8(bytes) else { continue };
            assert!(keys().open(&bad, &expected("app::Counter")).is_err(), "{bad}");
            assert!(verify_init_token(&bad, "counter", "secret").is_err(), "{bad}");
        }
    }
}

#[test]
fn cut_short_or_grown_is_refused() {
    let good = token();
    for end in 0..good.len() {
        let cut = good.get(..end).unwrap_or_default();
        assert!(keys().open(cut, &expected("app::Counter")).is_err(), "{cut}");
    }
    for bad in [format!("{good}="), format!("{good}."), format!(".{good}"), format!("{good} "), good.replace('.', "..")]
    {
        assert!(keys().open(&bad, &expected("app::Counter")).is_err(), "{bad}");
    }
}

#[test]
fn another_module_is_refused() {
    for module in ["app::Other", "app", "app:", "app::Counter:", "app::Counte", "app::Counter2", ""] {
        assert!(keys().open(&token(), &expected(module)).is_err(), "{module}");
    }
    let nested = keys().sign(&claims(), "app::counter::Part", "visitor", STATE);
    assert_eq!(keys().open(&nested, &expected("app::counter")), Err(TokenError::WrongModule));
}

#[test]
fn another_visitor_is_refused() {
    let other = Expected { session: "other", ..expected("app::Counter") };
    assert_eq!(keys().open(&token(), &other), Err(TokenError::WrongSession));
}

#[test]
fn too_old_or_from_the_future_is_refused() {
    for (now, good) in [(1_003_600, true), (1_003_601, false), (999_940, true), (999_939, false)] {
        let opened = keys().open(&token(), &Expected { now, ..expected("app::Counter") });
        assert_eq!(opened.is_ok(), good, "{now}");
        match now {
            1_003_601 => assert_eq!(opened, Err(TokenError::Expired)),
            999_939 => assert_eq!(opened, Err(TokenError::FromTheFuture)),
            _ => {}
        }
    }
}

#[test]
fn keys_rotate() {
    let next = Keys::new(b"the secret that comes after it..");
    assert_eq!(next.open(&token(), &expected("app::Counter")), Err(TokenError::UnknownKey));
    let both = next.with_previous(b"the newest secret of this test..");
    assert!(both.open(&token(), &expected("app::Counter")).is_ok());
    let signed = both.sign(&claims(), "app::Counter", "visitor", STATE);
    assert_eq!(keys().open(&signed, &expected("app::Counter")), Err(TokenError::UnknownKey));
}

#[test]
fn tokens_of_dialect_1_pass() {
    assert_eq!(verify_init_token(DIALECT1, "counter", "secret"), Ok(r#"{"count":0}"#.to_owned()));
    assert_eq!(verify_init_token(DIALECT1, "count", "secret"), Err(TokenError::WrongModule));
    assert_eq!(verify_init_token(DIALECT1, "counter", "Secret"), Err(TokenError::BadSignature));
    assert_eq!(verify_init_token("", "counter", "secret"), Err(TokenError::Malformed));
    assert_eq!(verify_init_token("a.b", "counter", "secret"), Err(TokenError::Malformed));
}

#[test]
fn neither_kind_passes_for_the_other() {
    let keys = Keys::new(b"secret");
    assert_eq!(keys.open(DIALECT1, &expected("counter")), Err(TokenError::Malformed));
    let own = keys.sign(&claims(), "counter", "visitor", "{}");
    assert_eq!(verify_init_token(&own, "counter", "secret"), Err(TokenError::Malformed));
}
