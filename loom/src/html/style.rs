//! Keeps values of style properties to one property, and from loading anything.

/// `value` if it can stand after `property:`, else `None`.
///
/// It may not end the property, begin a rule or a comment, leave a string or a bracket open, or name a resource.
#[must_use]
pub fn safe_style(value: &str) -> Option<&str> {
    let mut closers = Vec::new();
    let mut quote = None;
    for c in value.chars() {
        match c {
            ';' | '{' | '}' | '<' | '>' | '\\' | '@' => return None,
            c if c.is_control() && c != '\t' => return None,
            '"' | '\'' if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => quote = Some(c),
            _ if quote.is_some() => {}
            '(' => closers.push(')'),
            '[' => closers.push(']'),
            ')' | ']' if closers.pop() != Some(c) => return None,
            _ => {}
        }
    }
    let open = quote.is_some() || !closers.is_empty();
    (!open && !names_resource(value)).then_some(value)
}

/// `value` if it can be the whole of a `style` attribute, else `None`: declarations whose values are all safe.
pub(crate) fn safe_declarations(value: &str) -> Option<&str> {
    let safe = |declaration: &str| match declaration.split_once(':') {
        Some((name, value)) => {
            let name = name.trim();
            !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
                && !matches!(name.to_ascii_lowercase().as_str(), "behavior" | "-moz-binding")
                && safe_style(value).is_some()
        }
        None => declaration.trim().is_empty(),
    };
    value.split(';').all(safe).then_some(value)
}

fn names_resource(value: &str) -> bool {
    if !value.contains(['(', ':', '/']) {
        return false;
    }
    let lower = value.to_ascii_lowercase();
    ["/*", "*/", "url(", "image(", "image-set(", "src(", "expression(", "javascript:", "paint(", "element("]
        .iter()
        .any(|bad| lower.contains(bad))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_one_property_pass() {
        for value in [
            "",
            "red",
            "#fff",
            "1px solid",
            "calc(100% - 2px)",
            "rgb(1 2 3 / 50%)",
            "'a b', serif",
            "\"x\"",
            "none !important",
            "translate(1px, 2px) rotate(3deg)",
            "[full-start] 1fr",
            "1 / 2",
        ] {
            assert_eq!(safe_style(value), Some(value));
        }
    }

    #[test]
    fn values_that_reach_further_are_refused() {
        for value in [
            "red;background:blue",
            "red}body{",
            "url(//evil)",
            "URL(//evil)",
            "u\\72l(x)",
            "expression(alert(1))",
            "'open",
            "\"open",
            "calc(1px",
            "1px)",
            "[a",
            "a]",
            "(]",
            "/* */",
            "</style>",
            "@import",
            "image-set('x')",
            "a\nb",
            "a\0",
        ] {
            assert_eq!(safe_style(value), None, "{value:?}");
        }
    }

    #[test]
    fn declarations_are_each_looked_at() {
        assert!(safe_declarations("color: red; --w: 1px;").is_some());
        for bad in ["color", "color:url(x)", "behavior:x", "a b:c", "color:red;background:url(x)"] {
            assert!(safe_declarations(bad).is_none(), "{bad:?}");
        }
    }
}
