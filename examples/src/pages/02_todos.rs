//! A to-do list in SQLite that all visitors share.
//!
//! Each event writes to the store and publishes to a topic; every open page is
//! subscribed to it, and reads the store again.

use std::sync::LazyLock;

use loom::prelude::*;
use serde::{Deserialize, Serialize};

use super::TODOS;
use crate::{
    layout::{Icon, example},
    model::todos::{Todo, Todos},
};

/// Published when the store has changed.
static CHANGED: LazyLock<Topic<()>> = LazyLock::new(Topic::new);

#[derive(Choice, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
enum Filter {
    #[default]
    All,
    Open,
    Done,
}

#[derive(Deserialize)]
struct Entry {
    title: String,
}

/// The list, as one visitor looks at it.
#[live_component]
pub struct TodoList {
    todos: Vec<Todo>,
    filter: Filter,
    editing: Option<i64>,
    #[bind]
    draft: String,
}

#[live_component]
impl TodoList {
    fn mount(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.read(cx)
    }

    fn connected(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        CHANGED.subscribe(cx, |list, cx, ()| list.read(cx));
        self.read(cx)
    }

    #[event]
    fn add(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        let title = std::mem::take(&mut self.draft);
        self.write(cx, |todos| todos.add(&title))
    }

    #[event]
    fn set_done(&mut self, id: i64, done: Checked, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.write(cx, |todos| todos.set_done(id, *done))
    }

    #[event]
    fn remove(&mut self, id: i64, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.write(cx, |todos| todos.remove(id))
    }

    #[event]
    fn clear_done(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.write(cx, Todos::clear_done)
    }

    #[event]
    fn edit(&mut self, id: i64) {
        self.editing = Some(id);
    }

    #[event]
    fn cancel(&mut self) {
        self.editing = None;
    }

    #[event]
    fn rename(
        &mut self,
        id: i64,
        entry: Form<Entry>,
        cx: &mut Cx<Self>,
    ) -> loom::Result<()> {
        self.editing = None;
        self.write(cx, |todos| todos.rename(id, &entry.title))
    }

    #[event]
    fn show(&mut self, filter: Filter) {
        self.filter = filter;
    }

    fn read(&mut self, cx: &mut Cx<Self>) -> loom::Result<()> {
        self.todos = cx.state::<Todos>()?.all()?;
        Ok(())
    }

    fn write(
        &mut self,
        cx: &mut Cx<Self>,
        change: impl FnOnce(&Todos) -> rusqlite::Result<()>,
    ) -> loom::Result<()> {
        change(&*cx.state::<Todos>()?)?;
        CHANGED.publish(());
        self.read(cx)
    }

    fn shown(&self) -> impl Iterator<Item = &Todo> {
        self.todos.iter().filter(|todo| match self.filter {
            Filter::All => true,
            Filter::Open => !todo.done,
            Filter::Done => todo.done,
        })
    }

    fn render(&self) -> Html {
        let open = self.todos.iter().filter(|todo| !todo.done).count();
        html! {
            <div class="stack">
                <form class="row add" on:submit.prevent=add>
                    <input
                        bind:value={self.draft}
                        type="text"
                        aria-label="What is to be done?"
                        placeholder="What is to be done?"
                        maxlength="200"
                        autocomplete="off"
                    />
                    <button class="button primary">"Add"</button>
                </form>
                <div class="segmented" role="group" aria-label="Which entries">
                    for filter in Filter::ALL {
                        <button
                            key={filter.label()}
                            type="button"
                            aria-pressed={(*filter == self.filter).to_string()}
                            on:click=show(*filter)
                        >
                            {filter.label()}
                        </button>
                    }
                </div>
                <ul class="todos">
                    for todo in self.shown() {
                        <li key={todo.id} class:done={todo.done}>
                            if self.editing == Some(todo.id) {
                                <form
                                    class="row edit"
                                    on:submit.prevent=rename(todo.id)
                                    on:keydown.escape=cancel
                                >
                                    <input
                                        type="text"
                                        name="title"
                                        aria-label="Title"
                                        value={&todo.title}
                                        maxlength="200"
                                        autofocus
                                    />
                                    <button class="button primary">"Save"</button>
                                    <button type="button" class="button" on:click=cancel>
                                        "Cancel"
                                    </button>
                                </form>
                            } else {
                                <input
                                    type="checkbox"
                                    aria-label={format!("Done: {}", todo.title)}
                                    checked={todo.done}
                                    on:change=set_done(todo.id)
                                />
                                <span class="title" on:dblclick=edit(todo.id)>
                                    {&todo.title}
                                </span>
                                <button
                                    type="button"
                                    class="button quiet icon-only"
                                    aria-label={format!("Rename: {}", todo.title)}
                                    on:click=edit(todo.id)
                                >
                                    <Icon name="pencil"/>
                                </button>
                                <button
                                    type="button"
                                    class="button quiet icon-only danger"
                                    aria-label={format!("Remove: {}", todo.title)}
                                    on:click=remove(todo.id)
                                >
                                    <Icon name="trash-2"/>
                                </button>
                            }
                        </li>
                    }
                </ul>
                <div class="row spread">
                    <p class="muted" aria-live="polite">
                        {open} if open == 1 { " entry to do" } else { " entries to do" }
                    </p>
                    <button
                        type="button"
                        class="button"
                        on:click=clear_done
                        disabled={open == self.todos.len()}
                    >
                        "Remove finished entries"
                    </button>
                </div>
            </div>
        }
    }
}

pub async fn page(live: Live) -> loom::Result<Page> {
    let list = live.mount(TodoList::props()).await?;
    Ok(example(&live, &TODOS, html! { {list} }))
}
