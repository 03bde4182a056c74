//! x
pub struct Example {
    pub source: &'static str,
}
pub const ALL: &[Example] = &[];
