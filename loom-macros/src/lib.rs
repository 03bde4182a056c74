//! The macros of Loom. Use them through `loom`.
