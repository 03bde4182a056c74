//! [`ClientIdentity`], the client for which the server keeps state.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};

/// The client for which state is kept: the holder of the session may come back for it, from any address; its amount is counted by
/// the address, where addresses are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientIdentity<'c> {
    /// The visitor's session id.
    pub(crate) session: &'c str,
    /// Its address when it was last heard of.
    pub(crate) address: Option<Network>,
}

/// The network of one client: an IPv4 address, or an IPv6 network of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network(IpAddr);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
            address @ IpAddr::V4(_) => address,
        })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            IpAddr::V4(address) => address.fmt(f),
            IpAddr::V6(address) => write!(f, "{address}/64"),
        }
    }
}
