//! Which pages may open the WebSocket.
//!
//! Browsers send a visitor's cookies with a WebSocket that any page opens, and no rule of theirs stops it. So the
//! server looks at the `Origin` header itself, before anything else.

use axum::http::{HeaderMap, Uri, header};

use crate::{Error, Result};

/// The pages that may open the WebSocket.
#[derive(Debug, Default)]
pub(super) struct Origins {
    /// The origins that were listed, in lower case; empty for "the host that was asked".
    allowed: Vec<String>,
}

/// Why a WebSocket was refused, in words for the person who set up the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Refusal(pub(super) &'static str);

impl Origins {
    /// Adds an origin as browsers write it: `https://example.com`, with a port where it is not the usual one.
    pub(super) fn allow(&mut self, origin: &str) -> Result<()> {
        let origin = origin.trim_end_matches('/').to_ascii_lowercase();
        let plain = split(&origin).is_some_and(|(_, authority)| !authority.contains(['/', '@', '?', '#', ' ']));
        if !plain {
            return Err(Error::msg(format_args!(
                "`{origin}` is not an origin; write a scheme and a host, as in `https://example.com`"
            )));
        }
        self.allowed.push(origin);
        Ok(())
    }

    /// Checks the headers of a request for the WebSocket.
    pub(super) fn check(&self, headers: &HeaderMap, uri: &Uri) -> std::result::Result<(), Refusal> {
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let (Some(origin), None) = (origins.next(), origins.next()) else {
            return Err(Refusal("the request says no origin; only pages of this site may open this WebSocket"));
        };
        let Ok(origin) = origin.to_str().map(str::to_ascii_lowercase) else {
            return Err(Refusal("the origin is not text"));
        };
        if !self.allowed.is_empty() {
            return match self.allowed.contains(&origin) {
                true => Ok(()),
                false => Err(Refusal("this origin is not among those that the application allows")),
            };
        }
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let host = host.or_else(|| uri.authority().map(|authority| authority.as_str()));
        match (split(&origin), host) {
            (Some((scheme, authority)), Some(host)) if same_host(scheme, authority, host) => Ok(()),
            _ => Err(Refusal(
                "the origin is another site's; an application behind a proxy lists its own with `Loom::builder().origin(...)`",
            )),
        }
    }
}

/// Scheme and authority of an origin on the web.
fn split(origin: &str) -> Option<(&str, &str)> {
    let (scheme, authority) = origin.split_once("://")?;
    (matches!(scheme, "http" | "https") && !authority.is_empty()).then_some((scheme, authority))
}

/// Whether `host`, a `Host` header, is the authority of the page, the scheme's own port being left out or not.
fn same_host(scheme: &str, authority: &str, host: &str) -> bool {
    let port = if scheme == "https" { ":443" } else { ":80" };
    let bare = |name: &str| name.strip_suffix(port).unwrap_or(name).to_ascii_lowercase();
    bare(authority) == bare(host)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn check(allowed: &[&str], origin: Option<&'static str>, host: &'static str) -> bool {
        let mut origins = Origins::default();
        for origin in allowed {
            assert!(origins.allow(origin).is_ok(), "{origin} is an origin");
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        origins.check(&headers, &Uri::from_static("/loom/ws")).is_ok()
    }

    #[test]
    fn the_same_host_may() {
        assert!(check(&[], Some("http://localhost:3000"), "localhost:3000"));
        assert!(check(&[], Some("https://example.com"), "example.com:443"));
        assert!(check(&[], Some("http://[::1]:3000"), "[::1]:3000"));
    }

    #[test]
    fn others_may_not() {
        assert!(!check(&[], None, "example.com"));
        assert!(!check(&[], Some("null"), "example.com"));
        assert!(!check(&[], Some("https://evil.com"), "example.com"));
        assert!(!check(&[], Some("https://example.com.evil.com"), "example.com"));
        assert!(!check(&[], Some("http://localhost:3001"), "localhost:3000"));
        assert!(!check(&[], Some("file://localhost"), "localhost"));
    }

    #[test]
    fn a_list_replaces_the_host() {
        assert!(check(&["https://example.com"], Some("https://example.com"), "10.0.0.1:8080"));
        assert!(!check(&["https://example.com"], Some("http://10.0.0.1:8080"), "10.0.0.1:8080"));
    }

    #[test]
    fn what_is_listed_is_an_origin() {
        let mut origins = Origins::default();
        for wrong in ["example.com", "https://", "https://example.com/path", "null", "ws://example.com"] {
            assert!(origins.allow(wrong).is_err(), "{wrong}");
        }
    }
}
