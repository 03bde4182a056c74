//! Guards: the log.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "refusals-counted",
        file: "connection/guard/refusals.rs",
        text: "Some(kind) if «now < kind.until» =>",
        without: "false",
        tests: &["log::refusals_are_a_few_lines_that_say_who_and_how_often"],
    },
    Guard {
        name: "escaped-log",
        file: "log.rs",
        text: "«c.is_control()»\n        ||",
        without: "false",
        tests: &["log::input_begins_no_line_of_the_log"],
    },
];
