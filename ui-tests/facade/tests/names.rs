//! Every macro finds Loom under another name: as a renamed dependency, through a facade, and from a facade's own macros.
#![allow(clippy::tests_outside_test_module, missing_docs, reason = "a test program")]

/// The macros with the library at `$path`, whose prelude is `$prelude`.
macro_rules! at {
    ($module:ident, $path:literal, $($prelude:tt)*) => {
        mod $module {
            use $($prelude)*::{prelude::*, testing, Result};
            use serde::{Deserialize, Serialize};

            #[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, Choice)]
            #[choice(crate = $path)]
            enum Size {
                #[default]
                Small,
                Large,
            }

            /// A label before its children.
            #[component(crate = $path)]
            fn Labeled(#[prop(into)] label: String, children: Html) -> Html {
                html! { <label>{label}{children}</label> }
            }

            #[live_component(crate = $path)]
            struct Step {
                #[prop]
                by: i64,
                #[prop]
                on_stepped: Callback<i64>,
            }

            #[live_component(crate = $path)]
            impl Step {
                #[event]
                fn step(&mut self, cx: &mut Cx<Self>) {
                    self.on_stepped.call(cx, self.by);
                }

                fn render(&self) -> Html {
                    html! { <button on:click=step>"by "{self.by}</button> }
                }
            }

            #[live_component(crate = $path)]
            struct Order {
                count: i64,
                #[bind]
                size: Size,
                #[state(secret)]
                code: String,
            }

            #[live_component(crate = $path)]
            impl Order {
                #[event]
                fn add(&mut self, by: i64, Detail(more): Detail<i64>) {
                    self.count += by + more;
                }

                fn render(&self) -> Html {
                    html! {
                        <output>{self.count}</output>
                        <Labeled label="size">
                            <select bind:value={self.size}><option value="small"></option><option value="large"></option></select>
                        </Labeled>
                        <Step by=2 on:stepped=add(1)/>
                        <p title={&self.code}>{self.size}</p>
                    }
                }
            }

            #[tokio::test]
            async fn a_component_runs() -> Result<()> {
                let mut view = testing::mount(Order::props()).await?;
                view.click("button").await?;
                view.input("select", "large").await?;
                assert_eq!((view.text("output").as_str(), view.text("p").as_str()), ("3", "Large"));
                Ok(())
            }
        }
    };
}

at!(renamed, "web", web);
at!(by_absolute_path, "::web", ::web);
at!(through_an_item_of_a_facade, "framework::live", framework::live);
at!(through_a_crate_of_a_facade, "::framework::loom", ::framework::loom);

mod from_macros_of_a_facade {
    framework::counter!(Counter);
    framework::choice!(Size: Small, VeryLarge);

    #[tokio::test]
    async fn a_component_runs() -> framework::loom::Result<()> {
        let mut view = framework::loom::testing::mount(Counter::props()).await?;
        view.click("button").await?;
        assert_eq!(view.text("button"), "1");
        Ok(())
    }

    #[test]
    fn a_template_is_rendered() {
        let (of, mut page) = ("a facade", String::new());
        let rendered = framework::loom::__private::render_static(framework::notice!(of), &mut page);
        assert!(rendered.is_ok());
        assert_eq!(page, r#"<p class="notice">a facade</p>"#);
    }

    #[test]
    fn a_choice_is_named() {
        assert_eq!(Size::VeryLarge.to_string(), "Very large");
        assert!(Size::Small != Size::VeryLarge);
    }
}
