//! The `Content-Security-Policy` of pages.

use axum::http::{header, request::Parts, uri::Authority};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::{Error, Result};

/// The sources that a page may load from, unless it allows more. Scripts and stylesheets are of this site or bear the page's nonce; nothing else runs.
///
/// Attributes `style` may be there, since templates write them; they cannot run script, and their values are checked.
const STRICT: [(&str, &str); 10] = [
    ("default-src", "'self'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("style-src-attr", "'unsafe-inline'"),
    ("img-src", "'self' data:"),
    ("connect-src", "'self'"),
    ("object-src", "'none'"),
    ("base-uri", "'none'"),
    ("form-action", "'self'"),
    ("frame-ancestors", "'self'"),
];

/// The further sources that one page allows.
#[derive(Debug, Default)]
pub(super) struct Policy {
    more: Vec<(String, String)>,
}

impl Policy {
    /// Lets a page load something from `source` too.
    ///
    /// # Errors
    /// One of them is not what it has to be: what is joined into a header must not be able to say more than it is meant to.
    pub(super) fn allow(&mut self, directive: &str, source: &str) -> Result<()> {
        let is_word =
            |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && c != ';' && c != ',');
        let is_directive = directive.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if !is_directive || !is_word(directive) || !is_word(source) {
            return Err(Error::msg(format_args!("`{directive} {source}` cannot be part of a Content-Security-Policy")));
        }
        if !self.more.iter().any(|(known, there)| known == directive && there == source) {
            self.more.push((directive.to_owned(), source.to_owned()));
        }
        Ok(())
    }

    /// Lets a page load something from the origin of an address, where the address names one.
    ///
    /// # Errors
    /// The address names a site that is no host, so it could stand for more than one origin in a policy.
    pub(super) fn allow_origin_of(&mut self, directive: &str, address: &str) -> Result<()> {
        let Some(origin) = origin_of(address) else { return Ok(()) };
        let host = origin.rsplit('/').next().unwrap_or_default();
        let is_host =
            |host: &str| !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._:[]".contains(&b));
        match is_host(host) {
            true => self.allow(directive, origin),
            false => Err(Error::msg(format_args!("`{address}` is not the address of a site"))),
        }
    }

    /// The header's value. Of `host`, which is that of the page, sockets are named too: not every browser counts them as `'self'`.
    pub(super) fn header(&self, nonce: &str, host: Option<&str>) -> String {
        let mut directives: Vec<(&str, String)> =
            STRICT.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        for (name, value) in &mut directives {
            if matches!(*name, "script-src" | "style-src") {
                *value = format!("{value} 'nonce-{nonce}'");
            }
            if let Some(host) = host.filter(|_| *name == "connect-src") {
                *value = format!("{value} ws://{host} wss://{host}");
            }
        }
        for (name, source) in &self.more {
            match directives.iter_mut().find(|(known, _)| known == name) {
                Some((_, value)) if value == "'none'" => source.clone_into(value),
                Some((_, value)) => *value = format!("{value} {source}"),
                None => directives.push((name, format!("'self' {source}"))),
            }
        }
        directives.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join("; ")
    }
}

/// The origin that an address names, as a source of a policy. `None` for one of this site, and for one with another scheme, as `data:`.
fn origin_of(address: &str) -> Option<&str> {
    let starts_with =
        |scheme: &str| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let (shown_from, host_from) = [("https://", 0), ("http://", 0), ("//", 2)]
        .into_iter()
        .find_map(|(scheme, shown_from)| starts_with(scheme).then_some((shown_from, scheme.len())))?;
    let host = address.get(host_from..)?;
    let end = host_from + host.find(['/', '?', '#', '\\']).unwrap_or(host.len());
    address.get(shown_from..end)
}

/// The host that a request asks, with its port, if it is a name that can be part of a policy.
pub(super) fn host_of(parts: &Parts) -> Option<String> {
    let mut headers = parts.headers.get_all(header::HOST).iter();
    let host = match (headers.next(), headers.next()) {
        (Some(host), None) => host.to_str().ok(),
        _ => parts.uri.authority().map(Authority::as_str),
    }?;
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b));
    let is_port = !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit());
    (host.len() <= 255 && is_name(name) && is_port).then(|| host.to_owned())
}

/// A text that nobody can guess, for the scripts and stylesheets of one response.
///
/// # Errors
/// The system has no random bytes.
pub(super) fn new_nonce() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| Error::msg(format_args!("no random bytes: {error}")))?;
    Ok(BASE64_URL_SAFE_NO_PAD.encode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_is_extended_where_it_is_strict() {
        let mut policy = Policy::default();
        for (directive, source) in [("img-src", "https://a.example"), ("font-src", "data:"), ("object-src", "'self'")] {
            assert!(policy.allow(directive, source).is_ok());
        }
        let header = policy.header("N", None);
        for part in [
            "script-src 'self' 'nonce-N';",
            "img-src 'self' data: https://a.example;",
            "font-src 'self' data:",
            "object-src 'self';",
        ] {
            assert!(header.contains(part), "{part} in {header}");
        }
    }

    #[test]
    fn an_address_of_another_site_names_its_origin() {
        for (address, origin) in [
            ("https://cdn.example/x.js", Some("https://cdn.example")),
            ("HTTP://cdn.example:8080?x#y", Some("HTTP://cdn.example:8080")),
            ("//cdn.example/x.js", Some("cdn.example")),
            ("https://cdn.example", Some("https://cdn.example")),
            ("/x.js", None),
            ("x.js?from=https://cdn.example/", None),
            ("data:text/css,", None),
            ("", None),
        ] {
            assert_eq!(origin_of(address), origin, "{address}");
        }
    }

    #[test]
    fn an_address_says_no_more_than_one_origin_in_a_policy() {
        for wrong in
            ["https://a; script-src */x.js", "//*", "https://*.example/", "//'unsafe-inline'/", "http://", "//a@b/"]
        {
            assert!(Policy::default().allow_origin_of("script-src", wrong).is_err(), "{wrong}");
        }
        for right in ["https://a.example:8080/x", "//[::1]:3000/x", "/own", "data:text/css,"] {
            assert!(Policy::default().allow_origin_of("script-src", right).is_ok(), "{right}");
        }
    }

    #[test]
    fn a_policy_names_the_sockets_of_its_host_and_nothing_that_is_no_host() {
        let host = |host: &str| {
            let parts = axum::http::Request::builder().header("host", host).body(()).unwrap_or_default().into_parts().0;
            host_of(&parts)
        };
        for good in ["example.com", "localhost:3000", "127.0.0.1:80"] {
            assert_eq!(host(good).as_deref(), Some(good));
            let header = Policy::default().header("N", Some(good));
            assert!(header.contains(&format!("connect-src 'self' ws://{good} wss://{good};")), "{header}");
        }
        for bad in
            ["", "a;script-src *", "a b", "a,b", "*", "*.example", "a:", "a:1:2", "a:*", "[::1]:80", "a/b", "a'b"]
        {
            assert_eq!(host(bad), None, "{bad}");
        }
    }

    #[test]
    fn nothing_else_gets_into_a_policy() {
        for (directive, source) in [
            ("img-src", "a; script-src *"),
            ("img-src", "a, b"),
            ("img-src", ""),
            ("img-src x", "a"),
            ("", "a"),
            ("img-src", "a\r\nb"),
        ] {
            assert!(Policy::default().allow(directive, source).is_err(), "{directive} {source}");
        }
    }
}
