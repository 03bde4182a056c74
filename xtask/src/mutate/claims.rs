//! Each claim of `SECURITY.md` has a guard that can be taken out, or says why not.

use super::Guard;

/// The errors in the claims: one that no guard holds and that is not excused, or an excuse that is not needed.
pub(super) fn unguarded(security: &str, guards: &[&Guard], excused: &[(&str, &str)]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut used = Vec::new();
    for (claim, tests) in claims(security) {
        let guarded = guards.iter().any(|guard| guard.tests.iter().any(|test| tests.contains(test)));
        let excuse = excused.iter().find(|(test, _)| tests.contains(test));
        used.extend(excuse);
        match (guarded, excuse) {
            (true, None) | (false, Some(_)) => {}
            (true, Some((test, _))) => wrong.push(format!("`{claim}` has a guard: {test} needs no excuse")),
            (false, None) => wrong.push(format!("`{claim}` has no guard whose absence its tests are known to notice")),
        }
    }
    let idle = excused.iter().filter(|excuse| !used.contains(excuse));
    wrong.extend(idle.map(|(test, _)| format!("no claim names {test}, which is excused")));
    wrong
}

/// The claims, each with its tests.
fn claims(security: &str) -> impl Iterator<Item = (&str, Vec<&str>)> {
    let rows = security.lines().filter_map(|line| line.strip_prefix("| ")?.split_once(" | "));
    let claims = rows.filter(|(claim, _)| *claim != "claim" && !claim.starts_with("---"));
    claims.map(|(claim, held)| (claim, held.split('`').filter(|name| name.contains("::")).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUARD: Guard = Guard { name: "one", file: "", text: "", without: "", tests: &["a::one"] };

    #[test]
    fn a_claim_without_a_guard_needs_an_excuse_and_one_with_a_guard_has_none() {
        let security = "| claim | held by |\n| --- | --- |\n| first | `a::one`, `a::two` |\n| second | `b::three` |\n";
        assert_eq!(unguarded(security, &[&GUARD], &[("b::three", "why")]), [""; 0]);
        assert_eq!(unguarded(security, &[&GUARD], &[]).len(), 1);
        assert_eq!(
            unguarded(security, &[&GUARD], &[("b::three", "why"), ("a::two", "why"), ("c::four", "why")]).len(),
            2
        );
    }
}
