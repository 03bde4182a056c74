//! The keys of items, as they stand beside them.

/// Reads keys: `1-1000`, `5,3`, `eX3kd_0aB,Aq09-fMzk`.
pub(super) fn read(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        match run(part) {
            Some(run) => keys.extend(run.map(|key| key.to_string())),
            None => keys.push(part.to_owned()),
        }
    }
    keys
}

/// The integers of `FIRST-LAST`. The first character may be a sign.
fn run(text: &str) -> Option<std::ops::RangeInclusive<i64>> {
    let (dash, _) = text.char_indices().skip(1).find(|(_, c)| *c == '-')?;
    let (first, last) = text.split_at_checked(dash)?;
    Some(first.parse().ok()?..=last.strip_prefix('-')?.parse().ok()?)
}
