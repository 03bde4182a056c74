//! [`AppState`], the values that the application shares with all its components, by type.

use std::{
    any::{Any, TypeId, type_name},
    collections::HashMap,
    fmt,
    sync::Arc,
};

use crate::Error;

/// The values that the application shares with all its components: at most one value of each type.
#[derive(Clone, Default)]
pub struct AppState {
    /// Shared, so that each connection has its own handle on it for one pointer.
    values: Arc<HashMap<TypeId, SharedValue>>,
}

/// One of the values.
#[derive(Clone)]
struct SharedValue {
    /// The name of its type, for errors.
    name: &'static str,
    value: Arc<dyn Any + Send + Sync>,
}

impl AppState {
    /// With `value` too, in the place of one of the same type. Done while the application is put together.
    #[must_use]
    pub fn with<T: Send + Sync + 'static>(self, value: T) -> Self {
        self.with_shared(Arc::new(value))
    }

    /// As [`with`](Self::with), with a value that the application keeps a handle on.
    #[must_use]
    pub fn with_shared<T: Send + Sync + 'static>(mut self, value: Arc<T>) -> Self {
        Arc::make_mut(&mut self.values).insert(TypeId::of::<T>(), SharedValue { name: type_name::<T>(), value });
        self
    }

    /// The shared value of type `T`.
    ///
    /// # Errors
    /// The application shares none; the message says how it would, and names the types that it does share.
    pub fn get<T: Send + Sync + 'static>(&self) -> Result<Arc<T>, Error> {
        let found = self.values.get(&TypeId::of::<T>()).cloned();
        found.and_then(|shared| shared.value.downcast().ok()).ok_or_else(|| self.missing::<T>())
    }

    /// Why there is no value of type `T`.
    fn missing<T: 'static>(&self) -> Error {
        let name = type_name::<T>();
        if self.values.contains_key(&TypeId::of::<Arc<T>>()) {
            return Error::msg(format_args!(
                "no state of type `{name}`, but of type `Arc<{name}>`: give it to `Loom::builder().shared(...)`"
            ));
        }
        let mut others: Vec<&str> = self.values.values().map(|shared| shared.name).collect();
        others.sort_unstable();
        let there = match &*others {
            [] => "there is none of any type".to_owned(),
            others => format!("there is `{}`", others.join("`, `")),
        };
        Error::msg(format_args!("no state of type `{name}`: give it to `Loom::builder().state(...)`; {there}"))
    }
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AppState({} values)", self.values.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(state: &AppState) -> String {
        state.get::<String>().err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_type_that_is_not_shared_is_told_with_those_that_are() {
        let none = "no state of type `alloc::string::String`: give it to `Loom::builder().state(...)`; ";
        assert_eq!(refusal(&AppState::default()), format!("{none}there is none of any type"));
        assert_eq!(refusal(&AppState::default().with(1_u8).with('c')), format!("{none}there is `char`, `u8`"));
        let in_arc = AppState::default().with(Arc::new(String::new()));
        assert_eq!(
            refusal(&in_arc),
            "no state of type `alloc::string::String`, but of type `Arc<alloc::string::String>`: give it to `Loom::builder().shared(...)`"
        );
    }

    #[test]
    fn a_value_that_the_application_has_a_handle_on_is_shared_itself() -> Result<(), Error> {
        let value = Arc::new("a".to_owned());
        let state = AppState::default().with_shared(Arc::clone(&value));
        assert!(Arc::ptr_eq(&value, &state.get::<String>()?));
        Ok(())
    }
}
