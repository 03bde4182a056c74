//! The content of a `<template>` is fixed.

use loom::prelude::*;

pub fn page() -> Html<'static> {
    html! {
        <template>if true { "x" }</template>
    }
}

fn main() {}
