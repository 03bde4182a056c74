//! Guards: tokens.

use super::Guard;

pub(super) const GUARDS: &[Guard] = &[
    Guard {
        name: "signature",
        file: "token/keys.rs",
        text: "if «!parts.is_signed_with(&key.secret)» {",
        without: "false",
        tests: &["tokens::a_token_changed_in_any_bit_is_refused", "tokens::parts_of_two_tokens_make_none"],
    },
    Guard {
        name: "token-of-session",
        file: "token/keys.rs",
        text: "if «header.sid != key.session(expected.session)» {",
        without: "false",
        tests: &[
            "navigation::a_tree_is_bound_to_its_visitor",
            "tokens::a_token_without_its_cookie_opens_nothing",
            "tokens::the_number_of_a_page_opens_nothing",
            "rights::a_planted_cookie_opens_only_what_was_made_under_it",
            "rights::a_token_from_before_a_login_or_logout_is_refused_after_it",
            "rights::a_name_does_not_pass_for_a_cookie_nor_a_cookie_for_a_name",
        ],
    },
    Guard {
        name: "token-of-module",
        file: "token/encoding.rs",
        text: "«self.payload.strip_prefix(module).and_then(|rest| rest.strip_prefix(':'))»;",
        without: "self.payload.split_once(':').map(|(_, json)| json)",
        tests: &["tokens::a_token_opens_one_module_however_it_is_written"],
    },
    Guard {
        name: "token-age",
        file: "token/keys.rs",
        text: "if «too_old» {",
        without: "false",
        tests: &["tokens::a_token_that_is_too_old_opens_nothing"],
    },
    Guard {
        name: "refusals-alike",
        file: "connection/admission.rs",
        text: "Err((token_code(error), «\"the token is not valid here, or not any more\"»))",
        without: "if error == TokenError::Malformed { \"malformed\" } else { \"not valid\" }",
        tests: &["tokens::every_refusal_says_the_same"],
    },
    Guard {
        name: "secret-fields",
        file: "protocol/hidden.rs",
        text: "Self::Fields(names) => «names.contains(&name)»,",
        without: "false",
        tests: &["tokens::secret_fields_cannot_be_read_from_a_token"],
    },
    Guard {
        name: "secret-lengths",
        file: "protocol/hidden.rs",
        text: "&seal(&«padded(&hidden)?»)?",
        without: "object(&hidden)?",
        tests: &["tokens::the_length_of_a_token_does_not_tell_a_short_secret"],
    },
];
