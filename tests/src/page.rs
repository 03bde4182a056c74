//! The parts of a page that tests read.

use std::collections::HashMap;

use loom_wire::Mounted;

/// A response.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// Its status.
    pub status: u16,
    /// Its headers, with names in lower case.
    pub headers: HashMap<String, String>,
    /// Its body.
    pub body: String,
    /// The visitor's cookie, `loom_sid=...`, if it was set.
    pub cookie: Option<String>,
    /// All cookies that were set, with what is said of them.
    pub cookies: Vec<String>,
}

impl Fetched {
    pub(crate) fn parse(response: &str) -> Self {
        let (head, body) = response.split_once("\r\n\r\n").expect("a head and a body");
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let cookies = headers.iter().filter(|(name, _)| name == "set-cookie").map(|(_, value)| value.clone()).collect();
        let headers: HashMap<_, _> = headers.into_iter().collect();
        let body = match headers.get("transfer-encoding") {
            Some(_) => unchunk(body),
            None => body.to_owned(),
        };
        let cookie = loom_wire::cookie(head).map(str::to_owned);
        Self { status: status.parse().expect("a number"), headers, body, cookie, cookies }
    }

    /// The component of this number on the page, in document order.
    #[must_use]
    pub fn mounted(&self, number: usize) -> Mounted {
        loom_wire::mounted(&self.body).nth(number).expect("a component")
    }

    /// How many components the page holds.
    #[must_use]
    pub fn components(&self) -> usize {
        loom_wire::mounted(&self.body).count()
    }

    /// A header's value, empty if it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn unchunk(mut body: &str) -> String {
    let mut whole = String::new();
    while let Some((size, rest)) = body.split_once("\r\n") {
        let size = usize::from_str_radix(size, 16).expect("a size");
        if size == 0 {
            break;
        }
        whole.push_str(&rest[..size]);
        body = &rest[size + 2..];
    }
    whole
}
