//! The answer of a page's handler that failed: a plain page without details, or the redirect that `mount` asked for.

use std::fmt;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::{Error, log::Escaped};

/// The error that stands for "go to another page": what `mount` returns when it redirects.
#[derive(Debug)]
pub(super) struct Redirected(pub(super) String);

impl fmt::Display for Redirected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "redirected to {}", self.0)
    }
}

impl std::error::Error for Redirected {}

/// The error that stands for "you may not see this".
#[derive(Debug)]
pub(super) struct Forbidden;

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the application does not let this visitor have the component")
    }
}

impl std::error::Error for Forbidden {}

/// The headers of every answer that is not a page of the application.
const HEADERS: [(header::HeaderName, &str); 4] = [
    (header::CONTENT_TYPE, "text/html; charset=utf-8"),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
];

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if self.downcast_ref::<Forbidden>().is_some() {
            return (StatusCode::FORBIDDEN, HEADERS, FORBIDDEN).into_response();
        }
        if let Some(Redirected(url)) = self.downcast_ref() {
            if let Ok(url) = HeaderValue::try_from(url) {
                let headers = [(header::LOCATION, url), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
                return (StatusCode::SEE_OTHER, headers).into_response();
            }
            tracing::error!(url, "this address cannot be redirected to");
        } else {
            tracing::error!(error = %Escaped(&self), "the page failed");
        }
        (StatusCode::INTERNAL_SERVER_ERROR, HEADERS, FAILED).into_response()
    }
}

/// The page that says so.
const FAILED: &str = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
    <title>Something went wrong</title><h1>Something went wrong</h1>\
    <p>The server could not make this page. It has been noted; please try again later.</p></html>\n";

/// The page for a visitor who may not see the requested page.
const FORBIDDEN: &str = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
    <title>Not allowed</title><h1>Not allowed</h1><p>You may not see this page.</p></html>\n";
