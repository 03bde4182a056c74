//! Controls that are bound to parts of a form.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::super::{View, mount};
use crate::{Bind, Result, prelude::*};

#[derive(Bind, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Address {
    street: String,
    zip: Option<u32>,
}

#[derive(Choice, Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
enum Kind {
    #[default]
    Plain,
    Gift,
    Secret,
}

#[derive(Bind, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Line {
    #[bind(key)]
    id: u32,
    product: String,
    amount: u32,
    kind: Kind,
    #[bind(offered)]
    tag: String,
    wrapped: bool,
    colors: Vec<String>,
    #[bind(skip)]
    price: u32,
    parts: Vec<Part>,
}

#[derive(Bind, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Part {
    #[bind(key)]
    name: String,
    count: u32,
}

#[derive(Bind, Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Data {
    address: Address,
    billing: Option<Address>,
    lines: Vec<Line>,
    prices: HashMap<String, u32>,
    stock: BTreeMap<u32, Address>,
    corners: [u32; 2],
}

#[component]
fn AddressFields(of: Of<'_, Address>, title: &str) -> Html {
    html! {
        <fieldset>
            <legend>{title}</legend>
            <input aria-label={format!("{title} street")} bind:value={of.street}>
            <input aria-label={format!("{title} zip")} bind:value={of.zip}>
            <small class={title} bind:error={of.zip}></small>
            <output>{of.street.len()}</output>
        </fieldset>
    }
}

#[component]
fn MaybeAddress(of: Option<Of<'_, Address>>) -> Html {
    html! { <input aria-label="maybe" bind:value={of?.street}> }
}

#[live_component(name = "testing::paths")]
struct Order {
    #[bind]
    #[state(default = start())]
    data: Data,
    note: String,
}

/// A key with all that could end it early.
const ODD: &str = "a]b.c\"d[é\u{2028}😀\\";

fn start() -> Data {
    let line = |id, product: &str| Line { id, product: product.to_owned(), amount: id, ..Line::default() };
    let mut lines = vec![line(10, "ten"), line(20, "twenty"), line(30, "thirty")];
    lines[0].parts = vec![Part { name: ODD.to_owned(), count: 1 }, Part { name: "b".to_owned(), count: 2 }];
    Data {
        lines,
        prices: HashMap::from([("wool".to_owned(), 3), (ODD.to_owned(), 4)]),
        stock: BTreeMap::from([(7, Address::default())]),
        ..Data::default()
    }
}

#[live_component]
impl Order {
    #[event]
    fn bill(&mut self) {
        self.data.billing = if self.data.billing.is_none() { Some(Address::default()) } else { None };
    }

    #[event]
    fn remove(&mut self, id: u32) {
        self.data.lines.retain(|line| line.id != id);
    }

    #[event]
    fn turn(&mut self) {
        self.data.lines.reverse();
    }

    fn render(&self) -> Html {
        let data = &self.data;
        html! {
            <button id="bill" on:click=bill>"bill"</button>
            <button id="turn" on:click=turn>"turn"</button>
            <AddressFields of={bind(self.data.address)} title="Home"/>
            if let Some(billing) = bind(self.data.billing?) {
                <AddressFields of={billing} title="Billing"/>
            }
            <MaybeAddress of={bind(self.data.billing?)}/>
            <input aria-label="direct" bind:value={self.data.address.street}>
            <input aria-label="billing zip" bind:value={self.data.billing?.zip}>
            <input aria-label="first" bind:value={self.data.lines[0].product}>
            <input aria-label="beyond" bind:value={self.data.lines[9].product}>
            <input aria-label="twenty" bind:value={self.data.lines.by(20).product}>
            <input aria-label="odd part" bind:value={self.data.lines[0].parts.by(ODD).count}>
            <input aria-label="wool" bind:value={self.data.prices.by("wool")}>
            <input aria-label="odd price" bind:value={self.data.prices.by(ODD)}>
            <input aria-label="corner" bind:value={self.data.corners[1]}>
            for place in bind(self.data.stock) {
                <input key={place.path()} aria-label="stock" bind:value={place.street}>
            }
            for line in bind(self.data.lines) {
                <p key={line.id} id={format!("l{}", line.id)}>
                    <input class="product" bind:value={line.product}>
                    <input class="amount" type="number" bind:value={line.amount}>
                    <small bind:error={line.amount}></small>
                    <select bind:value={line.kind}><option value="plain">"p"</option><option value="gift">"g"</option></select>
                    <input class="tag" type="radio" value="red" bind:group={line.tag}>
                    <input class="wrapped" type="checkbox" bind:checked={line.wrapped}>
                    for color in ["red", "blue"] {
                        <input key={color} class={color} type="checkbox" value={color} bind:group={line.colors}>
                    }
                    for part in bind(line.parts) { <input key={&part.name} class="part" bind:value={part.count}> }
                    <button on:click=remove(line.id)>"x"</button>
                </p>
            }
            <pre>{format!("{:?}", (&data.address, &data.billing))}</pre>
            <output class="lines">{data.lines.iter().map(|l| format!("{}:{}:{}", l.id, l.product, l.amount)).collect::<Vec<_>>().join(" ")}</output>
            <output class="more">{format!("{:?}", data.lines.iter().map(|l| (l.kind, &l.tag, l.wrapped, &l.colors)).collect::<Vec<_>>())}</output>
            <output class="rest">{format!("{:?} {:?} {:?} {:?}", data.prices.get("wool"), data.prices.get(ODD), data.stock, data.corners)}</output>
            <output class="parts">{format!("{:?}", data.lines.iter().flat_map(|line| &line.parts).map(|part| part.count).collect::<Vec<_>>())}</output>
        }
    }
}

async fn order() -> Result<View> {
    mount(Order::props()).await
}

#[tokio::test]
async fn a_part_of_a_form_is_shown_and_set_by_its_path() -> Result<()> {
    let mut view = order().await?;
    view.input("[aria-label='Home street']", "Elm").await?;
    view.input("[aria-label='Home zip']", "12").await?;
    view.input("[aria-label=direct]", "Oak").await?;
    assert_eq!(view.find("[aria-label='Home street']").value(), "Oak");
    view.input("[aria-label=stock]", "S").await?;
    view.input("[aria-label=wool]", "5").await?;
    view.input("[aria-label='odd price']", "6").await?;
    view.input("[aria-label=corner]", "7").await?;
    view.input("[aria-label='odd part']", "8").await?;
    assert_eq!(view.text("pre"), "(Address { street: \"Oak\", zip: Some(12) }, None)");
    assert_eq!(view.text(".rest"), "Some(5) Some(6) {7: Address { street: \"S\", zip: None }} [0, 7]");
    assert_eq!(view.text(".parts"), "[8, 2]");
    Ok(())
}

#[tokio::test]
async fn what_is_not_there_shows_nothing_and_takes_nothing() -> Result<()> {
    let mut view = order().await?;
    for selector in ["[aria-label='billing zip']", "[aria-label=maybe]", "[aria-label=beyond]"] {
        assert_eq!(view.find(selector).value(), "", "{selector}");
        assert!(view.input(selector, "1").await.is_err(), "{selector}");
    }
    view.click("#bill").await?;
    view.input("[aria-label='billing zip']", "1").await?;
    view.input("[aria-label=maybe]", "M").await?;
    assert_eq!(
        view.text("pre"),
        "(Address { street: \"\", zip: None }, Some(Address { street: \"M\", zip: Some(1) }))"
    );
    view.click("#bill").await?;
    assert!(view.input("[aria-label=maybe]", "N").await.is_err());
    Ok(())
}

#[tokio::test]
async fn a_row_is_known_by_its_key_wherever_it_is() -> Result<()> {
    let mut view = order().await?;
    view.input("#l20 .product", "b").await?;
    view.input("[aria-label=first]", "a").await?;
    view.click("#turn").await?;
    view.input("#l30 .amount", "99").await?;
    view.input("[aria-label=first]", "c").await?;
    view.input("[aria-label=twenty]", "bb").await?;
    assert_eq!(view.text(".lines"), "30:c:99 20:bb:20 10:a:10");
    view.click("#l30 button").await?;
    view.input("#l10 .amount", "11").await?;
    assert_eq!(view.text(".lines"), "20:bb:20 10:a:11");
    Ok(())
}

#[tokio::test]
async fn choices_of_a_row_are_those_that_it_shows() -> Result<()> {
    let mut view = order().await?;
    view.input("#l20 select", "gift").await?;
    view.check("#l20 .tag", true).await?;
    view.check("#l30 .wrapped", true).await?;
    view.check("#l10 .blue", true).await?;
    assert_eq!(
        view.text(".more"),
        "[(Plain, \"\", false, [\"blue\"]), (Gift, \"red\", false, []), (Plain, \"\", true, [])]"
    );
    assert!(view.input("#l20 select", "secret").await.is_err());
    Ok(())
}

#[tokio::test]
async fn the_error_of_a_row_stands_at_the_row() -> Result<()> {
    let mut view = order().await?;
    assert!(view.input("#l20 .amount", "many").await.is_err());
    assert_eq!(view.text("#l20 small"), "Enter a whole number.");
    assert_eq!(view.text("#l10 small"), "");
    view.input("#l20 .amount", "2").await?;
    assert_eq!(view.text("#l20 small"), "");
    Ok(())
}
