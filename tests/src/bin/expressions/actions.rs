//! Random actions: code that changes fields and asks for effects.

use serde_json::{Value as Json, json};

use crate::{
    types::{TAGS, Type},
    writer::Writer,
};

impl Writer<'_> {
    /// An action of some statements.
    pub(crate) fn action(&mut self, depth: usize) -> Json {
        let mut code = vec![json!("do")];
        code.extend((0..=self.random.below(4)).map(|_| self.statement(depth)).collect::<Vec<_>>());
        Json::Array(code)
    }

    fn statement(&mut self, depth: usize) -> Json {
        let below = depth.saturating_sub(1);
        match self.random.below(if depth == 0 { 8 } else { 12 }) {
            0 | 1 => {
                let of = Type::random(self.random, 2);
                let value = self.expression(&of, depth);
                json!(["=", self.field(&of), value])
            }
            2 | 3 => {
                let (of, tag) = match self.random.once_in(4) {
                    true => (Type::Float, 'f'),
                    false => {
                        let tag = *self.random.one(&TAGS);
                        (Type::Int(tag), tag)
                    }
                };
                let name = self.random.one(&["+=", "-=", "*=", "/=", "%="]);
                let value = self.expression(&of, depth);
                json!([format!("{name}{tag}"), self.field(&of), value])
            }
            4 | 5 => self.list_statement(depth),
            6 => match self.random.once_in(3) {
                true => json!(["clear", self.field(&Type::Text)]),
                false => json!(["push_str", self.field(&Type::Text), self.expression(&Type::Text, depth)]),
            },
            7 => {
                let of = Type::random(self.random, 1);
                json!(["fx", self.name(), self.expression(&of, depth)])
            }
            8 => json!(["if", self.expression(&Type::Bool, depth), self.statement(below), self.statement(below)]),
            9 => json!(["if", self.expression(&Type::Bool, depth), self.action(below)]),
            10 => {
                let of = Type::random(self.random, 1);
                let value = self.expression(&of, depth);
                let (number, body) = self.with_local(&of, |writer| writer.action(below));
                json!(["let", number, value, body])
            }
            _ => self.matching(|writer| writer.statement(below), below),
        }
    }

    /// A change of a list. The last item may be taken from it for use.
    fn list_statement(&mut self, depth: usize) -> Json {
        let item = Type::random(self.random, 1);
        let field = self.field(&Type::List(Box::new(item.clone())));
        match self.random.below(8) {
            0 | 1 => json!(["push", field, self.expression(&item, depth)]),
            2 => json!(["clear", field]),
            3 => json!(["truncate", field, self.size(depth)]),
            4 => json!(["retain", field, self.closure(&item, &Type::Bool, depth)]),
            5 => json!(["insert", field, self.size(depth), self.expression(&item, depth)]),
            6 => json!(["remove", field, self.size(depth)]),
            _ => {
                let target = self.field(&item);
                let (number, body) = self.with_local(&item, |writer| writer.expression(&item, depth.min(1)));
                json!(["match", ["pop", field], ["?", ["@", number]], true, ["=", target, body], "_", true, ["()"]])
            }
        }
    }
}
