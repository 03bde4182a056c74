//! Which version of the application a process runs, as pages name it.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use super::script::script;
use crate::{Error, Result, actor::Entry, component::Registry};

/// The longest name, in bytes.
const LONGEST: usize = 64;

/// The name that the application gave, or the environment's `LOOM_VERSION`, or one that is derived from the program.
///
/// # Errors
/// The name cannot stand in an address as it is.
pub(super) fn version(given: Option<String>, registry: &Registry) -> Result<String> {
    match given.or_else(|| std::env::var("LOOM_VERSION").ok()) {
        Some(name) => checked(name),
        None => Ok(derived(registry)),
    }
}

fn checked(name: String) -> Result<String> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    if (1..=LONGEST).contains(&name.len()) && name.bytes().all(is_plain) {
        return Ok(name);
    }
    Err(Error::msg(format_args!(
        "{name:?} is not a version: it stands in the address of the WebSocket, so it is made of at most {LONGEST} letters, digits, `.`, `_` and `-`"
    )))
}

/// A hash of what decides whether a page of one process can go on in another: the components, their states, and Loom itself. The same in all
/// processes of one build.
fn derived(registry: &Registry) -> String {
    let mut hash = Sha256::new();
    hash.update(script().path());
    for registration in registry.entries() {
        hash.update(registration.module.len().to_le_bytes());
        hash.update(registration.module);
        hash.update(Entry::find(registration).map_or(0, |entry| entry.saving.schema).to_le_bytes());
    }
    BASE64_URL_SAFE_NO_PAD.encode(hash.finalize().get(..8).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_can_stand_in_an_address() {
        for good in ["1", "2026-11-28.3", "v1.2.3_rc", &"a".repeat(64)] {
            assert_eq!(checked(good.to_owned()).ok().as_deref(), Some(good));
        }
        for bad in ["", "a b", "a&b", "1/2", "é", "\"", &"a".repeat(65)] {
            assert!(checked(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_derived_version_is_the_same_in_each_process_of_a_build() {
        let derived = || Registry::collect().map(|registry| derived(&registry)).unwrap_or_default();
        assert_eq!(derived(), derived());
        assert!(checked(derived()).is_ok());
    }
}
