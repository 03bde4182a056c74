//! How the macro saves fields whose types it does not know, so that one without serde's traits is one error.
//!
//! [`Saved`] asks for both traits, with a message of its own. The rest is found by autoref: for a type that has the trait
//! it does its work, and for one that has not, where [`Saved`] has spoken already, it does nothing.

use std::marker::PhantomData;

use serde::{
    Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error as _},
};

use crate::protocol::state::digest;

/// A type that can be part of a component's state.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be saved",
    label = "a component's fields travel in the page's token, and `{Self}` has not both of serde's traits",
    note = "derive `serde::Serialize` and `serde::Deserialize` for it, or mark the field `#[state(skip)]` and make it in `connected`"
)]
pub trait Saved {
    /// Writes the field.
    ///
    /// # Errors
    /// As of its own `Serialize`.
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> Saved for T {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// Reads a `T`, if it can be read.
#[derive(Debug)]
pub struct Load<T>(PhantomData<T>);

impl<T> Load<T> {
    /// Holds nothing.
    pub const NEW: Self = Self(PhantomData);
}

/// Reading what serde can read.
pub trait LoadSaved<T> {
    /// Reads the field.
    ///
    /// # Errors
    /// As of its own `Deserialize`.
    fn load<'de, D: Deserializer<'de>>(&self, deserializer: D) -> Result<T, D::Error>;
}

/// Not reading what serde cannot read.
pub trait LoadAny<T> {
    /// Reads nothing.
    ///
    /// # Errors
    /// Always.
    fn load<'de, D: Deserializer<'de>>(&self, deserializer: D) -> Result<T, D::Error>;
}

impl<T: DeserializeOwned> LoadSaved<T> for Load<T> {
    fn load<'de, D: Deserializer<'de>>(&self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}

impl<T> LoadAny<T> for &Load<T> {
    fn load<'de, D: Deserializer<'de>>(&self, _: D) -> Result<T, D::Error> {
        Err(D::Error::custom("this type cannot be read"))
    }
}

/// A prop on its way into the digest of props.
#[derive(Debug)]
pub struct Digested<'a, T: ?Sized>(pub &'a T);

/// The digest of what serde can write.
pub trait DigestSaved {
    /// Goes on from `seed`.
    #[must_use]
    fn digest(&self, seed: u64) -> u64;
}

/// The digest of what serde cannot write.
pub trait DigestAny {
    /// Goes on from `seed`.
    #[must_use]
    fn digest(&self, seed: u64) -> u64;
}

impl<T: Serialize + ?Sized> DigestSaved for Digested<'_, T> {
    fn digest(&self, seed: u64) -> u64 {
        digest(seed, self.0)
    }
}

impl<T: ?Sized> DigestAny for &Digested<'_, T> {
    fn digest(&self, seed: u64) -> u64 {
        seed
    }
}
