//! [`Builder`]: what an application decides about Loom before it starts.

use std::time::Duration;

use super::{app::Loom, origin::Origins};
use crate::{Error, Result, connection::Limits};

/// The shortest secret that is taken, in bytes.
const SECRET_BYTES: usize = 32;

/// How a [`Loom`] is set up. Made by [`Loom::builder`].
///
/// ```
/// use std::time::Duration;
///
/// struct Shop { name: String }
///
/// let loom = loom::Loom::builder()
///     .secret("a secret of thirty-two bytes or more")
///     .max_age(Duration::from_secs(12 * 60 * 60))
///     .state(Shop { name: "Yarn & Co".to_owned() })
///     .build()?;
/// # Ok::<(), loom::Error>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct Builder {
    /// The key that signs, then those that are still accepted. Empty: ask the environment.
    secrets: Vec<String>,
    /// The application's own values, by type.
    state: crate::component::AppState,
    /// Which pages may open the WebSocket.
    origins: Origins,
    /// What connections are held to.
    limits: Limits,
    /// The first wrong call, told by [`build`](Self::build).
    error: Option<Error>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            secrets: Vec::new(),
            state: crate::component::AppState::default(),
            origins: Origins::default(),
            limits: Limits::default(),
            error: None,
        }
    }

    /// Signs tokens with this secret, of at least 32 bytes, in place of the environment's `LOOM_SECRET`.
    ///
    /// All processes that serve one application need the same. Whoever knows it can make any token.
    pub fn secret(mut self, secret: impl Into<String>) -> Self {
        self.secrets.insert(0, secret.into());
        self
    }

    /// Accepts tokens that were signed with this secret, but signs none with it: the old one, while it is changed.
    pub fn old_secret(mut self, secret: impl Into<String>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Gives components a value of the application, which `cx.state::<T>()` finds by its type.
    pub fn state<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.state = self.state.with(value);
        self
    }

    /// Lets pages of this origin, `https://example.com`, open the WebSocket.
    ///
    /// Without any, pages of the host that the request names may. An application whose proxy changes the `Host` header, or
    /// that is reached under several names, lists them all; once one is listed, no other may.
    pub fn origin(mut self, origin: impl AsRef<str>) -> Self {
        if let Err(error) = self.origins.allow(origin.as_ref()) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// How long after it was made a page can be joined; a day unless this is called.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.limits.max_age = age;
        self
    }

    /// The largest message that is taken from a browser, in bytes; 256 KiB unless this is called.
    ///
    /// A join carries the component's state, so a component whose state is larger cannot be mounted.
    pub fn max_message(mut self, bytes: usize) -> Self {
        self.limits.max_message = bytes;
        self
    }

    /// How long a component's state waits for its client after their connection broke, so that nothing is lost when it comes
    /// back; a minute unless this is called. With zero, a client comes back with the last token that it was given, which may be
    /// a second older.
    ///
    /// The component itself ends at once, and runs `connected` again when its client is back.
    pub fn park(mut self, time: Duration) -> Self {
        self.limits.park.time = time;
        self
    }

    /// How many components may wait for their clients, and how many bytes of state in all; 20,000 and 64 MiB unless this is called. Where
    /// there are more, those that have waited longest go.
    pub fn park_at_most(mut self, components: usize, bytes: usize) -> Self {
        self.limits.park.count = components;
        self.limits.park.bytes = bytes;
        self
    }

    /// How long handlers and requests that are under way may take when the application stops; ten seconds unless this is called.
    pub fn stop_within(mut self, time: Duration) -> Self {
        self.limits.stop = time;
        self
    }

    /// Checks everything and makes the [`Loom`].
    ///
    /// # Errors
    /// A secret is shorter than 32 bytes, or there is none in a release build; an origin is not one; two components are
    /// registered under one name.
    pub fn build(self) -> Result<Loom> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let secrets = secrets(self.secrets)?;
        Loom::new(&secrets, self.limits, self.state, self.origins)
    }
}

/// The secrets that were given, or the environment's, or a random one while developing.
fn secrets(mut given: Vec<String>) -> Result<Vec<Vec<u8>>> {
    if given.is_empty() {
        match std::env::var("LOOM_SECRET") {
            Ok(secret) => given.push(secret),
            Err(std::env::VarError::NotPresent) => return random().map(|secret| vec![secret]),
            Err(error) => return Err(Error::msg(format_args!("LOOM_SECRET cannot be read: {error}"))),
        }
    }
    if let Some(short) = given.iter().find(|secret| secret.len() < SECRET_BYTES) {
        return Err(Error::msg(format_args!(
            "a secret of {} bytes is too short to sign tokens; it needs {SECRET_BYTES}, for example from `openssl rand -base64 32`",
            short.len(),
        )));
    }
    Ok(given.into_iter().map(String::into_bytes).collect())
}

/// A key for this run only, in debug builds.
fn random() -> Result<Vec<u8>> {
    if !cfg!(debug_assertions) {
        return Err(Error::msg(
            "LOOM_SECRET is not set; set it to 32 random bytes or more, for example from `openssl rand -base64 32`",
        ));
    }
    tracing::warn!("LOOM_SECRET is not set: using a random key, so pages opened now cannot be joined after a restart");
    let mut secret = vec![0; SECRET_BYTES];
    getrandom::fill(&mut secret).map_err(|error| Error::msg(format_args!("no random bytes: {error}")))?;
    Ok(secret)
}
