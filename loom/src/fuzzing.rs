//! What the fuzz targets reach that applications do not. Only there under `--cfg fuzzing`.
#![allow(missing_docs, reason = "for the fuzz targets only")]

pub use crate::protocol::{handler, json, message};
