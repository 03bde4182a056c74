//! Patterns of a match.

use super::{
    node::{Local, Pattern},
    value::Value,
};

/// Whether the value fits. Names are bound by `bind`.
pub(super) fn fits(pattern: &Pattern, value: &Value, bind: &mut impl FnMut(Local, &Value)) -> bool {
    match pattern {
        Pattern::Any => true,
        Pattern::Bind(local, inner) => {
            bind(*local, value);
            fits(inner, value, bind)
        }
        Pattern::Equal(literal) => value == literal,
        Pattern::Range { low, high, inclusive } => {
            let above = low.as_ref().is_none_or(|low| value >= low);
            above && high.as_ref().is_none_or(|high| if *inclusive { value <= high } else { value < high })
        }
        Pattern::None => matches!(value, Value::List(values) if values.is_empty()),
        Pattern::Some(inner) => match value {
            Value::List(values) => values.first().is_some_and(|value| fits(inner, value, bind)),
            _ => false,
        },
        Pattern::OneOf(patterns) => patterns.iter().any(|pattern| fits(pattern, value, bind)),
    }
}
