//! The subjects of the examples, without a word of HTML: data, rules, and their tests.

pub mod basket;
pub mod cities;
pub mod database;
pub mod guide;
pub mod orders;
pub mod shop;
pub mod snake;
pub mod todos;
