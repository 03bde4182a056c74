//! [`ResumeKey`], which component of which page.

/// One component as one page shows it. A page that was opened twice has its components twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct ResumeKey {
    /// The component's instance. A client that names it has shown a token that is bound to the visitor and the module.
    pub(super) instance: u64,
    /// The number that the page gave itself.
    pub(super) page: u64,
}
