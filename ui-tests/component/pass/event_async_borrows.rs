//! An `async` event borrows the state across its awaits, and takes what it wants.

use loom::prelude::*;

#[live_component]
struct Search {
    query: String,
    found: Vec<String>,
}

async fn find(query: &str) -> loom::Result<Vec<String>> {
    std::future::ready(()).await;
    Ok(vec![query.to_uppercase()])
}

#[live_component]
impl Search {
    #[event]
    async fn search(&mut self, query: Value<String>, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.query = query.into_inner();
        let query = &self.query;
        let found = find(query).await?;
        cx.title(format!("{} found", found.len()));
        self.found = found;
        Ok(())
    }

    #[event]
    async fn look(&self) -> loom::Result<()> {
        find(&self.query).await?;
        Ok(())
    }

    fn render(&self) -> Html {
        html! { <input value={&self.query} on:input=search on:focus=look> }
    }
}
