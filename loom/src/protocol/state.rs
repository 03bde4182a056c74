//! A component's state as JSON, as it stands in its token.

use std::hash::Hasher;

use serde::{Serialize, de::DeserializeOwned};

/// The state as JSON.
///
/// # Errors
/// A field's own `Serialize` failed, or a map has keys that are not text.
pub fn write<T: Serialize>(state: &T) -> Result<String, serde_json::Error> {
    serde_json::to_string(state)
}

/// The state that `json` holds.
///
/// # Errors
/// The JSON is not a state of this type.
pub fn read<T: DeserializeOwned>(json: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(json)
}

/// A digest of `value`, the same from build to build, that goes on from `seed`. Used to see whether props have changed.
#[must_use]
pub fn digest<T: Serialize + ?Sized>(seed: u64, value: &T) -> u64 {
    use std::hash::BuildHasher;
    struct Feed<H>(H);
    impl<H: Hasher> std::io::Write for Feed<H> {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.write(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut feed = Feed(foldhash::fast::FixedState::with_seed(seed).build_hasher());
    if serde_json::to_writer(&mut feed, value).is_err() {
        return seed;
    }
    feed.0.finish()
}
