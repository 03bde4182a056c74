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
    /// The hosts that may be asked for, in lower case; empty for any.
    hosts: Vec<String>,
}

/// Why a WebSocket was refused, in words for the person who set up the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RefusalReason(pub(super) &'static str);

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

    /// Adds a host as browsers ask for it: `example.com`, with a port where it is not the usual one.
    pub(super) fn allow_host(&mut self, host: &str) -> Result<()> {
        if host.is_empty() || host.contains(['/', '@', '?', '#', ' ']) {
            return Err(Error::msg(format_args!(
                "`{host}` is not a host; write it as in `example.com` or `localhost:3000`"
            )));
        }
        self.hosts.push(host.to_ascii_lowercase());
        Ok(())
    }

    /// Checks the headers of a request for the WebSocket.
    pub(super) fn check(&self, headers: &HeaderMap, uri: &Uri) -> std::result::Result<(), RefusalReason> {
        let mut origins = headers.get_all(header::ORIGIN).iter();
        let (Some(origin), None) = (origins.next(), origins.next()) else {
            return Err(RefusalReason("the request says no origin; only pages of this site may open this WebSocket"));
        };
        let mut hosts = headers.get_all(header::HOST).iter();
        let (host, None) = (hosts.next(), hosts.next()) else {
            return Err(RefusalReason("the request names two hosts"));
        };
        let host = host.and_then(|host| host.to_str().ok());
        let host = host.or_else(|| uri.authority().map(|authority| authority.as_str()));
        let is_asked = |known: &String| host.is_some_and(|host| known.eq_ignore_ascii_case(host));
        if !self.hosts.is_empty() && !self.hosts.iter().any(is_asked) {
            return Err(RefusalReason("this host is not among those that the application allows"));
        }
        let Ok(origin) = origin.to_str().map(str::to_ascii_lowercase) else {
            return Err(RefusalReason("the origin is not text"));
        };
        if !self.allowed.is_empty() {
            return match self.allowed.contains(&origin) {
                true => Ok(()),
                false => Err(RefusalReason("this origin is not among those that the application allows")),
            };
        }
        match (split(&origin), host) {
            (Some((scheme, authority)), Some(host)) if same_host(scheme, authority, host) => Ok(()),
            _ => Err(RefusalReason(
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
    fn only_hosts_of_the_list_may_be_asked_for() {
        let mut origins = Origins::default();
        assert!(origins.allow_host("example.com").is_ok() && origins.allow_host("localhost:3000").is_ok());
        let check = |origin: &'static str, hosts: &[&'static str]| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            for host in hosts {
                headers.append(header::HOST, HeaderValue::from_static(host));
            }
            origins.check(&headers, &Uri::from_static("/loom/ws")).is_ok()
        };
        assert!(check("https://example.com", &["Example.com"]) && check("http://localhost:3000", &["localhost:3000"]));
        // A name of the attacker's that was made to lead here: the page and the host agree, and are not ours.
        assert!(!check("https://rebound.example", &["rebound.example"]));
        assert!(!check("https://example.com", &["example.com", "evil.example"]) && !check("https://example.com", &[]));
        assert!(Origins::default().allow_host("https://example.com").is_err());
    }

    #[test]
    fn a_list_replaces_the_host() {
        assert!(check(&["https://example.com"], Some("https://example.com"), "10.0.0.1:8080"));
        assert!(!check(&["https://example.com"], Some("http://10.0.0.1:8080"), "10.0.0.1:8080"));
    }

    #[test]
    fn only_an_origin_can_be_listed() {
        let mut origins = Origins::default();
        for wrong in ["example.com", "https://", "https://example.com/path", "null", "ws://example.com"] {
            assert!(origins.allow(wrong).is_err(), "{wrong}");
        }
    }
}
