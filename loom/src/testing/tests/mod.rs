//! What a test sees of components, and what it cannot do.

mod browser;
mod nested;
mod visitors;
