//! The gallery.
#![allow(
    unreachable_pub,
    reason = "a program has no outside; its examples are written as a library's would be"
)]
mod highlight;
mod model;
mod pages;
fn main() {}
