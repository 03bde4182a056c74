//! [`History`], the addresses that a tab has had, and where links lead from them.

use super::element::Element;
use crate::{Error, Result};

/// The history of a tab.
pub(super) struct History {
    entries: Vec<Entry>,
    at: usize,
}

/// An address, and the page that it was shown for.
struct Entry {
    address: String,
    page: u64,
}

impl History {
    /// Begins with the page of this number.
    pub(super) fn new(address: String, page: u64) -> Self {
        Self { entries: vec![Entry { address, page }], at: 0 }
    }

    /// The present address.
    pub(super) fn address(&self) -> &str {
        self.entries.get(self.at).map_or("", |entry| &entry.address)
    }

    /// The page that is shown has another address, with an entry of its own for it or in the place of the present one.
    pub(super) fn go(&mut self, address: String, page: u64, push: bool) {
        if push {
            self.at += 1;
            self.entries.truncate(self.at);
            self.entries.push(Entry { address, page });
        } else if let Some(entry) = self.entries.get_mut(self.at) {
            *entry = Entry { address, page };
        }
    }

    /// Goes back or forward. Whether there is such an entry, and it is one of the page that is shown.
    pub(super) fn travel(&mut self, back: bool, page: u64) -> Option<bool> {
        let at = if back { self.at.checked_sub(1) } else { self.at.checked_add(1) }?;
        let entry = self.entries.get(at)?;
        self.at = at;
        Some(entry.page == page)
    }
}

/// The path and the query of an address.
pub(super) fn parts(address: &str) -> (&str, &str) {
    let address = address.split('#').next().unwrap_or_default();
    address.split_once('?').unwrap_or((address, ""))
}

/// Where a link in a page leads.
pub(super) fn resolve(address: &str, href: &str) -> Result<String> {
    let (path, _) = parts(address);
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default().contains(':');
    if scheme || href.starts_with("//") {
        return Err(Error::msg(format_args!("{href:?} leads to another site")));
    }
    let whole = match href.chars().next() {
        None | Some('#') => address.to_owned(),
        Some('/') => href.to_owned(),
        Some('?') => format!("{path}{href}"),
        Some(_) => format!("{}/{href}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    };
    Ok(whole.split('#').next().unwrap_or_default().trim_end_matches('?').to_owned())
}

/// The address of the link that a click at the end of a path of elements follows.
pub(super) fn link_of(path: &[&Element]) -> Option<String> {
    let link = path.iter().rev().find(|element| element.tag() == "a")?;
    link.attribute("href")
        .filter(|_| link.attribute("target").is_none() && link.attribute("download").is_none())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_where_a_browser_goes() {
        for (href, leads) in [
            ("?", "/a/b"),
            ("?p=2", "/a/b?p=2"),
            ("/", "/"),
            ("c?x#y", "/a/c?x"),
            ("#top", "/a/b?p=1"),
            ("", "/a/b?p=1"),
        ] {
            assert_eq!(resolve("/a/b?p=1", href).ok().as_deref(), Some(leads), "{href}");
        }
        assert!(resolve("/", "https://example.com/").is_err() && resolve("/", "//example.com").is_err());
    }
}
