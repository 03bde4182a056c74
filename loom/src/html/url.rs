//! Keeps URLs from running script.
//!
//! A URL passes when it is relative or its scheme is on a list. The scheme is found as a browser finds it: leading
//! controls and spaces are dropped, tabs and line breaks are dropped everywhere, and letters are of either case.

/// The value in the place of a URL that was refused. It leads nowhere.
pub const REFUSED: &str = "about:invalid#loom";

const SCHEMES: [&str; 14] =
    ["http", "https", "mailto", "tel", "sms", "ftp", "ftps", "sip", "sips", "geo", "xmpp", "irc", "magnet", "webcal"];

/// The elements that only ever show an image, in which `data:image/...` runs nothing.
const IMAGES: [&str; 5] = ["img", "source", "image", "video", "input"];

/// `url` if it cannot run script, else [`REFUSED`].
#[must_use]
pub fn safe_url(url: &str) -> &str {
    if is_safe(url, false) { url } else { REFUSED }
}

/// The value of the URL attribute `name` on the element `tag`, or [`REFUSED`].
pub(crate) fn safe_attribute<'v>(tag: &str, name: &str, value: &'v str) -> &'v str {
    let image = IMAGES.contains(&tag) && matches!(name, "src" | "srcset" | "poster" | "href" | "xlink:href");
    let safe = match name {
        "srcset" | "imagesrcset" => images_of(value).all(|url| is_safe(url, image)),
        "ping" | "archive" => value.split_ascii_whitespace().all(|part| is_safe(part.trim_matches(','), image)),
        "values" => value.split(';').all(|part| is_safe(part, image)),
        _ => is_safe(value, image),
    };
    if safe { value } else { REFUSED }
}

/// The addresses of a `srcset`, as a browser finds them: each ends at white space or at a comma before it, and what describes it at the next comma
/// ([HTML, "parse a srcset attribute"](https://html.spec.whatwg.org/multipage/images.html#parse-a-srcset-attribute)).
fn images_of(srcset: &str) -> impl Iterator<Item = &str> {
    let mut rest = srcset;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let (url, after) = rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
        let described = !url.ends_with(',');
        rest = if described { after.split_once(',').map_or("", |(_, next)| next) } else { after };
        Some(url.trim_end_matches(',')).filter(|url| !url.is_empty())
    })
}

fn is_safe(url: &str, image: bool) -> bool {
    let Some((scheme, rest)) = split_scheme(url) else {
        return true;
    };
    let of_image =
        || scheme == "data" && image && rest.get(..6).is_some_and(|kind| kind.eq_ignore_ascii_case("image/"));
    SCHEMES.contains(&scheme.as_str()) || of_image()
}

/// The scheme in lower case and what follows its colon, if the URL has one.
fn split_scheme(url: &str) -> Option<(String, &str)> {
    let url = url.trim_start_matches(|c: char| c <= ' ');
    let mut scheme = String::new();
    for (at, c) in url.char_indices() {
        match c {
            '\t' | '\n' | '\r' => {}
            ':' if !scheme.is_empty() => return url.get(at + 1..).map(|rest| (scheme, rest)),
            'a'..='z' | 'A'..='Z' => scheme.push(c.to_ascii_lowercase()),
            '0'..='9' | '+' | '-' | '.' if !scheme.is_empty() => scheme.push(c),
            _ => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_urls_pass() {
        for url in [
            "",
            "/",
            "#top",
            "?q=a:b",
            "page",
            "./a:b",
            "//example.org/x",
            "https://example.org/a?b=javascript:c",
            "HTTP://EXAMPLE.ORG",
            "mailto:a@b.c",
            "tel:+1",
            "sms:1",
            "/javascript:x",
            "a/b:c",
            ":x",
            "1:2",
        ] {
            assert_eq!(safe_url(url), url);
        }
    }

    #[test]
    fn script_in_any_disguise_is_refused() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "\u{1}\u{1f} javascript:alert(1)",
            "\0javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "java\r\nscript:alert(1)",
            "javascript\t:alert(1)",
            "\njavascript:alert(1)",
            "vbscript:x",
            "data:text/html,<script>alert(1)</script>",
            "data:image/svg+xml,<svg onload=alert(1)>",
            "blob:https://example.org/x",
            "filesystem:x",
            "view-source:javascript:x",
            "unknown:x",
        ] {
            assert_eq!(safe_url(url), REFUSED, "{url:?}");
        }
    }

    #[test]
    fn images_may_be_data_and_nothing_else_may() {
        let image = "data:image/png;base64,AAAA";
        assert_eq!(safe_attribute("img", "src", image), image);
        assert_eq!(safe_attribute("img", "src", "data:text/html,x"), REFUSED);
        assert_eq!(safe_attribute("iframe", "src", image), REFUSED);
        assert_eq!(safe_attribute("a", "href", image), REFUSED);
    }

    #[test]
    fn every_url_of_a_list_is_looked_at() {
        let list = "a.png 1x, data:image/png;base64,AA 2x";
        assert_eq!(safe_attribute("img", "srcset", list), list);
        assert_eq!(safe_attribute("img", "srcset", "a.png 1x, javascript:x 2x"), REFUSED);
        for list in [
            "javascript:x",
            "a 1x,javascript:x 2x",
            "a,b,\tjava\u{1}script:x",
            "a, , javascript:x,",
            "a 1x, data:text/html,x 2x",
        ] {
            let refused = safe_attribute("img", "srcset", list) == REFUSED;
            assert_eq!(refused, !list.contains('\u{1}'), "{list:?}");
        }
        for list in ["", " , ", "/w_1,h_2:3/a.png 1x, b.png", "a.png 100w 50h,b.png 2x"] {
            assert_eq!(safe_attribute("img", "srcset", list), list);
        }
        assert_eq!(safe_attribute("a", "ping", "/a javascript:x"), REFUSED);
        assert_eq!(safe_attribute("animate", "values", "#a;javascript:x"), REFUSED);
    }
}
