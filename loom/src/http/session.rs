//! The visitor's session: a random id in a cookie, to which tokens are bound.
//!
//! An application that knows its visitors by another name puts that in the place of the cookie.
//!
//! It says nothing about who the visitor is. A token that was copied to another browser does not open anything
//! there, and deleting the cookie (a logout) ends what its tokens could open.

use axum::http::{HeaderMap, HeaderValue, Uri, request::Parts};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

use super::{
    cookie::LENGTH,
    naming::{ANONYMOUS, Naming},
};
use crate::{Error, Result, Visitor};

/// The prefix of the ids of visitors whom the application names.
const NAMED: &str = "named:";

/// A visitor's session as one request sees it.
#[derive(Debug)]
pub(super) struct Session {
    /// The id, as it stands in the cookie, or made of the name that the application gives the visitor.
    id: String,
    /// Whether it is of a cookie, or is a name, or there is none.
    kind: Kind,
    /// The `Set-Cookie` header that the response needs.
    cookie: Option<HeaderValue>,
    /// Whether the browser has a mark, of whichever visitor.
    is_marked: bool,
    /// The `Set-Cookie` header for the visitor's mark, where the browser has another or none.
    mark_cookie: Option<HeaderValue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The browser has sent it.
    Known,
    /// The response has to set it.
    New,
    /// The application named the visitor. No cookie's id has a colon, so none passes for a name.
    Named,
    /// There is none, so there is no token that it could open.
    Absent,
}

impl Session {
    /// The visitor as the application names it, else the session of the request's cookie.
    pub(super) fn of_socket(parts: &Parts, naming: &Naming) -> Self {
        Self::of(parts, naming, || naming.cookie().of_socket(&parts.headers))
    }

    /// The same, or a new session.
    pub(super) fn of_page(parts: &Parts, naming: &Naming) -> Result<Self> {
        let session = Self::without_mark(parts, naming)?;
        let secure = is_https(&parts.headers, &parts.uri);
        let (mark, told) = (session.mark(), naming.cookie().mark(&parts.headers, secure));
        let mark_cookie = if told == Some(mark.as_bytes()) { None } else { naming.cookie().set_mark(&mark, secure) };
        Ok(Self { is_marked: told.is_some(), mark_cookie, ..session })
    }

    fn without_mark(parts: &Parts, naming: &Naming) -> Result<Self> {
        let secure = is_https(&parts.headers, &parts.uri);
        let session = Self::of(parts, naming, || naming.cookie().of_page(&parts.headers, secure));
        match session.kind {
            Kind::Known => {
                let cookie = naming.cookie().renew(&session.id, secure);
                return Ok(Self { cookie, ..session });
            }
            Kind::Named => return Ok(session),
            Kind::New | Kind::Absent => {}
        }
        let mut bytes = [0; LENGTH / 4 * 3];
        getrandom::fill(&mut bytes).map_err(|error| Error::msg(format_args!("no random bytes: {error}")))?;
        let id = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let cookie = naming.cookie().set(&id, secure);
        Ok(Self { id, kind: Kind::New, cookie, is_marked: false, mark_cookie: None })
    }

    fn of<'p>(parts: &Parts, naming: &Naming, id: impl FnOnce() -> Option<&'p str>) -> Self {
        let (id, kind) = match naming.visitor(parts) {
            Some(name) => (format!("{NAMED}{name}"), Kind::Named),
            None => id().map_or((String::new(), Kind::Absent), |id| (id.to_owned(), Kind::Known)),
        };
        Self { id, kind, cookie: None, is_marked: false, mark_cookie: None }
    }

    /// The id that tokens are bound to.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The visitor as components know it: the application's name for it, else [`ANONYMOUS`] and a digest of the id, which gives nothing
    /// away about it.
    pub(super) fn visitor(&self) -> Visitor {
        match self.id.strip_prefix(NAMED) {
            Some(name) => Visitor::new(name),
            None => Visitor::new(format!("{ANONYMOUS}{}", digest(&self.id))),
        }
    }

    /// A digest by which a client sees that the visitor is another one. It tells nothing else of the id.
    pub(super) fn mark(&self) -> String {
        digest(&format!("mark {}", self.id))
    }

    /// The `Set-Cookie` header for the mark: on pages from which a client goes to others, and on all where the browser has the mark of another visitor.
    pub(super) fn mark_cookie(&self, navigates: bool) -> Option<HeaderValue> {
        self.mark_cookie.clone().filter(|_| navigates || self.is_marked)
    }

    /// Whether there is no session.
    pub(super) fn is_absent(&self) -> bool {
        self.kind == Kind::Absent
    }

    /// The `Set-Cookie` header, where the visitor has no cookie yet, or one whose time begins again.
    pub(super) fn cookie(&self) -> Option<HeaderValue> {
        self.cookie.clone()
    }
}

/// A digest that tells sessions apart, and tells nothing else of the id.
fn digest(id: &str) -> String {
    let digest = Sha256::digest(format!("loom visitor {id}"));
    BASE64_URL_SAFE_NO_PAD.encode(digest.get(..12).unwrap_or_default())
}

/// Whether the visitor came over HTTPS, proxies in between included. Where there are several, each adds what it was asked by, and the first
/// is the one that the browser talks to.
fn is_https(headers: &HeaderMap, uri: &Uri) -> bool {
    let forwarded =
        headers.get("x-forwarded-proto").and_then(|value| value.as_bytes().split(|byte| *byte == b',').next());
    forwarded.is_some_and(|proto| proto.trim_ascii().eq_ignore_ascii_case(b"https"))
        || uri.scheme_str() == Some("https")
}

#[cfg(test)]
mod tests {
    use axum::http::{Request, header};

    use super::*;
    use crate::http::cookie::SessionCookie;

    fn session(cookie: Option<&str>, proto: &str) -> Session {
        let mut request = Request::builder().uri("/").header("x-forwarded-proto", proto);
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let Ok(request) = request.body(()) else { unreachable!("a request") };
        let Ok(session) = Session::of_page(&request.into_parts().0, &Naming::default()) else {
            unreachable!("a session")
        };
        session
    }

    #[test]
    fn a_known_visitor_keeps_the_id() {
        let session = session(Some("a=b; loom_sid=abcdefghijklmnopqrstuv-_"), "http");
        assert_eq!(session.id(), "abcdefghijklmnopqrstuv-_");
        assert_eq!(session.cookie(), None);
    }

    #[test]
    fn a_new_visitor_or_a_wrong_cookie_gets_one() {
        for cookie in [None, Some("loom_sid=short"), Some("loom_sid=abcdefghijklmnopqrstuv\"_")] {
            let session = session(cookie, "https");
            assert_eq!(session.id().len(), LENGTH);
            let header = session.cookie().map(|value| value.to_str().unwrap_or_default().to_owned());
            let expected = format!("__Host-loom_sid={}; Path=/; HttpOnly; SameSite=Lax; Secure", session.id());
            assert_eq!(header, Some(expected));
        }
    }

    #[test]
    fn a_cookie_that_is_kept_for_a_time_is_set_with_each_page() -> Result<()> {
        let mut naming = Naming::default();
        naming.know_by(SessionCookie::default().kept_for(3_600));
        for cookie in ["", "loom_sid=abcdefghijklmnopqrstuv-_"] {
            let request = Request::builder().uri("/").header(header::COOKIE, cookie).body(())?;
            let session = Session::of_page(&request.into_parts().0, &naming)?;
            let set = session.cookie().and_then(|value| value.to_str().map(str::to_owned).ok());
            let expected = format!("loom_sid={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=3600", session.id());
            assert_eq!(set, Some(expected));
        }
        Ok(())
    }

    #[test]
    fn a_name_of_the_application_takes_the_place_of_the_cookie() {
        let mut naming = Naming::default();
        naming.name_visitors(|parts| Some(parts.headers.get("x-user")?.to_str().ok()?.to_owned()));
        let cookie = "loom_sid=abcdefghijklmnopqrstuv-_";
        let request = Request::builder().uri("/").header("x-user", "ada").header(header::COOKIE, cookie);
        let Ok(request) = request.body(()) else { unreachable!("a request") };
        let session = Session::of_socket(&request.into_parts().0, &naming);
        assert_eq!((session.visitor().as_str(), session.cookie()), ("ada", None));
        assert_ne!(session.id(), "ada");
    }

    #[test]
    fn the_first_proxy_says_whether_the_visitor_came_over_https() {
        for (proto, secure) in
            [("http", false), ("https", true), ("https, http", true), (" HTTPS,http", true), ("http, https", false)]
        {
            let cookie = session(None, proto).cookie();
            let cookie = cookie.as_ref().and_then(|value| value.to_str().ok()).unwrap_or_default();
            assert_eq!(
                (cookie.contains("; Secure"), cookie.starts_with("__Host-")),
                (secure, secure),
                "{proto}: {cookie}"
            );
        }
    }
}
