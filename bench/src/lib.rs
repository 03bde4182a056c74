//! Shared by the benchmark's programs: the servers under test, and the load that drives them.

pub mod load;
pub mod operations;
pub mod subject;
