//! The cases that must compile: every file in a `pass` folder is a module of this test.
#![allow(dead_code, unused_imports, unused_variables, reason = "the files are compiled, not run")]
#![allow(
    clippy::multiple_bound_locations,
    clippy::needless_return,
    clippy::too_many_arguments,
    clippy::useless_vec,
    reason = "everything that is allowed is tried out here, wise or not"
)]

include!(concat!(env!("OUT_DIR"), "/pass.rs"));

#[test]
fn everything_in_a_pass_folder_compiles() {
    // This test being built is the proof.
}
