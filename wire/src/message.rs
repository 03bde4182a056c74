//! The messages of clients.

use std::fmt;

use serde_json::{Value, json};

/// The message by which a client asks whether the server is there, in dialect 2.
pub const HEARTBEAT: &str = r#"["h"]"#;

/// The language of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// Dialect 1.
    One,
    /// Loom's own.
    Two,
}

impl Dialect {
    /// The id of this number as the dialect writes it.
    #[must_use]
    pub fn id(self, id: u64) -> Value {
        match self {
            Self::One => json!(format!("c{id}")),
            Self::Two => json!(id),
        }
    }
}

/// A component is joined. It is displayed in dialect 2.
#[derive(Clone, Copy, Debug)]
pub struct Join<'m> {
    /// The number that the client gives it.
    pub id: u64,
    /// The name of its type.
    pub module: &'m str,
    /// Its token.
    pub token: &'m str,
    /// Whether the client has its HTML, as the page brought it.
    pub have: bool,
}

impl Join<'_> {
    /// The message in a dialect. Dialect 1 cannot say that the client has the HTML.
    #[must_use]
    pub fn to(&self, dialect: Dialect) -> String {
        match dialect {
            Dialect::One => {
                json!({"type": "join", "id": dialect.id(self.id), "module": self.module, "token": self.token})
                    .to_string()
            }
            Dialect::Two => self.to_string(),
        }
    }
}

impl fmt::Display for Join<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, module, token, have } = *self;
        write!(f, "[\"j\",{id},{},{},{}]", Quoted(module), Quoted(token), u8::from(have))
    }
}

/// An event of a component. It is displayed in dialect 2.
#[derive(Clone, Copy, Debug)]
pub struct Event<'m, P = &'static str> {
    /// The component's number.
    pub id: u64,
    /// The event's own number.
    pub number: u64,
    /// The handler with its arguments, as the page writes it.
    pub handler: &'m str,
    /// The name of the DOM event.
    pub event: &'m str,
    /// The payload as JSON.
    pub payload: Option<P>,
    /// Which attempt it is, if the connections of others broke.
    pub attempt: Option<u64>,
}

impl<'m, P> Event<'m, P> {
    /// An event that is sent for the first time, without a payload.
    #[must_use]
    pub const fn new(id: u64, number: u64, handler: &'m str, event: &'m str) -> Self {
        Self { id, number, handler, event, payload: None, attempt: None }
    }

    /// The same with a payload.
    #[must_use]
    pub fn with(self, payload: P) -> Self {
        Self { payload: Some(payload), ..self }
    }
}

impl<P: fmt::Display> Event<'_, P> {
    /// The message in a dialect. Dialect 1 has no numbers.
    #[must_use]
    pub fn to(&self, dialect: Dialect) -> String {
        let Self { id, handler, event, payload, .. } = self;
        let (handler, event) = (Quoted(handler), Quoted(event));
        let payload = fmt::from_fn(|f| match payload {
            Some(payload) => payload.fmt(f),
            None => f.write_str("{}"),
        });
        match dialect {
            Dialect::One => {
                format!(
                    r#"{{"type":"event","id":"c{id}","handler":{handler},"event":{event},"special_vars":{payload}}}"#
                )
            }
            Dialect::Two => self.to_string(),
        }
    }
}

impl<P: fmt::Display> fmt::Display for Event<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, number, handler, event, payload, attempt } = self;
        write!(f, "[\"e\",{id},{number},{},{}", Quoted(handler), Quoted(event))?;
        if let Some(payload) = payload {
            write!(f, ",{payload}")?;
        }
        if let Some(attempt) = attempt {
            write!(f, ",{attempt}")?;
        }
        f.write_str("]")
    }
}

/// A component is left. It is displayed in dialect 2.
#[derive(Clone, Copy, Debug)]
pub struct Leave {
    /// The component's number.
    pub id: u64,
}

impl Leave {
    /// The message in a dialect.
    #[must_use]
    pub fn to(&self, dialect: Dialect) -> String {
        match dialect {
            Dialect::One => json!({"type": "leave", "id": dialect.id(self.id)}).to_string(),
            Dialect::Two => self.to_string(),
        }
    }
}

impl fmt::Display for Leave {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[\"l\",{}]", self.id)
    }
}

/// A string of JSON. Most are written as they are, without an allocation.
struct Quoted<'m>(&'m str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_special = |byte: u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        match self.0.bytes().any(is_special) {
            true => write!(f, "{}", Value::from(self.0)),
            false => write!(f, "\"{}\"", self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_what_the_protocol_says() {
        let join = Join { id: 1, module: "Counter", token: "t", have: true };
        assert_eq!(join.to(Dialect::Two), r#"["j",1,"Counter","t",1]"#);
        assert_eq!(join.to(Dialect::One), r#"{"id":"c1","module":"Counter","token":"t","type":"join"}"#);
        assert_eq!(Leave { id: 3 }.to(Dialect::Two), r#"["l",3]"#);
        assert_eq!(Leave { id: 3 }.to(Dialect::One), r#"{"id":"c3","type":"leave"}"#);
        let event = Event::new(0, 7, "increment", "click");
        assert_eq!(event.with("{}").to_string(), r#"["e",0,7,"increment","click",{}]"#);
        let again = Event { attempt: Some(2), ..Event::new(0, 7, "type", "input").with(json!({"value": "x"})) };
        assert_eq!(again.to(Dialect::Two), r#"["e",0,7,"type","input",{"value":"x"},2]"#);
        let one = r#"{"type":"event","id":"c0","handler":"type","event":"input","special_vars":{"value":"x"}}"#;
        assert_eq!(again.to(Dialect::One), one);
    }

    #[test]
    fn any_string_is_quoted() {
        let event = Event::<&str>::new(0, 1, "set(\"a\\\n\u{1}\u{e9}\")", "click").to_string();
        let read: Value = serde_json::from_str(&event).unwrap_or_default();
        assert_eq!(read, json!(["e", 0, 1, "set(\"a\\\n\u{1}\u{e9}\")", "click"]));
    }
}
