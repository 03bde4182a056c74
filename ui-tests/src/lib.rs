//! Compile-time tests of Loom: what must compile, and what must not, with the message it gets.
//!
//! One rule a file, named for the rule, in topic folders: `component`, `template` and `event`. Files in `pass` are
//! compiled as modules of one test program; files in `fail` are compiled one by one, and their errors
//! compared with the `.stderr` beside them. `corpus` holds many wrong uses in a few lines each.
