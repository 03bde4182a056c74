//! The address of a page: what the server says of it, and what the visitor does with it.

use super::{
    View,
    client::Client,
    component::Join,
    history::{History, parts, resolve},
};
use crate::{
    Error, Result,
    component::{
        Payload,
        address::FOLLOW,
        query::{first, own_query, with_texts},
    },
};

impl Client {
    /// The server says what stands in the part of the address that is a component's.
    pub(super) fn told(&mut self, id: u64, texts: Vec<(String, Option<String>)>, push: bool, number: u64) {
        let Some(component) = self.components.get_mut(&id) else { return };
        component.address.extend(texts.iter().cloned());
        // The visitor's own change of the address counts, until that is answered.
        if component.pending.iter().any(|event| event.handler == FOLLOW && event.number > number) {
            return;
        }
        let (path, query) = parts(self.history.address());
        let query = with_texts(query, &texts);
        let address = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        if address != self.history.address() {
            self.history.go(address, self.page, push);
        }
    }

    /// Tells the components whose part of the address is another than the server knows of.
    fn follow(&mut self) -> Result<()> {
        let query = parts(self.history.address()).1.to_owned();
        let mut sent = Vec::new();
        for (id, component) in self.components.iter().filter(|(_, component)| component.join != Join::Refused) {
            let differs = component.address.iter().any(|(name, text)| first(&query, name) != *text);
            if !component.address.is_empty() && (differs || !component.pending.is_empty()) {
                sent.push((*id, own_query(&query, |name| component.address.contains_key(name))));
            }
        }
        for (id, form) in sent {
            let payload = Payload { form: Some(form), ..Payload::default() };
            self.send(id, FOLLOW.to_owned(), "popstate", payload)?;
        }
        Ok(())
    }

    /// Whether two queries differ, and only in names of components that are here.
    fn differs_in_own(&self, before: &str, after: &str) -> bool {
        let is_own = |name: &str| self.components.values().any(|component| component.address.contains_key(name));
        own_query(before, |name| !is_own(name)) == own_query(after, |name| !is_own(name))
            && own_query(before, is_own) != own_query(after, is_own)
    }
}

impl View {
    /// The path and query in the address bar.
    #[must_use]
    pub fn address(&self) -> &str {
        self.client.history.address()
    }

    /// Goes back, as with the button of the browser: to what the address was before, or to the page before, which is loaded again.
    ///
    /// # Errors
    /// There is nothing to go back to, the page cannot be loaded, or as of [`settle`](Self::settle).
    pub async fn back(&mut self) -> Result<()> {
        self.travel(true).await
    }

    /// Goes forward, after [`back`](Self::back).
    ///
    /// # Errors
    /// As of [`back`](Self::back).
    pub async fn forward(&mut self) -> Result<()> {
        self.travel(false).await
    }

    async fn travel(&mut self, back: bool) -> Result<()> {
        match self.client.history.travel(back, self.client.page) {
            None => Err(Error::msg("there is no such page in the history")),
            Some(true) => {
                self.client.follow()?;
                self.settle().await
            }
            Some(false) => self.load_page(self.address().to_owned(), false).await,
        }
    }

    /// Follows the link at the end of a path of elements, if there is one: within the page where only `#[url]` fields differ, else to another page.
    pub(super) async fn follow(&mut self, href: &str) -> Result<()> {
        let address = resolve(self.address(), href)?;
        if href.starts_with('#') {
            return Ok(());
        }
        let ((path, query), (other_path, other_query)) = (parts(self.address()), parts(&address));
        if path == other_path && self.client.differs_in_own(query, other_query) {
            let page = self.client.page;
            self.client.history.go(address, page, true);
            self.client.follow()?;
            return self.settle().await;
        }
        let push = address != self.address();
        self.load_page(address, push).await
    }

    /// Loads another page of the application in the place of this one.
    async fn load_page(&mut self, address: String, push: bool) -> Result<()> {
        let (address, document) = self.requests.open(&address).await?;
        let mut history = std::mem::replace(&mut self.client.history, History::new(String::new(), 0));
        let tab = self.client.tab.clone();
        let mut view = Self::load(self.requests.clone(), &document, false, address.clone(), tab).await?;
        history.go(address, view.client.page, push);
        view.client.history = history;
        *self = view;
        Ok(())
    }
}
