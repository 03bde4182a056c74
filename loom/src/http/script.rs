//! The browser's half of Loom, embedded: the script, and the modules that it loads where a page needs them. Each has an address that changes
//! with its content.

use std::sync::LazyLock;

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// A module of the client that the server names in the pages that will need it, so that it is loaded with the script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Module {
    /// Says how the connection is.
    Notices,
    /// Shows messages to the visitor.
    Flash,
    /// Changes raw HTML that stands in a page.
    Raw,
    /// Says what controls hold when nobody listened.
    Controls,
    /// Writes values into controls.
    Values,
    /// Does what handlers and browser expressions do to the page.
    Effects,
    /// Evaluates browser expressions.
    Expressions,
    /// Reads what rare events carry.
    Details,
    /// The rarer half of browser expressions.
    Operators,
    /// Hears events at the window, at the document, or outside of an element.
    Places,
    /// Tells when elements come into view, leave it, or have another size.
    Observers,
    /// Has items dragged within lists and between them.
    Sort,
    /// Shows more of an event that is under way.
    Loading,
    /// Finds a place for the focus when its element goes.
    Focus,
    /// Does what older browsers lack.
    Fallback,
    /// Changes lists.
    Lists,
    /// Runs hooks and sets properties for scripts of the application.
    Hooks,
    /// Goes from page to page, and keeps the address.
    Navigation,
    /// Keeps the address and the state in step.
    Address,
    /// Asks before a form is left that is not saved.
    Guard,
    /// Keeps components from page to page.
    Sticky,
    /// Has elements enter, leave and move with animations.
    Transitions,
    /// Puts back what a browser's translator takes out of a page.
    Translated,
}

/// The modules, as the client's own build made them. The script knows their addresses.
const MODULES: [(Module, &str, &str); 23] = [
    (Module::Notices, "notices", include_str!("../../client/dist/notices.js")),
    (Module::Flash, "flash", include_str!("../../client/dist/flash.js")),
    (Module::Raw, "raw", include_str!("../../client/dist/raw.js")),
    (Module::Controls, "controls", include_str!("../../client/dist/controls.js")),
    (Module::Values, "values", include_str!("../../client/dist/values.js")),
    (Module::Details, "details", include_str!("../../client/dist/details.js")),
    (Module::Effects, "effects", include_str!("../../client/dist/effects.js")),
    (Module::Expressions, "expressions", include_str!("../../client/dist/expressions.js")),
    (Module::Places, "places", include_str!("../../client/dist/places.js")),
    (Module::Observers, "observers", include_str!("../../client/dist/observers.js")),
    (Module::Sort, "sort", include_str!("../../client/dist/sort.js")),
    (Module::Loading, "loading", include_str!("../../client/dist/loading.js")),
    (Module::Focus, "focus", include_str!("../../client/dist/focus.js")),
    (Module::Fallback, "fallback", include_str!("../../client/dist/fallback.js")),
    (Module::Lists, "lists", include_str!("../../client/dist/lists.js")),
    (Module::Hooks, "hooks", include_str!("../../client/dist/hooks.js")),
    (Module::Guard, "guard", include_str!("../../client/dist/guard.js")),
    (Module::Operators, "operators", include_str!("../../client/dist/operators.js")),
    (Module::Sticky, "sticky", include_str!("../../client/dist/sticky.js")),
    (Module::Address, "address", include_str!("../../client/dist/address.js")),
    (Module::Navigation, "navigation", include_str!("../../client/dist/navigation.js")),
    (Module::Transitions, "transitions", include_str!("../../client/dist/transitions.js")),
    (Module::Translated, "translated", include_str!("../../client/dist/translated.js")),
];

/// A file that is served, and where.
pub(super) struct File {
    /// `/loom/NAME-HASH.js`.
    path: String,
    /// The hash, quoted.
    etag: HeaderValue,
    text: &'static str,
}

/// The part of a hash that stands in names of files.
fn short(hash: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(hash.get(..9).unwrap_or_default())
}

impl File {
    fn new(name: &str, hash: &str, text: &'static str) -> Self {
        let etag = HeaderValue::try_from(format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"loom\""));
        Self { path: format!("/loom/{name}-{hash}.js"), etag, text }
    }

    /// Its address; it names the content, so it may be cached for ever.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// Serves it at its hashed address.
    pub(super) fn hashed(&self, headers: &HeaderMap) -> Response {
        self.respond(headers, "public, max-age=31536000, immutable")
    }

    /// Serves it at the address that another build has for its own.
    pub(super) fn for_another_build(&self) -> Response {
        let mut response = self.respond(&HeaderMap::new(), "no-store");
        response.headers_mut().remove(header::ETAG);
        response
    }

    /// Serves it at an address that stays, as `/loom/loom.js`, for pages that are not Loom's own.
    pub(super) fn unhashed(&self, headers: &HeaderMap) -> Response {
        self.respond(headers, "no-cache")
    }

    fn respond(&self, request: &HeaderMap, caching: &'static str) -> Response {
        let caching = [(header::CACHE_CONTROL, HeaderValue::from_static(caching)), (header::ETAG, self.etag.clone())];
        if self.is_known(request) {
            return (StatusCode::NOT_MODIFIED, caching).into_response();
        }
        let content = [
            (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        ];
        (caching, content, self.text).into_response()
    }

    /// Whether the browser says that it has this very file.
    fn is_known(&self, request: &HeaderMap) -> bool {
        let tags = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let known = self.etag.to_str().unwrap_or_default();
        tags.flat_map(|tags| tags.split(','))
            .any(|tag| matches!(tag.trim(), "*") || tag.trim().trim_start_matches("W/") == known)
    }
}

static SCRIPT: LazyLock<File> = LazyLock::new(|| {
    let text = include_str!("../../client/dist/loom.js");
    File::new("loom", &short(&Sha256::digest(text.as_bytes())), text)
});

/// They have one hash, that of all: the script holds it, and one for each would be a large part of the script.
static SERVED: LazyLock<Vec<(Module, File)>> = LazyLock::new(|| {
    let mut sorted = MODULES;
    sorted.sort_unstable_by_key(|(_, name, _)| *name);
    let mut hash = Sha256::new();
    for part in sorted.iter().flat_map(|(_, name, text)| [*name, text]) {
        hash.update(part);
        hash.update([0]);
    }
    let hash = short(&hash.finalize());
    MODULES.map(|(module, name, text)| (module, File::new(name, &hash, text))).into()
});

/// The types for scripts of the application.
const TYPES: &str = include_str!("../../client/loom.d.ts");

/// Serves the types for scripts of the application.
pub(super) fn types() -> Response {
    let content = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (content, TYPES).into_response()
}

/// The script.
pub(super) fn script() -> &'static File {
    &SCRIPT
}

/// The answer at the address of a file that this build does not have. If it is the script of another build, whose page another process made,
/// this build's script is sent and finds this build's modules. Modules fit the script of their own build only.
pub(super) fn missing(name: &str) -> Response {
    if name.starts_with("loom-") && name.ends_with(".js") {
        return script().for_another_build();
    }
    // The module of hooks shares nothing with the script, so it fits the pages of any build.
    if name.starts_with("hooks-")
        && let Some(hooks) = hooks()
    {
        return hooks.for_another_build();
    }
    (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")], "this build of Loom has no such file")
        .into_response()
}

/// The module of hooks, which pages load as a script of their own.
pub(super) fn hooks() -> Option<&'static File> {
    modules().iter().find(|(module, _)| *module == Module::Hooks).map(|(_, file)| file)
}

/// The modules.
pub(super) fn modules() -> &'static [(Module, File)] {
    &SERVED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_of_the_client_is_served() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/client/dist");
        let built = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let built: std::collections::BTreeSet<String> = built.filter(|name| name != "loom.js").collect();
        assert_eq!(built, MODULES.map(|(_, name, _)| format!("{name}.js")).into());
    }

    #[test]
    fn the_types_are_served() {
        assert_eq!(types().status(), StatusCode::OK);
        assert_eq!(types().headers().get(header::CONTENT_TYPE).unwrap(), "text/plain; charset=utf-8");
        assert!(TYPES.contains("interface Hook"));
    }

    #[test]
    fn the_module_of_hooks_is_there_for_pages_of_another_build() {
        assert_eq!(missing("hooks-of-another.js").status(), StatusCode::OK);
        assert_eq!(missing("lists-of-another.js").status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn the_script_names_its_modules_as_they_are_served() {
        // Pages name the one of hooks.
        for (module, file) in modules().iter().filter(|(module, _)| *module != Module::Hooks) {
            let name = file.path().trim_start_matches("/loom/").trim_end_matches(".js");
            let (name, hash) = name.split_once('-').unwrap();
            assert!(script().text.contains(hash), "{module:?} is served at {}", file.path());
            // Some stand in the expression by which the script finds the attributes that need a module.
            let named = [format!("\"{name}\""), format!("({name}|"), format!("|{name}|"), format!("|{name})")];
            let loads = |text: &str| named.iter().any(|named| text.contains(named));
            let is_loaded = loads(script().text) || MODULES.iter().any(|(_, _, text)| loads(text));
            assert!(is_loaded, "{module:?} is served at {}, and nobody loads it", file.path());
        }
    }
}
