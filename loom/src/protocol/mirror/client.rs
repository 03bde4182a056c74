//! The frames of a client.

use serde_json::{Map, Value as Json, json};

use crate::{Result, protocol::message::SpecialVars};

/// The frame that joins a component. `have` says that the page's own HTML of this token stands unchanged.
#[must_use]
pub fn join(id: u64, module: &str, token: &str, have: bool) -> String {
    json!(["j", id, module, token, u8::from(have)]).to_string()
}

/// The frame of an event. `attempt` counts how often it has been sent, this time included.
///
/// # Errors
/// The detail is not JSON.
pub fn event(id: u64, number: u64, handler: &str, event: &str, supplied: SpecialVars, attempt: u32) -> Result<String> {
    let supplied = payload(supplied)?;
    let frame = match attempt {
        0 | 1 => json!(["e", id, number, handler, event, supplied]),
        attempt => json!(["e", id, number, handler, event, supplied, attempt]),
    };
    Ok(frame.to_string())
}

/// The frame by which a client leaves a component.
#[must_use]
pub fn leave(id: u64) -> String {
    json!(["l", id]).to_string()
}

fn payload(supplied: SpecialVars) -> Result<Json> {
    let SpecialVars { value, checked, key, form, values, detail, locals } = supplied;
    let detail = detail.map(|detail| serde_json::from_str::<Json>(&detail)).transpose()?;
    let locals = locals.map(|locals| serde_json::from_str::<Json>(&locals)).transpose()?;
    let members = [
        ("value", value.map(Json::from)),
        ("checked", checked.map(Json::from)),
        ("key", key.map(Json::from)),
        ("form", form.map(Json::from)),
        ("values", values.map(Json::from)),
        ("detail", detail),
        ("locals", locals),
    ];
    let members = members.into_iter().filter_map(|(name, member)| Some((name.to_owned(), member?)));
    Ok(Json::Object(members.collect::<Map<_, _>>()))
}
