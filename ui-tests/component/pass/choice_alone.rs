//! A choice needs no other derive, and its variants may be called as those of the standard library.

use loom::{Choice as _, prelude::*};

#[derive(Choice)]
pub enum Answer {
    Ok,
    Err,
    Some,
    None,
}

#[test]
fn variants_have_names() {
    assert!(matches!(Answer::from_name("err"), Some(Answer::Err)));
    assert!("none".parse::<Answer>().is_ok_and(|answer| answer.label() == "None"));
    assert!("other".parse::<Answer>().is_err());
    assert_eq!(Answer::ALL.len(), 4);
}
