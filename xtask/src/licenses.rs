//! Licenses and bans of everything the workspace is built from, by the lists of `deny.toml`.
//!
//! `cargo deny check licenses bans` reads the same file and checks the same; this needs nothing installed.

use std::{collections::BTreeSet, fs};

use crate::command::{StepResult, cargo, root, run};

/// Every package, of every platform, must be under an allowed license and not be banned.
pub(crate) fn check() -> StepResult {
    let rules = fs::read_to_string(root().join("deny.toml")).map_err(|error| format!("deny.toml: {error}"))?;
    let allowed = strings_of(&rules, "licenses", "allow");
    let banned = strings_of(&rules, "bans", "deny");
    if allowed.is_empty() {
        return Err("deny.toml allows no license".into());
    }
    let format = ["--prefix", "none", "--format", "{p}\t{l}", "--no-dedupe"];
    let mut arguments = vec!["tree", "--locked", "--workspace", "--target", "all", "--edges", "normal,build,dev"];
    arguments.extend(format);
    let tree = run(cargo(&arguments))?;
    let packages: BTreeSet<(&str, &str)> = tree.lines().filter_map(|line| line.split_once('\t')).collect();
    let mut found = Vec::new();
    for (package, license) in &packages {
        let name = package.split(' ').next().unwrap_or_default();
        if banned.iter().any(|banned| banned == name) {
            found.push(format!("{name} is banned by deny.toml"));
        }
        if !Expression::of(license).holds(&allowed) {
            found.push(format!("{package}: the license `{license}` is not allowed by deny.toml"));
        }
    }
    match found.is_empty() {
        true => Ok(format!("{} packages", packages.len())),
        false => Err(found.join("\n")),
    }
}

/// The strings of the array `key` in the table `[table]`, comments left out.
fn strings_of(toml: &str, table: &str, key: &str) -> Vec<String> {
    let lines = toml.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
    let inside =
        lines.skip_while(|line| *line != format!("[{table}]")).skip(1).take_while(|line| !line.starts_with('['));
    let from_key = inside.skip_while(|line| line.split('=').next().map(str::trim) != Some(key));
    let mut strings = Vec::new();
    for line in from_key {
        strings.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
        if line.ends_with(']') {
            break;
        }
    }
    strings
}

/// A license expression as Cargo.toml has it, `MIT OR (Apache-2.0 AND ISC)`, on its way through the parser.
struct Expression<'e> {
    /// The words and parentheses that are left.
    words: std::vec::IntoIter<&'e str>,
    /// The word that was looked at and not taken.
    next: Option<&'e str>,
}

impl<'e> Expression<'e> {
    fn of(text: &'e str) -> Self {
        let mut words = Vec::new();
        for word in text.split([' ', '/']).filter(|word| !word.is_empty()) {
            let inner = word.trim_matches(['(', ')']);
            let (open, close) = (word.matches('(').count(), word.matches(')').count());
            words.extend(std::iter::repeat_n("(", open));
            words.push(inner);
            words.extend(std::iter::repeat_n(")", close));
        }
        // `MIT/Apache-2.0`, the old form, is `OR`.
        if text.contains('/') {
            words = words.into_iter().flat_map(|word| ["OR", word]).skip(1).collect();
        }
        let mut words = words.into_iter();
        let next = words.next();
        Self { words, next }
    }

    fn take(&mut self) -> Option<&'e str> {
        std::mem::replace(&mut self.next, self.words.next())
    }

    /// Whether someone who may use `allowed` may use what is under this.
    fn holds(mut self, allowed: &[String]) -> bool {
        let held = self.any(allowed);
        held && self.next.is_none()
    }

    fn any(&mut self, allowed: &[String]) -> bool {
        let mut held = self.all(allowed);
        while self.next == Some("OR") {
            self.take();
            held |= self.all(allowed);
        }
        held
    }

    fn all(&mut self, allowed: &[String]) -> bool {
        let mut held = self.one(allowed);
        while self.next == Some("AND") {
            self.take();
            held &= self.one(allowed);
        }
        held
    }

    fn one(&mut self, allowed: &[String]) -> bool {
        match self.take() {
            Some("(") => {
                let held = self.any(allowed);
                self.take() == Some(")") && held
            }
            Some(name) => {
                let mut name = name.to_owned();
                if self.next == Some("WITH") {
                    self.take();
                    name = format!("{name} WITH {}", self.take().unwrap_or_default());
                }
                allowed.contains(&name)
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(expression: &str) -> bool {
        Expression::of(expression).holds(&["MIT".into(), "ISC".into(), "Apache-2.0 WITH LLVM-exception".into()])
    }

    #[test]
    fn expressions_are_decided_by_their_operators() {
        assert!(allowed("MIT"));
        assert!(allowed("GPL-3.0 OR MIT"));
        assert!(allowed("MIT/Apache-2.0"));
        assert!(allowed("(MIT OR GPL-3.0) AND ISC"));
        assert!(allowed("Apache-2.0 WITH LLVM-exception OR GPL-3.0"));
        assert!(!allowed("MIT AND GPL-3.0"));
        assert!(!allowed("(MIT OR ISC) AND GPL-3.0"));
        assert!(!allowed("Apache-2.0"));
        assert!(!allowed(""));
    }

    #[test]
    fn an_array_is_read_from_its_own_table_without_comments() {
        let toml =
            "[bans]\nallow = [\"x\"]\n[licenses]\nallow = [\n  \"MIT\", # \"GPL\"\n  \"ISC\",\n]\nother = [\"y\"]\n";
        assert_eq!(strings_of(toml, "licenses", "allow"), ["MIT", "ISC"]);
    }
}
