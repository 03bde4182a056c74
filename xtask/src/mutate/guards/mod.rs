//! The guards of the library, by what they are for. A guard that is added to `SECURITY.md` is added here.

mod address;
mod failures;
mod handlers;
mod limits;
mod log;
mod origins;
mod pages;
mod redirects;
mod rights;
mod shown;
mod tokens;
mod visitors;

use super::Guard;

/// Claims whose guard is no expression that could be taken out, by one of their tests, and why.
pub(super) const NOT_TAKEN_OUT: &[(&str, &str)] = &[
    ("tokens::a_key_that_is_not_in_use_any_more_opens_nothing", "the key's id and the signature each hold it alone"),
    ("log::the_reference_of_an_error_leads_to_one_line_that_says_why", "a line of the log is a statement"),
    (
        "navigation::hostile_addresses_give_a_page_or_a_refusal",
        "nothing reads a query but extractors of the application",
    ),
    ("memory::ten_thousand_sockets_that_open_and_close_leave_nothing", "each ends by the `Drop` of a value"),
];

/// Every guard.
pub(super) fn all() -> Vec<&'static Guard> {
    [
        tokens::GUARDS,
        visitors::GUARDS,
        handlers::GUARDS,
        address::GUARDS,
        rights::GUARDS,
        origins::GUARDS,
        pages::GUARDS,
        redirects::GUARDS,
        shown::GUARDS,
        limits::GUARDS,
        failures::GUARDS,
        log::GUARDS,
    ]
    .into_iter()
    .flatten()
    .collect()
}
