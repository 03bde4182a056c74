//! What the benchmark's programs share: the server under test, and the load that drives it.

pub mod load;
pub mod subject;
