//! [`Prefix`], the path below which browsers find the application.

use crate::{Error, Result};

/// The path below which browsers find the application: `/shop`, or nothing where it has the whole site.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefix(String);

impl Prefix {
    /// Reads what the application says.
    ///
    /// # Errors
    /// It is not the path of a folder, or would have to be written in another way in an address.
    pub(super) fn read(path: &str) -> Result<Self> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        let is_segment = |segment: &str| !matches!(segment, "" | "." | "..") && segment.bytes().all(is_plain);
        match path.strip_prefix('/') {
            Some(segments) if segments.split('/').all(is_segment) => Ok(Self(path.to_owned())),
            _ => Err(Error::msg(format_args!(
                "{path:?} is not a prefix: it begins with `/`, does not end with one, and is made of letters, digits, `-`, `.`, `_` and `~` \
                 between them, as in `/shop`"
            ))),
        }
    }

    /// A path of Loom's own, as browsers ask for it.
    pub(super) fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The prefix of all paths of the application; empty if it has none.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_the_path_of_a_folder() {
        for good in ["/shop", "/a/b-c", "/v1.2/~ada"] {
            assert_eq!(
                Prefix::read(good).map(|prefix| prefix.of("/loom/ws")).unwrap_or_default(),
                format!("{good}/loom/ws")
            );
        }
        for wrong in [
            "",
            "/",
            "shop",
            "/shop/",
            "//shop",
            "/a//b",
            "/a/../b",
            "/a b",
            "/a;b",
            "/a?b",
            "/\u{e4}",
            "https://a.example/b",
        ] {
            assert!(Prefix::read(wrong).is_err(), "{wrong}");
        }
    }
}
