//! The view that a test has of components, and the limits of its actions.

mod address;
mod browser;
mod changes;
mod expressions;
mod local;
mod nested;
mod paths;
mod visitors;
