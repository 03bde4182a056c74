//! The fields that code names, as the server gives them.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::{
    expression::{Code, Scope, Value, evaluate},
    mismatch,
};
use crate::Result;

/// Fields, by name.
pub type Fields = BTreeMap<String, Field>;

/// A field, as the server has said it.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Whose it is.
    pub owner: Owner,
    /// The shape of its type.
    pub shape: String,
    /// The handlers that receive it.
    pub receivers: Vec<String>,
    /// Its value.
    pub value: Value,
}

/// The owner of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The browser, as long as the page is there.
    Page,
    /// The browser, as long as the tab is there.
    Tab,
    /// The browser, for all tabs.
    Browser,
    /// The server, with the browser ahead of it.
    Mirror,
    /// A form control.
    Control,
}

impl Owner {
    fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'l' => Self::Page,
            't' => Self::Tab,
            'w' => Self::Browser,
            'm' => Self::Mirror,
            'b' => Self::Control,
            _ => return None,
        })
    }
}

impl Field {
    /// Whether a value may be of the field's type.
    #[must_use]
    pub fn takes(&self, value: &Value) -> bool {
        is_of(&self.shape, value)
    }

    /// The value of a text as the field's type; `None` if it is none.
    #[must_use]
    pub fn parse(&self, text: &str) -> Option<Value> {
        parse(&self.shape, text)
    }

    /// The values of texts as items of the field's type, which is a list; `None` if it is no list, or one of them is no item.
    #[must_use]
    pub fn parse_items(&self, texts: &[String]) -> Option<Value> {
        let shape = self.shape.strip_prefix('[')?;
        texts.iter().map(|text| parse(shape, text)).collect::<Option<_>>().map(Value::List)
    }
}

/// `{NAME:[KIND,VALUE],...}`, or nothing.
pub(super) fn read(json: Json) -> Result<Fields> {
    let members = match json {
        Json::Null => return Ok(Fields::new()),
        Json::Object(members) => members,
        other => return Err(mismatch(format_args!("{other} are not fields"))),
    };
    let field = |json: &Json| {
        let kind = json.get(0)?.as_str()?;
        let letter = kind.chars().next()?;
        let mut parts = kind.get(letter.len_utf8()..)?.split(" @");
        let (shape, receivers) = (parts.next()?.to_owned(), parts.map(str::to_owned).collect());
        Some(Field { owner: Owner::of(letter)?, shape, receivers, value: Value::decode(json.get(1)?)? })
    };
    let fields = members.into_iter().map(|(name, json)| match field(&json) {
        Some(field) if field.takes(&field.value) => Ok((name, field)),
        _ => Err(mismatch(format_args!("{json} is not the field {name}"))),
    });
    fields.collect()
}

/// The same, as it stands in a page.
pub(super) fn read_text(text: &str) -> Result<Fields> {
    if text.is_empty() { Ok(Fields::new()) } else { read(serde_json::from_str(text)?) }
}

fn is_of(shape: &str, value: &Value) -> bool {
    let mut rest = shape.chars();
    match (rest.next(), value) {
        (Some('?'), Value::List(values)) => values.len() < 2 && values.iter().all(|value| is_of(rest.as_str(), value)),
        (Some('['), Value::List(values)) => values.iter().all(|value| is_of(rest.as_str(), value)),
        (Some('e'), Value::Text(name)) => rest.as_str().split('|').any(|known| known == name),
        (Some('s'), Value::Text(_)) | (Some('z'), Value::Bool(_)) | (Some('f'), Value::Float(_)) => true,
        (Some(tag), Value::Integer(number)) => match tag {
            'a' => i8::try_from(*number).is_ok(),
            'b' => i16::try_from(*number).is_ok(),
            'c' => i32::try_from(*number).is_ok(),
            'd' => i64::try_from(*number).is_ok(),
            'A' => u8::try_from(*number).is_ok(),
            'B' => u16::try_from(*number).is_ok(),
            'C' => u32::try_from(*number).is_ok(),
            'D' => u64::try_from(*number).is_ok(),
            _ => false,
        },
        _ => false,
    }
}

/// The value of the text of a control.
fn parse(shape: &str, text: &str) -> Option<Value> {
    let mut rest = shape.chars();
    match rest.next()? {
        '?' if text.is_empty() => Some(Value::List(Vec::new())),
        '?' => Some(Value::List(vec![parse(rest.as_str(), text)?])),
        's' | 'e' => Some(Value::Text(text.to_owned())),
        tag => {
            let code = Code::read(&json!([format!("parse{tag}"), ["'", text]])).ok()?;
            match evaluate(&code, &mut Scope::default()) {
                Ok(Some(Value::List(mut value))) => value.pop(),
                _ => None,
            }
        }
    }
}
