//! The visitor's name and address, as the application finds them in a request.

use std::{
    fmt,
    net::{IpAddr, SocketAddr},
    panic::{AssertUnwindSafe, catch_unwind},
};

use axum::{
    extract::ConnectInfo,
    http::{Request, request::Parts},
};

use super::cookie::SessionCookie;

/// The prefix of the names of visitors whom the application does not name. No name that the application gives begins with it.
pub(super) const ANONYMOUS: &str = "anonymous:";

/// A function with which the application finds something in a request.
type Find<T> = dyn Fn(&Parts) -> Option<T> + Send + Sync;

/// How visitors and their addresses are found in requests.
#[derive(Default)]
pub(super) struct Naming {
    visitor: Option<Box<Find<String>>>,
    address: Option<Box<Find<IpAddr>>>,
    /// Recognizes visitors whom the application does not name.
    cookie: SessionCookie,
}

impl Naming {
    /// Lets the application name visitors.
    pub(super) fn name_visitors(&mut self, name: impl Fn(&Parts) -> Option<String> + Send + Sync + 'static) {
        self.visitor = Some(Box::new(name));
    }

    /// Lets the application say where requests come from.
    pub(super) fn find_addresses(&mut self, find: impl Fn(&Parts) -> Option<IpAddr> + Send + Sync + 'static) {
        self.address = Some(Box::new(find));
    }

    /// The visitor's name, if the application has one. It is not one that belongs to a visitor without a name.
    pub(super) fn visitor(&self, parts: &Parts) -> Option<String> {
        let name = ask(self.visitor.as_deref()?, parts)?;
        if name.starts_with(ANONYMOUS) {
            tracing::debug!(name, "a visitor's name is not taken, because it begins as those of anonymous visitors do");
            return None;
        }
        Some(name)
    }

    /// Has visitors known by another cookie.
    pub(super) fn know_by(&mut self, cookie: SessionCookie) {
        self.cookie = cookie;
    }

    /// The cookie that knows visitors again.
    pub(super) fn cookie(&self) -> &SessionCookie {
        &self.cookie
    }

    /// The address that a connection is counted for before it has said anything. Behind a proxy, whose requests say where they come
    /// from, there is none.
    pub(super) fn address_of_connection(&self, address: SocketAddr) -> Option<IpAddr> {
        let mut parts = Request::new(()).into_parts().0;
        parts.extensions.insert(ConnectInfo(address));
        self.address(&parts)
    }

    /// The address that a request is counted for.
    ///
    /// One of this machine or a private network is that of a proxy, behind which everybody is.
    pub(super) fn address(&self, parts: &Parts) -> Option<IpAddr> {
        match &self.address {
            Some(find) => ask(find, parts),
            None => {
                let ConnectInfo(address) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
                Some(address.ip().to_canonical()).filter(|address| !is_near(*address))
            }
        }
    }
}

/// Calls `find`. A function that panics finds nothing.
fn ask<T>(find: &Find<T>, parts: &Parts) -> Option<T> {
    catch_unwind(AssertUnwindSafe(|| find(parts))).unwrap_or_else(|_| {
        tracing::error!("a function that looks into requests panicked");
        None
    })
}

/// Whether it is an address of this machine or of a private network.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private() || address.is_link_local(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local(),
    }
}

impl fmt::Debug for Naming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Naming")
            .field("visitor", &self.visitor.is_some())
            .field("address", &self.address.is_some())
            .field("cookie", &self.cookie)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(naming: &Naming, from: &str) -> Option<IpAddr> {
        let mut request = Request::builder().header("x-real-ip", "203.0.113.7");
        if let Ok(address) = from.parse::<SocketAddr>() {
            request = request.extension(ConnectInfo(address));
        }
        request.body(()).ok().and_then(|request| naming.address(&request.into_parts().0))
    }

    #[test]
    fn proxies_are_not_counted() {
        let naming = Naming::default();
        assert_eq!(counted(&naming, "198.51.100.1:9"), Some(IpAddr::from([198, 51, 100, 1])));
        for near in ["127.0.0.1:9", "10.1.2.3:9", "192.168.0.1:9", "[::1]:9", "[fd00::1]:9", "[::ffff:10.0.0.1]:9", ""]
        {
            assert_eq!(counted(&naming, near), None, "{near}");
        }
    }

    #[test]
    fn the_application_knows_its_proxy() {
        let mut naming = Naming::default();
        naming.find_addresses(|parts| parts.headers.get("x-real-ip")?.to_str().ok()?.parse().ok());
        assert_eq!(counted(&naming, "127.0.0.1:9"), Some(IpAddr::from([203, 0, 113, 7])));
    }

    #[test]
    fn a_function_that_panics_finds_nothing() {
        let mut naming = Naming::default();
        naming.find_addresses(|_| panic!("on purpose"));
        assert_eq!(counted(&naming, "198.51.100.1:9"), None);
    }
}
