//! The files that pages refer to: embedded, compressed once, and served under addresses that hold their content's hash.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
    sync::LazyLock,
};

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};

use crate::sound;

/// One embedded file.
struct Asset {
    /// Its name in pages and in the style sheet.
    name: &'static str,
    kind: &'static str,
    bytes: Vec<u8>,
    /// The same with gzip, where that is smaller.
    gzip: Option<Vec<u8>>,
    /// `/assets/HASH-NAME`: another content, another address, so browsers keep it for ever.
    address: String,
}

impl Asset {
    fn new(name: &'static str, kind: &'static str, bytes: Vec<u8>) -> Self {
        let mut hasher = DefaultHasher::new();
        bytes.hash(&mut hasher);
        let address = format!("/assets/{:016x}-{name}", hasher.finish());
        // Browsers ask for parts of a sound, which are parts of the file as it is.
        let is_packed = !kind.starts_with("audio/");
        let gzip = is_packed.then(|| gzip(&bytes)).flatten();
        let gzip = gzip.filter(|packed| packed.len() < bytes.len());
        Self { name, kind, bytes, gzip, address }
    }
}

fn gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok()
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
        asset!("gallery.js", "text/javascript; charset=utf-8"),
        asset!("tamper.js", "text/javascript; charset=utf-8"),
        asset!("uplot.js", "text/javascript; charset=utf-8"),
        asset!("uplot.css", "text/css; charset=utf-8"),
        asset!("leaflet.js", "text/javascript; charset=utf-8"),
        asset!("leaflet.css", "text/css; charset=utf-8"),
        asset!("squire.js", "text/javascript; charset=utf-8"),
        asset!("cally.js", "text/javascript; charset=utf-8"),
        Asset::new("loom.wav", "audio/wav", sound::wav()),
    ];
    // These name some of the others.
    let modules = [
        ("chart.js", include_str!("chart.js")),
        ("map.js", include_str!("map.js")),
        ("editor.js", include_str!("editor.js")),
        ("calendar.js", include_str!("calendar.js")),
    ]
    .map(|(name, text)| {
        Asset::new(name, "text/javascript; charset=utf-8", addressed(text, &assets))
    });
    let style = addressed(include_str!("../assets/gallery.css"), &assets);
    assets.extend(modules);
    assets.push(Asset::new("gallery.css", "text/css; charset=utf-8", style));
    assets
});

/// A text with the addresses of the files whose names stand in it.
fn addressed(text: &str, assets: &[Asset]) -> Vec<u8> {
    let mut text = text.to_owned();
    for asset in assets {
        text = text
            .replace(&format!("\"{}\"", asset.name), &format!("\"{}\"", asset.address));
    }
    text.into_bytes()
}

/// The address of the embedded file of this name.
pub fn address(name: &str) -> &'static str {
    ASSETS.iter().find(|asset| asset.name == name).map_or("", |asset| &asset.address)
}

/// Answers `/assets/{file}`.
pub async fn serve(Path(file): Path<String>, request: HeaderMap) -> Response {
    let named = |asset: &&Asset| asset.address.strip_prefix("/assets/") == Some(&*file);
    let Some(asset) = ASSETS.iter().find(named) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, asset.kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    match &asset.gzip {
        Some(gzip) if takes_gzip(&request) => {
            (headers, [(header::CONTENT_ENCODING, "gzip")], &**gzip).into_response()
        }
        None if asset.kind.starts_with("audio/") => {
            (headers, part(&asset.bytes, &request)).into_response()
        }
        _ => (headers, &*asset.bytes).into_response(),
    }
}

/// The part that is asked for: some browsers play only what they can have in parts.
fn part(bytes: &'static [u8], request: &HeaderMap) -> Response {
    let all = [(header::ACCEPT_RANGES, "bytes")];
    let Some((first, last)) = asked(request) else {
        return (all, bytes).into_response();
    };
    let last = last.min(bytes.len() - 1);
    let length = bytes.len();
    let (status, said, part) = match bytes
        .get(first..=last)
        .filter(|part| !part.is_empty())
    {
        Some(part) => (
            StatusCode::PARTIAL_CONTENT,
            format!("bytes {first}-{last}/{length}"),
            part,
        ),
        None => {
            (StatusCode::RANGE_NOT_SATISFIABLE, format!("bytes */{length}"), &[][..])
        }
    };
    (status, all, [(header::CONTENT_RANGE, said)], part).into_response()
}

/// The first and last byte that a request asks for. One that asks in another way gets all.
fn asked(request: &HeaderMap) -> Option<(usize, usize)> {
    let range = request.get(header::RANGE)?.to_str().ok()?;
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let last = if last.is_empty() { usize::MAX } else { last.parse().ok()? };
    Some((first.parse().ok()?, last))
}

/// Browsers name gzip without a weight; a client that gives it one gets the file as it is.
fn takes_gzip(request: &HeaderMap) -> bool {
    let accepted = request.get_all(header::ACCEPT_ENCODING).iter();
    accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| coding.trim().eq_ignore_ascii_case("gzip"))
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
    fn text_is_compressed_and_fonts_and_sounds_are_not() {
        for asset in ASSETS.iter() {
            assert_eq!(
                asset.gzip.is_none(),
                ["font/woff2", "audio/wav"].contains(&asset.kind),
                "{}",
                asset.name
            );
        }
    }

    #[test]
    fn only_who_takes_gzip_gets_it() {
        let takes = |accepted: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, accepted.parse().unwrap());
            takes_gzip(&headers)
        };
        assert!(takes("gzip, deflate, br, zstd") && takes("br,GZIP"));
        assert!(!takes("br") && !takes("gzip;q=0") && !takes_gzip(&HeaderMap::new()));
    }

    #[test]
    fn unknown_names_have_no_address() {
        assert!(address("loom.svg").ends_with("-loom.svg"));
        assert_eq!(address("other.svg"), "");
    }

    #[test]
    fn a_sound_is_served_in_the_parts_that_are_asked_for() {
        let answered = |range: &'static str| {
            let request =
                HeaderMap::from_iter([(header::RANGE, range.parse().unwrap())]);
            let answer = part(b"0123456789", &request);
            let said = answer.headers().get(header::CONTENT_RANGE);
            (
                answer.status().as_u16(),
                said.map(|said| said.to_str().unwrap().to_owned()),
            )
        };
        let said = |text: &str| Some(text.to_owned());
        assert_eq!(answered("bytes=0-1"), (206, said("bytes 0-1/10")));
        assert_eq!(answered("bytes=4-"), (206, said("bytes 4-9/10")));
        assert_eq!(answered("bytes=4-400"), (206, said("bytes 4-9/10")));
        assert_eq!(answered("bytes=10-"), (416, said("bytes */10")));
        assert_eq!(answered("bytes=5-3"), (416, said("bytes */10")));
        for other in ["bytes=-5", "bytes=0-1,4-5", "lines=0-1"] {
            assert_eq!(answered(other), (200, None), "{other}");
        }
    }
}
