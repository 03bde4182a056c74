//! A URL that passes does not run script, as a parser of the URL standard reads it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loom::__private::safe_url;
use url::Url;

fuzz_target!(|address: &str| {
    let safe = safe_url(address);
    let Ok(page) = Url::parse("https://example.org/folder/page?query") else { return };
    if let Ok(read) = page.join(safe) {
        let runs = ["javascript", "vbscript", "data", "blob", "filesystem", "view-source"].contains(&read.scheme());
        assert!(!runs, "{address:?} became {safe:?}, which is read as {read}");
    }
    if let Ok(read) = page.join(address) {
        let plain = ["http", "https", "mailto", "tel"].contains(&read.scheme());
        assert!(!plain || safe == address, "{address:?} is read as {read}, and was refused");
    }
});
