//! What a page's handler that fails answers with: a plain page without details, or the redirect that `mount` asked for.

use std::fmt;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::Error;

/// The error that stands for "go to another page": what `mount` returns when it redirects.
#[derive(Debug)]
pub(super) struct Redirected(pub(super) String);

impl fmt::Display for Redirected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "redirected to {}", self.0)
    }
}

impl std::error::Error for Redirected {}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Some(Redirected(url)) = self.downcast_ref() {
            if let Ok(url) = HeaderValue::try_from(url) {
                return (StatusCode::SEE_OTHER, [(header::LOCATION, url)]).into_response();
            }
            tracing::error!(url, "this address cannot be redirected to");
        } else {
            tracing::error!(error = %self, "the page failed");
        }
        let headers = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ];
        (StatusCode::INTERNAL_SERVER_ERROR, headers, FAILED).into_response()
    }
}

/// The page that says so.
const FAILED: &str = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
    <title>Something went wrong</title><h1>Something went wrong</h1>\
    <p>The server could not make this page. It has been noted; please try again later.</p></html>\n";
