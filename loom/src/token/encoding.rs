//! The three parts of a token, and its mac. The one place that knows base64 and HMAC.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::TokenError;

/// A token taken apart, its mac not checked yet.
pub(super) struct Parts<'t> {
    /// Header and payload as they were signed, with the dot between.
    signed: &'t str,
    /// The header's text.
    pub(super) header: String,
    /// The payload's text: `module:json`.
    pub(super) payload: String,
    /// The mac that the token bears.
    mac: Vec<u8>,
}

impl<'t> Parts<'t> {
    /// Takes `token` apart.
    pub(super) fn of(token: &'t str) -> Result<Self, TokenError> {
        let (signed, mac) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
        let (header, payload) = signed.split_once('.').ok_or(TokenError::Malformed)?;
        Ok(Self { signed, header: text(header)?, payload: text(payload)?, mac: bytes(mac)? })
    }

    /// Whether `key` made the mac; compared in constant time.
    pub(super) fn is_signed_with(&self, key: &[u8]) -> bool {
        mac_of(key, self.signed).is_some_and(|mac| mac.verify_slice(&self.mac).is_ok())
    }

    /// The JSON behind the payload's `module:`, if it is this module's.
    ///
    /// A name is never a prefix of another with a colon between: types' paths have colons only in pairs, and what
    /// follows `module:` is JSON, which does not begin with one.
    pub(super) fn into_json(self, module: &str) -> Result<String, TokenError> {
        let json = self.payload.strip_prefix(module).and_then(|rest| rest.strip_prefix(':'));
        match json {
            Some(json) if !json.starts_with(':') && !module.ends_with(':') => Ok(json.to_owned()),
            _ if self.payload.contains(':') => Err(TokenError::WrongModule),
            _ => Err(TokenError::Malformed),
        }
    }
}

/// The token of this header and payload.
pub(super) fn sign(key: &[u8], header: &str, module: &str, json: &str) -> String {
    let mut payload = String::with_capacity(module.len() + 1 + json.len());
    payload.push_str(module);
    payload.push(':');
    payload.push_str(json);
    let mut token = String::with_capacity((header.len() + payload.len()) * 4 / 3 + 50);
    BASE64_URL_SAFE_NO_PAD.encode_string(header, &mut token);
    token.push('.');
    BASE64_URL_SAFE_NO_PAD.encode_string(payload, &mut token);
    let mac = mac_of(key, &token).map(Mac::finalize);
    token.push('.');
    if let Some(mac) = mac {
        BASE64_URL_SAFE_NO_PAD.encode_string(mac.as_bytes(), &mut token);
    }
    token
}

/// The first bytes of the mac of `text`, as base64url: an identity that says nothing of `text` or `key`.
pub(super) fn identity(key: &[u8], text: &str, length: usize) -> String {
    let mac = mac_of(key, text).map(Mac::finalize);
    let bytes = mac.as_ref().and_then(|mac| mac.as_bytes().get(..length)).unwrap_or_default();
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Two words that are as secret as `key`, for the use that `text` names.
pub(super) fn words(key: &[u8], text: &str) -> [u64; 2] {
    let mac = mac_of(key, text).map(Mac::finalize);
    let (words, _) = mac.as_ref().map(|mac| mac.as_bytes().as_chunks()).unwrap_or_default();
    let word = |at: usize| words.get(at).map_or(0, |word| u64::from_be_bytes(*word));
    [word(0), word(1)]
}

/// HMAC takes a key of any length, so this is always `Some`.
fn mac_of(key: &[u8], text: &str) -> Option<Hmac<Sha256>> {
    Hmac::new_from_slice(key).ok().map(|mac: Hmac<Sha256>| mac.chain_update(text))
}

pub(super) fn encode(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn bytes(part: &str) -> Result<Vec<u8>, TokenError> {
    BASE64_URL_SAFE_NO_PAD.decode(part).map_err(|_| TokenError::Malformed)
}

fn text(part: &str) -> Result<String, TokenError> {
    String::from_utf8(bytes(part)?).map_err(|_| TokenError::Malformed)
}
