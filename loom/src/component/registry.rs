//! [`Registry`], all components that are linked into the program, by name.

use std::fmt;

use super::Registration;
use crate::Error;

/// All components of the program, sorted by registered name.
#[derive(Debug)]
pub(crate) struct Registry {
    /// Sorted, with no name twice.
    entries: Vec<&'static Registration>,
}

impl Registry {
    /// Collects the components that `#[live_component]` registered.
    ///
    /// # Errors
    /// Two of them have the same name; the message names both places.
    pub(crate) fn collect() -> Result<Self, Error> {
        Ok(Self::of(inventory::iter::<Registration>.into_iter())?)
    }

    /// A registry of these components.
    fn of(entries: impl Iterator<Item = &'static Registration>) -> Result<Self, DuplicateModule> {
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|entry| (entry.module, entry.place));
        for pair in entries.windows(2) {
            if let [first, second] = pair
                && first.module == second.module
            {
                return Err(DuplicateModule { first, second });
            }
        }
        Ok(Self { entries })
    }

    /// All of them, sorted by name.
    pub(crate) fn entries(&self) -> &[&'static Registration] {
        &self.entries
    }

    /// The component of this name.
    #[must_use]
    pub(crate) fn find(&self, module: &str) -> Option<&'static Registration> {
        let index = self.entries.binary_search_by_key(&module, |entry| entry.module).ok()?;
        self.entries.get(index).copied()
    }
}

/// Two components have the same registered name, and a token could open the wrong one.
#[derive(Debug)]
struct DuplicateModule {
    first: &'static Registration,
    second: &'static Registration,
}

impl fmt::Display for DuplicateModule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((file_a, line_a, _), (file_b, line_b, _)) = (self.first.place, self.second.place);
        write!(
            f,
            "two components are registered as `{}`: `{}` at {file_a}:{line_a} and `{}` at {file_b}:{line_b}; \
             give one of them another name with `#[live_component(name = \"...\")]`",
            self.first.module,
            (self.first.type_name)(),
            (self.second.type_name)(),
        )
    }
}

impl std::error::Error for DuplicateModule {}

inventory::collect!(Registration);

#[cfg(test)]
mod tests {
    use super::*;

    static A: Registration = entry("app::a", 1);
    static B: Registration = entry("app::b", 2);
    static B_AGAIN: Registration = entry("app::b", 3);

    const fn entry(module: &'static str, line: u32) -> Registration {
        Registration { module, type_name: || "T", place: ("src/a.rs", line, 1), vtable: || &() }
    }

    #[test]
    fn components_are_found_by_name_whatever_their_order() {
        let registry = Registry::of([&B, &A].into_iter());
        let found = registry.map(|registry| registry.find("app::a").map(|entry| entry.place.1));
        assert!(matches!(found, Ok(Some(1))));
    }

    #[test]
    fn a_name_twice_is_refused_with_both_places() {
        let error = Registry::of([&B_AGAIN, &A, &B].into_iter()).err().map(|error| error.to_string());
        let error = error.unwrap_or_default();
        assert!(error.contains("src/a.rs:2") && error.contains("src/a.rs:3"), "{error}");
    }
}
