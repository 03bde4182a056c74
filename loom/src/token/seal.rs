//! Encrypting what nobody but the server may read of a token. The one place that knows the cipher.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::{Error, Result};

/// The label for deriving the key, so that it is another than the one that signs.
const LABEL: &[u8] = b"loom: encryption of state";
/// Bytes of a nonce: so many that random ones do not repeat.
const NONCE: usize = 24;

/// XChaCha20-Poly1305 ([draft-irtf-cfrg-xchacha](https://datatracker.ietf.org/doc/html/draft-irtf-cfrg-xchacha)) with a key derived from a
/// secret by HMAC-SHA256.
pub(super) struct Seal(XChaCha20Poly1305);

impl Seal {
    pub(super) fn new(secret: &[u8]) -> Result<Self> {
        let mac: Hmac<Sha256> = Hmac::new_from_slice(secret).map_err(Error::msg)?;
        let key = mac.chain_update(LABEL).finalize();
        Ok(Self(XChaCha20Poly1305::new_from_slice(key.as_bytes()).map_err(Error::msg)?))
    }

    /// The base64url of a random nonce and `text`, encrypted. It is opened only together with `context`.
    ///
    /// # Errors
    /// The system has no random bytes.
    pub(super) fn seal(&self, text: &str, context: &str) -> Result<String> {
        let mut sealed = vec![0; NONCE];
        getrandom::fill(&mut sealed).map_err(|error| Error::msg(format_args!("no random bytes: {error}")))?;
        let nonce = sealed.as_slice().try_into().map_err(Error::msg)?;
        let payload = Payload { msg: text.as_bytes(), aad: context.as_bytes() };
        let encrypted = self.0.encrypt(nonce, payload).map_err(Error::msg)?;
        sealed.extend(encrypted);
        Ok(BASE64_URL_SAFE_NO_PAD.encode(sealed))
    }

    /// The plain text; `None` if it was not sealed by this key and with this context.
    pub(super) fn open(&self, sealed: &str, context: &str) -> Option<String> {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, encrypted) = bytes.split_at_checked(NONCE)?;
        let payload = Payload { msg: encrypted, aad: context.as_bytes() };
        String::from_utf8(self.0.decrypt(nonce.try_into().ok()?, payload).ok()?).ok()
    }
}
