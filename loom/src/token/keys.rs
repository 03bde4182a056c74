//! [`Keys`]: signs Loom's own tokens and opens them again.

use std::{fmt, time::Duration};

use sha2::{Digest, Sha256};

use super::{Claims, TokenError, claims::Header, encoding, seal::Seal};
use crate::{Result, protocol::hidden::Hidden, tree::Secret};

/// The keys that tokens are signed with: the newest signs, and all of them open.
///
/// To rotate, put the new secret first and keep the old one until the oldest page it signed has gone.
pub(crate) struct Keys {
    /// Never empty; the first signs.
    keys: Vec<Key>,
}

struct Key {
    /// Tells keys apart in a token's header; made from the secret, and says nothing of it.
    id: String,
    secret: Vec<u8>,
    /// See [`Keys::item_secret`].
    items: Secret,
}

/// The conditions under which a token is accepted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expected<'a> {
    /// The component that is to be joined.
    pub(crate) module: &'a str,
    /// The visitor's session id.
    pub(crate) session: &'a str,
    /// The time, in seconds since 1970.
    pub(crate) now: u64,
    /// How old a token may be.
    pub(crate) max_age: Duration,
}

/// The contents of a good token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Opened {
    /// Its claims.
    pub(crate) claims: Claims,
    /// The component's state, or its props if [`Claims::fresh`].
    pub(crate) json: String,
}

/// How far clocks of two servers may differ, in seconds.
const SKEW: u64 = 60;

impl Keys {
    /// One key.
    #[must_use]
    pub(crate) fn new(secret: &[u8]) -> Self {
        Self { keys: vec![Key::new(secret)] }
    }

    /// With an older key too, which still opens what it has signed.
    #[must_use]
    pub(crate) fn with_previous(mut self, secret: &[u8]) -> Self {
        self.keys.push(Key::new(secret));
        self
    }

    /// By which keys of lists' items are hashed: the same in each process that signs with this key.
    #[must_use]
    pub(crate) fn item_secret(&self) -> Secret {
        self.keys.first().map(|key| key.items).unwrap_or_default()
    }

    /// A token for `module`, bound to `session`, that holds `json`.
    #[must_use]
    pub(crate) fn sign(&self, claims: &Claims, module: &str, session: &str, json: &str) -> String {
        let Some(key) = self.keys.first() else { return String::new() };
        let header = Header::new(claims, &key.id, key.session(session)).to_json();
        encoding::sign(&key.secret, &header, module, json)
    }

    /// As [`sign`](Self::sign), with what is `hidden` of `json` encrypted.
    ///
    /// # Errors
    /// `json` is not the state of a component, or the system has no random bytes.
    pub(crate) fn sign_hidden(
        &self,
        claims: &Claims,
        module: &str,
        session: &str,
        json: &str,
        hidden: Hidden,
    ) -> Result<String> {
        let Some(key) = self.keys.first() else { return Ok(String::new()) };
        let mut header = Header::new(claims, &key.id, key.session(session));
        header.enc = hidden != Hidden::Nothing;
        let header = header.to_json();
        let seal = Seal::new(&key.secret)?;
        let json = hidden.hide(json, |text| seal.seal(text, &header))?;
        Ok(encoding::sign(&key.secret, &header, module, &json))
    }

    /// Opens `token` if it is what is expected.
    ///
    /// # Errors
    /// It is not; nothing in it has been believed before its mac was checked, save the name of the key.
    pub(crate) fn open(&self, token: &str, expected: &Expected<'_>) -> Result<Opened, TokenError> {
        let parts = encoding::Parts::of(token)?;
        let header = Header::read(&parts.header).ok_or(TokenError::Malformed)?;
        let key = self.keys.iter().find(|key| key.id == header.kid).ok_or(TokenError::UnknownKey)?;
        if !parts.is_signed_with(&key.secret) {
            return Err(TokenError::BadSignature);
        }
        let claims = header.claims().ok_or(TokenError::Malformed)?;
        let (text, encrypted) = (parts.header.clone(), header.enc);
        let mut json = parts.into_json(expected.module)?;
        if header.sid != key.session(expected.session) {
            return Err(TokenError::WrongSession);
        }
        let too_old = claims.issued.saturating_add(expected.max_age.as_secs()) < expected.now;
        if too_old {
            return Err(TokenError::Expired);
        }
        if claims.issued > expected.now.saturating_add(SKEW) {
            return Err(TokenError::FromTheFuture);
        }
        if encrypted {
            let seal = Seal::new(&key.secret).map_err(|_| TokenError::Malformed)?;
            json = Hidden::reveal(&json, |sealed| seal.open(sealed, &text)).ok_or(TokenError::Malformed)?;
        }
        Ok(Opened { claims, json })
    }
}

impl Key {
    fn new(secret: &[u8]) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"loom key id");
        hash.update(secret);
        let id = hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Self { id, secret: secret.to_vec(), items: Secret::new(encoding::words(secret, "keys of items")) }
    }

    /// The digest of the visitor's session in a token: enough to compare, not the cookie itself.
    fn session(&self, id: &str) -> String {
        encoding::identity(&self.secret, &format!("session:{id}"), 12)
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|key| &key.id)).finish()
    }
}
