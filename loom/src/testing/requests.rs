//! [`Requests`], how a browser speaks to an application: with its visitor's cookies.

use std::sync::{Mutex, PoisonError};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderValue, Request, StatusCode, header, request::Parts},
    response::Response,
};

use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;

use super::fields::Storage;
use crate::{Error, Loom, Result, Visitor, connection::Connection};

/// How many redirects a browser follows to a page.
const REDIRECTS: usize = 10;

/// The requests of a browser to an application, and the cookies that it sends with them.
pub(super) struct Requests {
    pub(super) loom: Loom,
    pub(super) router: Option<Router>,
    pub(super) cookies: Mutex<Vec<(String, String)>>,
    /// The fields that the browser keeps for all tabs.
    pub(super) storage: Storage,
    /// Changes its requests before the application sees them.
    pub(super) prepare: Box<dyn Fn(&mut Parts) + Send + Sync>,
}

impl Requests {
    /// Of a browser that has no cookies yet.
    pub(super) fn new(loom: Loom, router: Option<Router>) -> Self {
        Self { loom, router, cookies: Mutex::default(), storage: Storage::default(), prepare: Box::new(|_| {}) }
    }

    /// The visitor, as the application names it.
    ///
    /// # Errors
    /// It has opened no page yet, and the application has no other name for it.
    pub(super) fn visitor(&self) -> Result<Visitor> {
        self.loom.visitor_of(&self.request("/")?).ok_or_else(|| Error::msg("the browser has opened no page yet"))
    }

    /// The WebSocket of a page, as it would be opened at this address.
    pub(super) fn connect(&self, page: u64, socket_number: u32) -> Result<Box<Connection>> {
        self.loom.connect(&self.request(&format!("/loom/ws?page={page}&socket={socket_number}"))?)
    }

    /// A request for this path.
    pub(super) fn request(&self, path: &str) -> Result<Parts> {
        let mut request = Request::builder().uri(path).header(header::HOST, "localhost");
        let cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        for (name, value) in &*cookies {
            request = request.header(header::COOKIE, format!("{name}={value}"));
        }
        let (mut parts, ()) = request.body(())?.into_parts();
        (self.prepare)(&mut parts);
        Ok(parts)
    }

    /// Keeps the cookies that a response sets.
    pub(super) fn keep_cookies(&self, response: &Response) {
        let mut cookies = self.cookies.lock().unwrap_or_else(PoisonError::into_inner);
        let set =
            response.headers().get_all(header::SET_COOKIE).iter().filter_map(|value: &HeaderValue| value.to_str().ok());
        for (name, value) in set.filter_map(|cookie| cookie.split(';').next()?.split_once('=')) {
            cookies.retain(|(known, _)| known != name);
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// The page at a path, and the address where it was found.
    pub(super) async fn open(&self, path: &str) -> Result<(String, String)> {
        let router = self.router.clone().ok_or_else(|| Error::msg("the application has no `router`"))?;
        let service = TowerToHyperService::new(router);
        let mut path = path.to_owned();
        for _ in 0..REDIRECTS {
            let request = Request::from_parts(self.request(&path)?, Body::empty());
            let response = service.call(request).await?;
            let target = response.headers().get(header::LOCATION).and_then(|url| url.to_str().ok());
            if response.status().is_redirection()
                && let Some(target) = target
            {
                path = target.to_owned();
                self.keep_cookies(&response);
                continue;
            }
            return Ok((path, self.document(response).await?));
        }
        Err(Error::msg("the page redirects without end"))
    }

    /// The document of a response.
    pub(super) async fn document(&self, response: Response) -> Result<String> {
        self.keep_cookies(&response);
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await?;
        let text = String::from_utf8(body.to_vec())?;
        match status {
            StatusCode::OK => Ok(text),
            _ => Err(Error::msg(format_args!("the page is answered with {status}: {text}"))),
        }
    }
}
