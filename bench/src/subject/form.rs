//! A form that is validated as one types.

use loom::prelude::*;

/// Five inputs, bound both ways.
#[live_component]
pub struct Form {
    #[bind]
    name: String,
    #[bind]
    email: String,
    #[bind]
    city: String,
    #[bind]
    street: String,
    #[bind]
    password: String,
    sent: bool,
}

#[live_component]
impl Form {
    /// The error of the field, if there is one.
    fn mistake(field: &str) -> &'static str {
        match field.chars().count() {
            0 => "",
            1..=5 => "too short",
            6..=40 if field.chars().all(char::is_alphanumeric) => "",
            6..=40 => "letters and digits only",
            _ => "too long",
        }
    }

    #[event]
    fn submit(&mut self) {
        self.sent = true;
    }

    fn render(&self) -> Html {
        let typed = [&self.name, &self.email, &self.city, &self.street, &self.password];
        let letters: usize = typed.iter().map(|field| field.len()).sum();
        html! {
            <form on:submit.prevent=submit>
                <input aria-label="name" bind:value={self.name}> <em>{Self::mistake(&self.name)}</em>
                <input aria-label="email" bind:value={self.email}> <em>{Self::mistake(&self.email)}</em>
                <input aria-label="city" bind:value={self.city}> <em>{Self::mistake(&self.city)}</em>
                <input aria-label="street" bind:value={self.street}> <em>{Self::mistake(&self.street)}</em>
                <input aria-label="password" bind:value={self.password}> <em>{Self::mistake(&self.password)}</em>
                <output>{letters} " letters"</output>
                <button disabled={letters < 30}>"send"</button>
                if self.sent {
                    <p>"sent"</p>
                }
            </form>
        }
    }
}
