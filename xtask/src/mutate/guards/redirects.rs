//! Guards: where a redirect leads.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "redirect-of-a-component",
        file: "connection/answer.rs",
        text: "&& «!self.shared.guard.targets.allows(url)»",
        without: "false",
        tests: &["redirects::a_redirect_leads_to_this_site_or_one_that_is_named"],
    },
    Guard {
        name: "redirect-of-a-page",
        file: "http/mount.rs",
        text: "if «loom.shared().guard.targets.allows(url)» =>",
        without: "true",
        tests: &["redirects::a_page_redirects_only_where_it_may"],
    },
    Guard {
        name: "redirect-letters",
        file: "connection/guard/targets.rs",
        text: "«url.contains(|c: char| c.is_control() || c == '\\\\')»",
        without: "false",
        tests: &["redirects::a_redirect_leads_to_this_site_or_one_that_is_named"],
    },
];
