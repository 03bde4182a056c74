//! Code with fields, arguments and events, and what Rust makes of it.

use loom::__private::expression::mirror::{Code, Event, Scope, Stop, Value, evaluate};
use serde_json::{Map, Value as Json, json};

use crate::{json_of, random::Random, types::Type, writer::Writer};

/// How often code is evaluated, each time with other values.
const SCOPES: usize = 6;

/// One line for Node: `["code", [CODE, ...], [SCOPE, ...]]`. In a scope all code is evaluated, in order:
/// `[FIELDS, ARGUMENTS, EVENT, [[VALUE, FIELDS, EFFECTS], ...]]`. A value is `[JSON]`, or `[]` for none; `null` is an evaluation without a result.
pub(crate) struct Case {
    pub(crate) line: Json,
    pub(crate) evaluations: usize,
}

/// An expression, or a few actions that come one after the other.
pub(crate) fn random(random: &mut Random) -> loom::Result<Case> {
    let mut writer = Writer::new(random);
    let codes: Vec<Json> = if writer.random.once_in(3) {
        writer.in_action = true;
        (0..=writer.random.below(3)).map(|_| writer.action(3)).collect()
    } else {
        let (of, depth) = (Type::random(writer.random, 2), 1 + writer.random.below(5));
        vec![writer.expression(&of, depth)]
    };
    let Writer { fields, arguments, .. } = writer;
    let read: Vec<Code> = codes.iter().map(Code::read).collect::<loom::Result<_>>()?;
    let scopes = (0..SCOPES).map(|_| evaluated(&codes, &read, scope(&fields, &arguments, random)));
    let scopes = scopes.collect::<loom::Result<Vec<Json>>>()?;
    Ok(Case { evaluations: codes.len() * SCOPES, line: json!(["code", codes, scopes]) })
}

fn scope(fields: &[Type], arguments: &[Type], random: &mut Random) -> Scope {
    let mut text = || match Type::Text.value(random) {
        Value::Text(text) => Some(text),
        _ => None,
    };
    let (value, key) = (text(), text());
    Scope {
        event: Event { value, key, checked: Some(random.once_in(2)) },
        fields: fields.iter().enumerate().map(|(place, of)| (format!("f{place}"), of.value(random))).collect(),
        arguments: arguments.iter().map(|of| of.value(random)).collect(),
        ..Scope::default()
    }
}

fn evaluated(codes: &[Json], read: &[Code], mut scope: Scope) -> loom::Result<Json> {
    let fields = fields_of(&scope);
    let arguments: Vec<Json> = scope.arguments.iter().map(json_of).collect();
    let event = json!({"value": scope.event.value, "key": scope.event.key, "checked": scope.event.checked});
    let mut results = Vec::new();
    for (code, read) in codes.iter().zip(read) {
        let value = match evaluate(read, &mut scope) {
            Ok(value) => json!(value.iter().map(json_of).collect::<Vec<_>>()),
            Err(Stop::Abandoned) => Json::Null,
            Err(Stop::Malformed(why)) => {
                return Err(loom::Error::msg(format!("the generator wrote wrong code: {why}\n{code}\n{scope:?}")));
            }
        };
        let effects = scope.effects.drain(..).map(|(name, values)| {
            let values: Vec<Json> = values.iter().map(json_of).collect();
            json!([name, values])
        });
        let effects: Vec<Json> = effects.collect();
        results.push(json!([value, fields_of(&scope), effects]));
    }
    Ok(json!([fields, arguments, event, results]))
}

fn fields_of(scope: &Scope) -> Map<String, Json> {
    scope.fields.iter().map(|(name, value)| (name.clone(), json_of(value))).collect()
}
