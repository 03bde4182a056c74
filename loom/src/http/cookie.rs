//! [`SessionCookie`], the cookie that holds a visitor's session id: how it is named, found and set.

use axum::http::{HeaderMap, HeaderValue, header};

use super::prefix::Prefix;
use crate::{Error, Result};

/// Characters of an id: 18 random bytes in base64url.
pub(super) const LENGTH: usize = 24;

/// Its name, unless the application has another.
pub(super) const NAME: &str = "loom_sid";

/// The end of the name of the cookie with a visitor's mark.
const MARKED: &str = "_mark";

/// The cookie of a visitor's session.
///
/// Over HTTPS its name begins with `__Host-`, so browsers take it from this host over HTTPS only, with `Path=/` and no `Domain`: neither a
/// sibling host nor a page under some path can plant another one
/// ([draft-ietf-httpbis-rfc6265bis, section 4.1.3](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-4.1.3)).
#[derive(Debug)]
pub(super) struct SessionCookie {
    /// Its name over plain HTTP.
    plain: String,
    /// Its name over HTTPS.
    host: String,
    /// The path below which browsers send it.
    path: String,
    /// How many seconds browsers keep it after the last page; to their end if there is none.
    max_age: Option<u64>,
}

impl SessionCookie {
    /// The cookie of this name, sent below this prefix. `__Host-` stands for the whole host, so below a prefix it is `__Secure-`.
    ///
    /// # Errors
    /// It is not the name of a cookie.
    pub(super) fn new(name: &str, prefix: &Prefix) -> Result<Self> {
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~!#$%&'*+^`|".contains(&byte);
        if name.is_empty() || name.starts_with("__") || !name.bytes().all(is_name) {
            return Err(Error::msg(format_args!(
                "{name:?} is not a name for the session cookie: it is made of letters, digits, `-`, `_` and `.`, and does not begin with `__`, \
                 since Loom puts `__Host-` or `__Secure-` before it over HTTPS"
            )));
        }
        let (guard, path) = match prefix.as_str() {
            "" => ("__Host-", "/"),
            path => ("__Secure-", path),
        };
        Ok(Self { plain: name.to_owned(), host: format!("{guard}{name}"), path: path.to_owned(), max_age: None })
    }

    /// The same cookie, which browsers keep for this many seconds after the last page.
    pub(super) fn kept_for(self, seconds: u64) -> Self {
        Self { max_age: Some(seconds), ..self }
    }

    /// The id by which a page knows its visitor. Over HTTPS a cookie that could have been planted is not taken.
    pub(super) fn of_page<'h>(&self, headers: &'h HeaderMap, secure: bool) -> Option<&'h str> {
        last_id(headers, &self.host).or_else(|| last_id(headers, &self.plain).filter(|_| !secure))
    }

    /// The id of the page that opens a socket. Proxies may tell of HTTPS for pages and not for sockets, so either name counts; an id that was
    /// planted opens nothing, because tokens are bound to the page's.
    pub(super) fn of_socket<'h>(&self, headers: &'h HeaderMap) -> Option<&'h str> {
        self.of_page(headers, false)
    }

    /// The `Set-Cookie` header for this id.
    pub(super) fn set(&self, id: &str, secure: bool) -> Option<HeaderValue> {
        let (name, flag) = if secure { (&self.host, "; Secure") } else { (&self.plain, "") };
        let age = self.max_age.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        HeaderValue::try_from(format!("{name}={id}; Path={}; HttpOnly; SameSite=Lax{flag}{age}", self.path)).ok()
    }

    /// The `Set-Cookie` header for the mark of a visitor, which scripts of the page may read.
    pub(super) fn set_mark(&self, mark: &str, secure: bool) -> Option<HeaderValue> {
        let (name, flag) = if secure { (&self.host, "; Secure") } else { (&self.plain, "") };
        HeaderValue::try_from(format!("{name}{MARKED}={mark}; Path={}; SameSite=Lax{flag}", self.path)).ok()
    }

    /// The mark that the browser has.
    pub(super) fn mark<'h>(&self, headers: &'h HeaderMap, secure: bool) -> Option<&'h [u8]> {
        let name = if secure { &self.host } else { &self.plain };
        values(headers, &format!("{name}{MARKED}")).next_back()
    }

    /// The `Set-Cookie` header for an id that the browser has sent: where it keeps the cookie for a time, that begins again.
    pub(super) fn renew(&self, id: &str, secure: bool) -> Option<HeaderValue> {
        self.max_age.and_then(|_| self.set(id, secure))
    }
}

impl Default for SessionCookie {
    fn default() -> Self {
        let (plain, path) = (NAME.to_owned(), "/".to_owned());
        Self { host: format!("__Host-{NAME}"), plain, path, max_age: None }
    }
}

/// The last of the cookies of this name whose value has the form of an id.
///
/// Browsers send cookies of longer paths first, and of equal paths the older first. So the last one is of `Path=/`, which pages and sockets at
/// all paths are sent alike: one that was planted for a path changes nothing. Names and values are bytes, since other cookies may hold any.
fn last_id<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    values(headers, name).filter_map(id).next_back()
}

/// The values of the cookies of this name.
fn values<'h>(headers: &'h HeaderMap, name: &str) -> impl DoubleEndedIterator<Item = &'h [u8]> {
    let pairs = headers.get_all(header::COOKIE).iter().flat_map(|value| value.as_bytes().split(|byte| *byte == b';'));
    pairs.filter_map(|pair| pair.trim_ascii().strip_prefix(name.as_bytes())?.strip_prefix(b"="))
}

/// `value`, if it has the form of an id.
fn id(value: &[u8]) -> Option<&str> {
    let is_id = value.len() == LENGTH && value.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte));
    is_id.then(|| str::from_utf8(value).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_application_names_it_and_a_prefix_is_its_path() {
        let set = |name, path: &str, secure| {
            let prefix = if path.is_empty() { Prefix::default() } else { Prefix::read(path)? };
            let value = SessionCookie::new(name, &prefix)?.set(OWN, secure);
            Ok::<_, Error>(value.and_then(|value| value.to_str().map(str::to_owned).ok()).unwrap_or_default())
        };
        for (name, path, secure, expected) in [
            ("shop", "", false, format!("shop={OWN}; Path=/; HttpOnly; SameSite=Lax")),
            ("shop", "", true, format!("__Host-shop={OWN}; Path=/; HttpOnly; SameSite=Lax; Secure")),
            ("shop", "/a/b", false, format!("shop={OWN}; Path=/a/b; HttpOnly; SameSite=Lax")),
            ("shop", "/a/b", true, format!("__Secure-shop={OWN}; Path=/a/b; HttpOnly; SameSite=Lax; Secure")),
        ] {
            assert_eq!(set(name, path, secure).unwrap_or_default(), expected);
        }
        for wrong in ["", "a b", "a=b", "a;b", "__Host-a", "\u{e4}"] {
            assert!(set(wrong, "", true).is_err(), "{wrong}");
        }
    }

    const OWN: &str = "abcdefghijklmnopqrstuv-_";
    const OTHER: &str = "AAAAAAAAAAAAAAAAAAAAAAAA";

    /// The ids that a page over plain HTTP, a page over HTTPS and a socket find in these cookies, each a header of its own.
    fn found(cookies: &[&[u8]]) -> [Option<String>; 3] {
        let mut headers = HeaderMap::new();
        for cookie in cookies {
            headers.append(header::COOKIE, HeaderValue::from_bytes(cookie).unwrap_or_else(|_| unreachable!("a value")));
        }
        let cookie = SessionCookie::default();
        let found = [cookie.of_page(&headers, false), cookie.of_page(&headers, true), cookie.of_socket(&headers)];
        found.map(|id| id.map(str::to_owned))
    }

    #[test]
    fn a_cookie_is_found_among_any_others() {
        let own = Some(OWN.to_owned());
        for cookies in [
            format!("a=b; loom_sid={OWN}").into_bytes(),
            format!("name=J\u{fc}rgen; loom_sid={OWN}; x=\u{1f9f6}").into_bytes(),
            [b"latin=\xfc; loom_sid=", OWN.as_bytes()].concat(),
            format!("loom_sid;loom_sid={OWN}  ;loom_sid=short").into_bytes(),
            format!("loom_sid={OWN};xloom_sid={OTHER};loom_sidx={OTHER};loom_sid={OTHER}x").into_bytes(),
            format!("loom_sid={OTHER}; loom_sid={OWN}").into_bytes(),
        ] {
            assert_eq!(found(&[&cookies]), [own.clone(), None, own.clone()], "{}", cookies.escape_ascii());
        }
        assert_eq!(found(&[b"x=\xff", format!("loom_sid={OWN}").as_bytes()]), [own.clone(), None, own]);
        assert_eq!(found(&[b"loom_sid=x"]), [None, None, None]);
    }

    #[test]
    fn a_plain_cookie_does_not_stand_for_that_of_the_host() {
        let own = Some(OWN.to_owned());
        let cookies = format!("__Host-loom_sid={OWN}; loom_sid={OTHER}");
        assert_eq!(found(&[cookies.as_bytes()]), [own.clone(), own.clone(), own.clone()]);
        assert_eq!(found(&[format!("loom_sid={OWN}").as_bytes()]), [own.clone(), None, own]);
    }
}
