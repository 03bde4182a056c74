use loom::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Choice, Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Tab {
    Open,
    Closed,
}

impl Tab {
    fn is_empty(self) -> bool {
        false
    }
}

#[live_component]
struct Post {
    #[local]
    open: bool,
    #[local]
    #[state(default = Tab::Open)]
    tab: Tab,
    #[local]
    tags: Vec<String>,
    #[local]
    step: u8,
    #[local]
    part: f64,
    #[mirror]
    starred: bool,
    #[bind]
    draft: String,
    total: i64,
}

#[live_component]
impl Post {
    #[event]
    fn star(&mut self) {
        self.starred = !self.starred;
    }

    fn limit(&self) -> u32 {
        280
    }

    fn render(&self) -> Html {
        let limit = self.limit();
        html! {
            <p title={local(self.tags[0])}></p>
            <p title={local({ for tag in &self.tags { tag; } })}></p>
            <p title={local(loop { break self.step })}></p>
            <p title={local(self.draft.parse::<i32>()?)}></p>
            <p title={local({ return self.step })}></p>
            <p title={local((self.step, self.open))}></p>
            <p title={local({ let mut n = self.step; n })}></p>
            <p title={local({ let (a, b) = self.tags; a })}></p>
            <p title={local(|x| self.step)}></p>
            <p hidden={local(self.step & 1 == 1)}></p>
            <p hidden={local(self.open = true)}></p>
            <p title={local(load(self.step).await)}></p>
            <p title={local(double(self.step))}></p>
            <p title={local(println!("{}", self.step))}></p>
            <p title={local(format!("{:>5}", self.step))}></p>
            <p title={local(format!("{} {}", self.step))}></p>
            <p title={local(format!("{}", self.step, self.open))}></p>
            <p hidden={local(self.draft.starts_with('a'))}></p>
            <p title={local()}></p>
            <p title={local(self.step +)}></p>
            {limit}
        }
    }
}

fn main() {}
