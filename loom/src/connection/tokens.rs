//! Making tokens, by which a client goes on where it was if this process does not know it any more.

use std::time::Instant;

use super::{
    Shared,
    guard::ClientIdentity,
    joined_component::JoinedComponent,
    parking::Parked,
    peer::RenderContext,
    remembered::Remembered,
    render::{RenderFailure, Silent, silent},
};
use crate::{
    Error, Result,
    component::{Resume, Saving},
    token::Claims,
};

impl Shared {
    /// A token of a component's state, or of where that waits on the server: where its type says so, or it is too large for a token.
    /// Whether it is the latter.
    ///
    /// # Errors
    /// The secret fields cannot be encrypted.
    fn token(&self, saving: Saving, claims: Claims, module: &str, session: &str, json: &str) -> Result<(String, bool)> {
        let mut claims = Claims { schema: saving.schema, ..claims };
        // The state grows by a third in the token.
        let is_large = json.len() / 3 * 4 > self.terms.max_token;
        claims.held = match saving.resume {
            Resume::Token => is_large && !self.terms.park.time.is_zero(),
            Resume::Server => true,
            Resume::None => false,
        };
        if claims.held && saving.resume == Resume::Token {
            self.warn_of_size(module, json.len());
        }
        let token = match claims.held {
            true => self.keys.sign(&claims, module, session, "null"),
            false => self.keys.sign_hidden(&claims, module, session, json, saving.hidden)?,
        };
        Ok((token, claims.held))
    }

    /// A token of a component that is on no connection yet. Where the state is not in it, it waits on the server.
    ///
    /// # Errors
    /// The secret fields cannot be encrypted, or no state may wait on the server.
    pub(crate) fn first_token(
        &self,
        saving: Saving,
        claims: &Claims,
        module: &str,
        client: ClientIdentity<'_>,
        json: String,
    ) -> Result<String> {
        if saving.resume == Resume::Server && self.terms.park.time.is_zero() {
            return Err(Error::msg(format_args!(
                "the state of `{module}` waits on the server (`resume = \"server\"`), and `Loom::builder().park(..)` says that nothing does"
            )));
        }
        let (token, is_held) = self.token(saving, claims.clone(), module, client.session, &json)?;
        if is_held {
            let Claims { version, last_event, fresh, instance, .. } = *claims;
            let parked = Parked {
                saved: json,
                version,
                last_event,
                fresh,
                remembered: Remembered::default(),
                calls: Vec::new(),
                kin: claims.kin(),
                client: self.locations.client(client),
                lease: self.accounts(client.address).lease(0),
            };
            self.locations.hold(instance, parked, Instant::now());
        }
        Ok(token)
    }
}

/// A token for a component as it is now, and whether the state is not in it.
///
/// # Errors
/// The component cannot be saved or rendered, or what is secret cannot be encrypted.
pub(super) fn newer_token(joined: &mut JoinedComponent, context: RenderContext<'_>) -> Result<(String, bool)> {
    let json = joined.actor.save()?;
    joined.saved_bytes = json.len();
    let Silent { print, digest, .. } = silent(joined, context).map_err(RenderFailure::into_error)?;
    let children = print.kin().ids().iter().copied().filter(|id| id.birth != 0).collect();
    let RenderContext { shared, client, now, .. } = context;
    let JoinedComponent { instance, parent, version, last_event, .. } = *joined;
    let claims = Claims {
        issued: now.unix(),
        instance,
        parent,
        digest,
        children,
        version,
        last_event,
        answers: joined.answers(),
        ..Claims::default()
    };
    shared.token(joined.actor.saving(), claims, joined.actor.module(), client.session, &json)
}
