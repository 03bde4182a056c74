//! Compile-time tests of Loom.
