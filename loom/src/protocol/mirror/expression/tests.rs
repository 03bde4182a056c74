//! Code as a client evaluates it. `cargo xtask test expressions` compares much more of it with the client.

use serde_json::json;

use super::*;

/// A field, an argument, and an event with a value.
fn scope() -> Scope {
    Scope {
        fields: [("n".to_owned(), Value::Integer(250))].into(),
        arguments: vec![Value::Text("é".to_owned())],
        event: Event { value: Some("typed".to_owned()), ..Event::default() },
        ..Scope::default()
    }
}

/// The JSON of the value of code; `-` for none, and the reason where there is no result.
fn value_of(code: serde_json::Value) -> String {
    match evaluate(&Code::read(&code).unwrap(), &mut scope()) {
        Ok(None) => "-".to_owned(),
        Ok(Some(value)) => {
            let mut out = String::new();
            value.encode(&mut out);
            out
        }
        Err(stop) => format!("{stop:?}"),
    }
}

#[test]
fn code_has_the_value_that_its_expression_has_in_rust() {
    for (code, value) in [
        (json!(["+A", "n", 5]), "255"),
        (json!(["+A", "n", 6]), "Abandoned"),
        (json!(["-a", ["#", -128]]), "Abandoned"),
        (json!(["len", [0]]), "2"),
        (json!(["ev", "value"]), "\"typed\""),
        (json!(["ev", "key"]), "Abandoned"),
        (json!(["fmt", ["n"], " ", [{"f": 2.5}, 0]]), "\"250 2\""),
        (json!(["match", "n", ["..", 0, 9, true], true, 1, ["@", "0"], [">", "0", 9], "0"]), "250"),
        (json!(["match", "n", ["=", 0], true, 1]), "Abandoned"),
        (
            json!([
                "any",
                ["map", ["iter", ["vec", 1, 100]], ["fn", ["0"], ["*A", "0", 3]]],
                ["fn", ["1"], ["==", "1", 3]]
            ]),
            "true",
        ),
        (json!(["count", ["map", ["iter", ["vec", 1, 100]], ["fn", ["0"], ["*A", "0", 3]]]]), "Abandoned"),
        (json!(["let", "0", ["iter", ["vec", 1, 2]], ["list", ["rev", "0"]]]), "[2,1]"),
        (json!(["+A", "n", "text"]), "Malformed(\"there is no field text\")"),
    ] {
        assert_eq!(value_of(code.clone()), value, "{code}");
    }
}

#[test]
fn an_action_changes_all_or_nothing() {
    let mut page = scope();
    let more = json!(["do", ["+=A", "n", 5], ["fx", "focus", [0]], ["+=A", "n", [0]]]);
    assert!(matches!(evaluate(&Code::read(&more).unwrap(), &mut page), Err(Stop::Malformed(_))));
    let twice = json!(["do", ["fx", "focus", [0]], ["+=A", "n", 5], ["+=A", "n", 1]]);
    assert_eq!(evaluate(&Code::read(&twice).unwrap(), &mut page), Err(Stop::Abandoned));
    assert_eq!((&page.fields, page.effects.len()), (&scope().fields, 0));
    let once = json!(["do", ["fx", "focus", [0]], ["+=A", "n", 5]]);
    assert_eq!(evaluate(&Code::read(&once).unwrap(), &mut page), Ok(None));
    assert_eq!((page.fields.get("n"), page.effects.len()), (Some(&Value::Integer(255)), 1));
}

#[test]
fn anything_else_is_no_code() {
    for wrong in [
        json!(null),
        json!({}),
        json!([]),
        json!(["constructor", 1]),
        json!(["+", 1, 2]),
        json!(["+E", 1, 2]),
        json!(["+z", 1, 2]),
        json!(["len"]),
        json!(["match", 1, "_", true]),
        json!(["match", 1, ["constructor"], true, 1]),
        json!(["=", "0", 1]),
        json!(["ev", "target"]),
    ] {
        assert!(Code::read(&wrong).is_err(), "{wrong}");
    }
}
