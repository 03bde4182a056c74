//! The tokens of dialect 1.

use super::{TokenError, encoding};

/// The header of such a token: the name of the algorithm, not JSON.
const HEADER: &str = "HS256";

/// Verifies a token of dialect 1, and gives the JSON of the props that it holds.
///
/// Loom's own tokens do not pass: they bind an age and a visitor, which nobody would check here. See the page on dialect 1 in the guide.
///
/// ```
/// use loom::{TokenError, verify_init_token};
///
/// let token = "SFMyNTY.Y291bnRlcjp7ImNvdW50IjowfQ.N1N5RO18QWuexiEUWfd1idyL7wndHb8v_Iswjynd6YA";
/// assert_eq!(verify_init_token(token, "counter", "secret"), Ok(r#"{"count":0}"#.to_owned()));
/// assert_eq!(verify_init_token(token, "timer", "secret"), Err(TokenError::WrongModule));
/// assert_eq!(verify_init_token(token, "counter", "other"), Err(TokenError::BadSignature));
/// ```
///
/// # Errors
/// The signature is not by `app_key`, or the token is for another module than `module_name`, or is not a token.
pub fn verify_init_token(token: &str, module_name: &str, app_key: &str) -> Result<String, TokenError> {
    let parts = encoding::Parts::of(token)?;
    if parts.header != HEADER {
        return Err(TokenError::Malformed);
    }
    if !parts.is_signed_with(app_key.as_bytes()) {
        return Err(TokenError::BadSignature);
    }
    parts.into_json(module_name)
}
