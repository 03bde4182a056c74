//! [`Targets`], the allowed targets of redirects.

use crate::{Error, Result};

/// The advice in the error of a redirect that is refused.
pub(crate) const TARGETS: &str =
    "it may lead to a path of this site, or to one that `Loom::builder().redirect_to(...)` names";

/// The other sites that redirects may lead to, as origins in lower case; a path of this site is always one.
#[derive(Debug, Default)]
pub(crate) struct Targets {
    origins: Vec<String>,
}

impl Targets {
    /// Adds a site: `https://pay.example.com`.
    pub(crate) fn allow(&mut self, origin: &str) -> Result<()> {
        match origin_of(origin.trim_end_matches('/')) {
            Some((origin, "")) => self.origins.push(origin),
            _ => {
                return Err(Error::msg(format_args!(
                    "`{origin}` is not a site to redirect to; write a scheme and a host, as in `https://pay.example.com`"
                )));
            }
        }
        Ok(())
    }

    /// Whether a redirect may lead to `url`: to a path of this site, or to a site that is allowed.
    ///
    /// A browser takes `\` for `/`, leaves out tabs and line breaks wherever they are, and spaces at the ends. What
    /// holds any of these is not an address that anybody writes, so it is refused whole.
    pub(crate) fn allows(&self, url: &str) -> bool {
        if url.is_empty() || url.contains(|c: char| c.is_control() || c == '\\') || url.trim() != url {
            return false;
        }
        if let Some((origin, _)) = origin_of(url) {
            return self.origins.contains(&origin);
        }
        // A scheme ends at the first colon, and no path that has a slash before it has one.
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let has_scheme = path.split('/').next().unwrap_or_default().contains(':');
        !has_scheme && !url.starts_with("//")
    }
}

/// The origin of a URL of the web, in lower case and without its scheme's own port, and what follows it.
fn origin_of(url: &str) -> Option<(String, &str)> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let port = match scheme.as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let is_host = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
    if authority.is_empty() || !authority.chars().all(is_host) {
        return None;
    }
    let authority = authority.to_ascii_lowercase();
    Some((format!("{scheme}://{}", authority.strip_suffix(port).unwrap_or(&authority)), path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets() -> Targets {
        let mut targets = Targets::default();
        for origin in ["https://pay.example.com", "http://[::1]:8080/"] {
            assert!(targets.allow(origin).is_ok(), "{origin}");
        }
        targets
    }

    #[test]
    fn paths_and_allowed_sites_are_let_through() {
        for url in [
            "/",
            "/orders/7?page=2#top",
            "/search?next=https://evil.example/",
            "/a:b",
            "?page=2",
            "#top",
            "orders",
            "../up",
            "./a:b",
            "/ä/日本",
            "https://pay.example.com",
            "HTTPS://PAY.example.com:443/now?x=1",
            "http://[::1]:8080/x",
        ] {
            assert!(targets().allows(url), "{url}");
        }
    }

    #[test]
    fn everything_else_is_not() {
        for url in [
            "",
            "//evil.example",
            "///evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "\\/evil.example",
            "/\t/evil.example",
            "/\n/evil.example",
            " //evil.example",
            "//evil.example ",
            "\u{a0}//evil.example",
            "https://evil.example/",
            "https:evil.example",
            "https:/evil.example",
            "http://pay.example.com/",
            "https://pay.example.com:8443/",
            "https://pay.example.com.evil.example/",
            "https://pay.example.com@evil.example/",
            "https://evil.example\\@pay.example.com/",
            "https://pay.example.com%2eevil.example/",
            "https:///pay.example.com",
            "ftp://pay.example.com",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "/\u{0}",
            "/a\r\nSet-Cookie: x=1",
        ] {
            assert!(!targets().allows(url), "{url:?}");
        }
    }

    #[test]
    fn only_a_site_can_be_allowed() {
        for wrong in ["example.com", "https://", "https://example.com/path", "ws://example.com", "https://a@b.c", "//x"]
        {
            assert!(Targets::default().allow(wrong).is_err(), "{wrong}");
        }
    }
}
