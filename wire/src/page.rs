//! The parts of a page that a client joins with.

/// A component as a page holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mounted {
    /// Its registered name.
    pub module: String,
    /// Its token.
    pub token: String,
}

impl Mounted {
    /// The join of it, under this id.
    #[must_use]
    pub fn join(&self, id: u64, have: bool) -> crate::Join<'_> {
        crate::Join { id, module: &self.module, token: &self.token, have }
    }
}

/// The components of a page, in document order.
pub fn mounted(html: &str) -> impl Iterator<Item = Mounted> {
    html.split("data-l-live=\"").skip(1).filter_map(|wrapper| {
        let value = |text: &str| text.split_once('"').map(|(value, _)| value.to_owned());
        Some(Mounted { module: value(wrapper)?, token: value(wrapper.split_once("data-l-token=\"")?.1)? })
    })
}

/// The value of a header in the head of an answer.
#[must_use]
pub fn header<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    let mut headers = head.lines().filter_map(|line| line.split_once(": "));
    headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

/// The visitor's cookie that the head of an answer sets, as the browser sends it back.
#[must_use]
pub fn cookie(head: &str) -> Option<&str> {
    header(head, "set-cookie")?.split(';').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn components_and_the_cookie_are_found() {
        let html = r#"<i data-l-live="A" data-l-token="a">x</i><i data-l-live="B" data-l-root data-l-token="b"></i>"#;
        let of = |module: &str, token: &str| Mounted { module: module.to_owned(), token: token.to_owned() };
        assert_eq!(mounted(html).collect::<Vec<_>>(), [of("A", "a"), of("B", "b")]);
        assert_eq!(cookie("HTTP/1.1 200 OK\r\nSet-Cookie: loom_sid=1; HttpOnly\r\n"), Some("loom_sid=1"));
    }
}
