//! [`ClientIdentity`], whom what is kept on the server is kept for.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};

/// Whom something is kept for: whoever has the session may come back for it, from whatever address; what there may be of it is counted by
/// the address, where addresses are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientIdentity<'c> {
    /// The visitor's session id.
    pub(crate) session: &'c str,
    /// Where it was when it was last heard of.
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
