//! The files that pages refer to: embedded, and served under addresses that hold their content's hash.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
};

use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

/// One embedded file.
struct Asset {
    /// Its name in pages and in the style sheet.
    name: &'static str,
    kind: &'static str,
    bytes: Vec<u8>,
    /// `/assets/HASH-NAME`: another content, another address, so browsers keep it for ever.
    address: String,
}

impl Asset {
    fn new(name: &'static str, kind: &'static str, bytes: Vec<u8>) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let address = format!("/assets/{:016x}-{name}", hasher.finish());
        Self { name, kind, bytes, address }
    }
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    macro_rules! asset {
        ($name:literal, $kind:literal) => {
            Asset::new(
                $name,
                $kind,
                include_bytes!(concat!("../assets/", $name)).to_vec(),
            )
        };
    }
    let mut assets = vec![
        asset!("instrument-sans.woff2", "font/woff2"),
        asset!("instrument-sans-ext.woff2", "font/woff2"),
        asset!("jetbrains-mono.woff2", "font/woff2"),
        asset!("icons.svg", "image/svg+xml"),
        asset!("loom.svg", "image/svg+xml"),
        asset!("theme.js", "text/javascript; charset=utf-8"),
        asset!("tamper.js", "text/javascript; charset=utf-8"),
    ];
    let mut style = include_str!("../assets/gallery.css").to_owned();
    for asset in &assets {
        style = style
            .replace(&format!("\"{}\"", asset.name), &format!("\"{}\"", asset.address));
    }
    assets.push(Asset::new(
        "gallery.css",
        "text/css; charset=utf-8",
        style.into_bytes(),
    ));
    assets
});

/// The address of the embedded file of this name.
pub fn address(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| &asset.address)
}

/// Answers `/assets/{file}`.
pub async fn serve(Path(file): Path<String>) -> Response {
    match ASSETS
        .iter()
        .find(|asset| asset.address.strip_prefix("/assets/") == Some(&*file))
    {
        Some(asset) => {
            let headers = [
                (header::CONTENT_TYPE, asset.kind),
                (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, &*asset.bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_names_its_fonts_by_their_addresses() {
        let style = ASSETS.iter().find(|asset| asset.name == "gallery.css").unwrap();
        let style = std::str::from_utf8(&style.bytes).unwrap();
        assert_eq!(style.matches("url(\"/assets/").count(), 3);
        assert!(!style.contains("url(\"i") && !style.contains("url(\"j"));
    }

    #[test]
    fn unknown_names_have_no_address() {
        assert!(address("loom.svg").ends_with("-loom.svg"));
        assert_eq!(address("other.svg"), "");
    }
}
