//! After the reader: a claim of `SECURITY.md` that nothing holds.

use std::{fs, path::Path};

/// Would gain: trust, by a claim whose test was renamed or taken away.
#[test]
fn every_claim_names_a_test_that_there_is() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("SECURITY.md")).expect("SECURITY.md");
    let mut named = 0;
    // `module::test` in the tables; the module is a file beside this one.
    for name in text.split('`').filter(|code| code.contains("::") && !code.contains([' ', '('])) {
        let Some((module, test)) = name.split_once("::") else { continue };
        if !module.starts_with(|letter: char| letter.is_ascii_lowercase()) || module == "loom" {
            continue;
        }
        let file = root.join("tests/tests/security").join(format!("{module}.rs"));
        let source = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name}: {}: {error}", file.display()));
        assert!(source.contains(&format!("fn {test}()")), "there is no test {name}");
        named += 1;
    }
    assert!(named > 40, "{named} tests are named");
    // And a claim without a test is none.
    for line in
        text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---") && !line.contains("held by"))
    {
        assert!(line.contains("::"), "nothing holds: {line}");
    }
}
