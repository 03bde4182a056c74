//! Tables taken from the HTML standard.

pub(crate) mod attributes;
pub(crate) mod elements;
pub(crate) mod events;
pub(crate) mod foreign;

pub(crate) use crate::nearest::{distance, nearest, nearest_of};
