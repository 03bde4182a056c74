//! [`AppState`], what the application shares with all its components, by type.

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
    values: Arc<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>,
}

impl AppState {
    /// With `value` too, in the place of one of the same type. Done while the application is put together.
    #[must_use]
    pub fn with<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        Arc::make_mut(&mut self.values).insert(TypeId::of::<T>(), Arc::new(value));
        self
    }

    /// The shared value of type `T`.
    ///
    /// # Errors
    /// The application shares none; the message says how it would.
    pub fn get<T: Send + Sync + 'static>(&self) -> Result<Arc<T>, Error> {
        let found = self.values.get(&TypeId::of::<T>()).cloned();
        found.and_then(|value| value.downcast().ok()).ok_or_else(|| {
            let name = type_name::<T>();
            Error::msg(format_args!("no state of type `{name}`: give it to `Loom::builder().state(...)`"))
        })
    }
}

impl fmt::Debug for AppState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AppState({} values)", self.values.len())
    }
}
