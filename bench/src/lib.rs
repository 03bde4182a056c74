//! What the benchmark's programs share: the servers under test, and the load that drives them.

pub mod load;
pub mod operations;
pub mod subject;
