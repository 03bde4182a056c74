//! The plans that templates are lowered to.

use expect_test::{Expect, expect};

use super::{read, show};

fn check(source: &str, expected: Expect) {
    let (plan, messages) = read(source);
    assert_eq!(messages, Vec::<String>::new(), "{source}");
    expected.assert_eq(&show(&plan));
}

#[test]
fn statics_are_merged_and_escaped() {
    check(
        r#"<!DOCTYPE html> <p class="a  b" title="\"<&>">"1 < 2" " & 3"</p> <!-- "left out" --> <br>"#,
        expect![[r##"
        #0 anchored <!DOCTYPE html><p class="a b" title="&quot;&lt;&amp;>">1 &lt; 2 &amp; 3</p><br>
        open #0
        close
    "##]],
    );
}

#[test]
fn texts_that_would_run_together_are_kept_apart() {
    check(
        r#"<p>"a" {b} "c" {d} {e} <i>{f}</i> {g} <br/> "h"</p> {i} "j""#,
        expect![[r#"
        #0 anchored <p>a<!---->[]<!---->c<!---->[]<!---->[]<i>[]</i>[]<br>h</p>[]<!---->j
        open #0
        content b
        content d
        content e
        content f
        content g
        content i
        close
    "#]],
    );
}

#[test]
fn an_empty_template_has_no_steps() {
    check(r#"<!-- "nothing" -->"#, expect![[r#""#]]);
}

#[test]
fn attributes_by_what_their_values_mean() {
    check(
        r#"<a href={url} title={title} download={file} hidden={no} data-id=1 {rel} aria-label={"x"}>"x"</a>
           <input disabled={off} value={v} required=true readonly=false>"#,
        expect![[r##"
            #0 anchored <a[0@href url][0@title][0@download][0@hidden] data-id="1"[0@rel] aria-label="x">x</a><input[1@disabled][1@value] required>
            open #0
            attribute url
            attribute title
            presence file
            presence no
            attribute rel
            flag off
            attribute v
            close
        "##]],
    );
}

#[test]
fn classes_stand_where_the_first_of_them_stands() {
    check(
        r#"<p class:done={done} id="x" class="row" class={more} class:"md:flex"={wide}>"x"</p> <p class={only}></p>"#,
        expect![[r##"
            #0 anchored <p class="row[0.done][0.][0.md:flex]" id="x">x</p><p class="[1.]"></p>
            open #0
            flag done
            attribute more
            flag wide
            attribute only
            close
        "##]],
    );
}

#[test]
fn styles_are_put_together() {
    check(
        r#"<p style="color: red" style:--accent={accent} style:width="1px">"x"</p> <p style={all}></p>"#,
        expect![[r##"
            #0 anchored <p style="color: red;width:1px;[0:--accent]">x</p><p[1@style]></p>
            open #0
            attribute accent
            attribute all
            close
        "##]],
    );
}

#[test]
fn a_spread_comes_last() {
    check(
        r#"<p ..rest class="x">"x"</p>"#,
        expect![[r##"
            #0 anchored <p class="x"[0*class]>x</p>
            open #0
            spread rest
            close
        "##]],
    );
}

#[test]
fn handlers_without_arguments_are_static() {
    check(
        r#"<button on:click=save on:keydown.s.ctrl.prevent=save() on:blur={handler} on:focus=pick(1)>"x"</button>"#,
        expect![[r##"
            #0 anchored <button data-l-click="save" data-l-keydown.ctrl.s="save"[0!blur][0!focus] data-l-prevent="keydown.ctrl.s">x</button>
            open #0
            offer click Enabled
            offer keydown Enabled
            event blur Enabled
            event focus Enabled
            close
        "##]],
    );
}

#[test]
fn modifiers_name_their_events_where_there_are_several() {
    check(
        r#"<form on:submit.prevent.once=send></form>
           <input on:input.debounce(300)=a on:keyup.enter.stop.throttle(100)=b>"#,
        expect![[r##"
            #0 anchored <form data-l-submit="send" data-l-prevent="true" data-l-once="true" data-l-no-nav></form><input data-l-input="a" data-l-keyup.enter="b" data-l-stop="keyup.enter" data-l-debounce="input:300" data-l-throttle="keyup.enter:100">
            open #0
            offer submit Never
            offer input Enabled
            offer keyup Enabled
            close
        "##]],
    );
}

#[test]
fn what_is_heard_elsewhere_has_a_name_of_its_own() {
    check(
        r#"<p on:click.once=a on:click.outside=b on:focus=c on:keydown.k.window.ctrl.prevent=d>"x"</p>"#,
        expect![[r##"
            #0 anchored <p data-l-click="a" data-l-click.outside="b" data-l-focus="c" data-l-keydown.window.ctrl.k="d" data-l-places="click.outside keydown.window.ctrl.k" data-l-prevent="keydown.window.ctrl.k" data-l-once="click">x</p>
            open #0
            offer click Never
            offer click Never
            offer focus Never
            offer keydown Never
            close
        "##]],
    );
}

#[test]
fn a_modifier_is_true_where_it_holds_for_all_events() {
    check(
        r#"<form on:submit=send on:keydown.escape=back></form><p on:keydown.x.prevent=cut on:click.prevent=hit>"x"</p>
           <form on:submit=send on:input=typed on:click.stop=hit></form><form on:submit=send on:input=typed></form>
           <a href="/x" on:click.prevent.stop=go on:focus.stop=seen>"x"</a>"#,
        expect![[r##"
            #0 anchored <form data-l-submit="send" data-l-keydown.escape="back" data-l-prevent="true" data-l-no-nav></form><p data-l-keydown.x="cut" data-l-click="hit" data-l-prevent="keydown.x click">x</p><form data-l-submit="send" data-l-input="typed" data-l-click="hit" data-l-prevent="submit" data-l-stop="click" data-l-no-nav></form><form data-l-submit="send" data-l-input="typed" data-l-prevent="true" data-l-no-nav></form><a href="/x" data-l-click="go" data-l-focus="seen" data-l-prevent="true" data-l-stop="true" data-l-no-nav>x</a>
            open #0
            offer submit Never
            offer keydown Never
            offer keydown Never
            offer click Never
            offer submit Never
            offer input Never
            offer click Never
            offer submit Never
            offer input Never
            offer click Never
            offer focus Never
            close
        "##]],
    );
}

#[test]
fn a_disabled_control_is_looked_at_once() {
    check(
        r#"<button disabled={off} on:click=save>"x"</button> <button disabled on:click=save>"x"</button>
           <input ..rest on:input=save> <p on:click=save>"x"</p>"#,
        expect![[r##"
            #0 anchored <button[0@disabled] data-l-click="save">x</button><button disabled data-l-click="save">x</button><input data-l-input="save"[2*]><p data-l-click="save">x</p>
            open #0
            local Disabled = off
            disabled off
            offer click Dynamic { disabled: true, spread: false }
            offer click Disabled
            local Spread = rest
            offer input Dynamic { disabled: false, spread: true }
            spreadlocal rest
            offer click Never
            close
        "##]],
    );
}

#[test]
fn a_fieldset_disables_all_but_its_legend() {
    check(
        r#"<fieldset disabled={off}><legend><button on:click=save>"x"</button></legend> <input on:input=save></fieldset>"#,
        expect![[r##"
            #0 anchored <fieldset[0@disabled]><legend><button data-l-click="save">x</button></legend><input data-l-input="save"></fieldset>
            open #0
            local Disabled = off
            disabled off
            fieldset Dynamic { disabled: true, spread: false }
            legend
            offer click Enabled
            end legend
            offer input Enabled
            end fieldset
            close
        "##]],
    );
}

#[test]
fn options_offer_their_values() {
    check(
        r#"<select multiple disabled={off} bind:value={self.kind}>
             <option value={a} disabled={b}>"A"</option> <option selected>"B"</option>
             <optgroup disabled label="x"><option></option></optgroup> <option>"C" {d}</option> {more}
           </select>
           <select><option value="z" disabled={b}>"Z"</option></select>"#,
        expect![[r##"
            #0 anchored <select multiple[0@disabled] data-l-change="kind="><option[1@value][1@disabled][1@selected]>A</option><option selected>B</option><optgroup disabled label="x"><option[4@selected]></option></optgroup><option>C<!---->[]</option>[no text]</select><select><option value="z"[7@disabled]>Z</option></select>
            open #0
            local Disabled = off
            disabled off
            place 0 kind
            chooser 0 several Dynamic { disabled: true, spread: false }
            fieldset Dynamic { disabled: true, spread: false }
            local Disabled = b
            attribute a
            disabled b
            offers 0 a Option { shows: true, text: false } Dynamic { disabled: true, spread: false }
            offers 0 "B" Option { shows: false, text: true } Enabled
            fieldset Disabled
            offers 0 "" Option { shows: true, text: true } Enabled
            end fieldset
            content d
            content more
            end fieldset
            flag b
            close
        "##]],
    );
}

#[test]
fn bound_fields() {
    check(
        r#"<input bind:value.debounce(200)={self.name}> <textarea bind:value={self.text}></textarea>
           <input type="checkbox" bind:checked={self.done}> <input type="radio" value="a" bind:group={self.kind}>
           <p bind:error={self.name}></p>
           <select bind:value={self.kind}><option value="a">"A"</option> for k in kinds { <option>{k}</option> }</select>"#,
        expect![[r##"
            #0 anchored <input[0@value] data-l-input="name=" data-l-debounce="200"><textarea data-l-input="text=">
            [1=]</textarea><input type="checkbox"[2@checked] data-l-change="done="><input type="radio" value="a"[3@checked] data-l-change="kind="><p data-l-error-of="name" role="alert"></p><select[5@value] data-l-change="kind="><option value="a"[6@selected]>A</option>[no text]</select>
            #1 anchored <option[0@selected]>[]</option>
            open #0
            place 0 name
            field 0 Text
            offer input Enabled
            place 1 text
            offer input Enabled
            field 1 Text
            place 2 done
            field 2 Checked
            offer change Enabled
            place 3 kind
            offers 3 "a" Radio Enabled
            chooser 3 Enabled
            error place 4 name checked
            place 5 kind
            field 5 Text
            chooser 5 Enabled
            offers 5 "a" Option { shows: true, text: false } Enabled
            for k in kinds
              whole
                item
                open #1
                offers 5 k Option { shows: true, text: true } Enabled
                content k
                close
            close
        "##]],
    );
}

#[test]
fn parts_of_a_form() {
    check(
        r#"<input bind:value={self.order.gift?.street}> <input bind:value={self.lines[i].amount}> <p bind:error={line.amount}></p>
           <select bind:value={line.kind}><option>"A"</option></select> <textarea bind:value={line.text}></textarea>"#,
        expect![[r##"
            #0 anchored <input[0@value] data-l-input="order.gift.street="><input[1@value][1!input]><p[2@data-l-error-of] role="alert"></p><select[3@value][3!change]><option[4@selected]>A</option></select><textarea[5!input]>
            [5=]</textarea>
            open #0
            place 0 order.gift.street
            field 0 Text
            offer input Enabled
            place 1 made
            field 1 Text
            event input Enabled
            error place 2 made
            path 2
            place 3 made
            field 3 Text
            chooser 3 slot Enabled
            offers 3 "A" Option { shows: true, text: true } Enabled
            place 4 made
            event input Enabled
            field 4 Text
            close
        "##]],
    );
}

#[test]
fn branches_are_templates_of_their_own_or_single_values() {
    check(
        r#"if a { <p>"x"</p> } else if let Some(b) = b { {b} } else { "c" }
           if d { let e = d; <p>{e}</p> <p>"f"</p> }"#,
        expect![[r##"
            #0 []<!---->[]
            #1 anchored <p>x</p>
            #2 anchored <p>[]</p><p>f</p>
            open #0
            if a
              open #1
              close
            if let Some (b) = b
              content b
            else
              literal "c"
            if d
              let e = d ;
              open #2
              content e
              close
            else
              empty
            close
        "##]],
    );
}

#[test]
fn an_item_takes_its_key_from_its_root() {
    check(
        r#"<ul>for (index, item) in items.iter().enumerate() { let n = index + 1; <li key={item.id}>{n}</li> }</ul>"#,
        expect![[r#"
            #0 anchored <ul>[]</ul>
            #1 anchored <li>[]</li>
            open #0
            for (index , item) in items . iter () . enumerate ()
              let n = index + 1 ;
              whole
                item item . id
                open #1
                content n
                close
            close
        "#]],
    );
}

#[test]
fn a_branch_as_an_item_makes_items_of_different_templates() {
    check(
        r#"for item in items { if item.open { <p key={item.id}>{item.text}</p> } }
           for item in items { match item { A => <hr key=1>, B(text) if text.is_empty() => {}, B(text) => { {text} } } }"#,
        expect![[r#"
            #0 []<!---->[]
            #1 anchored <p>[]</p>
            #2 anchored <hr>
            #3 []
            open #0
            for item in items
              if item . open
                whole
                  item item . id
                  open #1
                  content item . text
                  close
              else
            for item in items
              match item
              A =>
                whole
                  item 1
                  open #2
                  close
              B (text) if text . is_empty () =>
              B (text) =>
                whole
                  item
                  open #3
                  content text
                  close
            close
        "#]],
    );
}

#[test]
fn a_let_ends_with_its_element() {
    check(
        r#"<div>let x = 1; {x}</div> {x}"#,
        expect![[r#"
        #0 anchored <div>[]</div>[]
        open #0
        scope
          let x = 1 ;
          content x
        content x
        close
    "#]],
    );
}

#[test]
fn content_that_is_text_only() {
    check(
        r#"<textarea>{text}</textarea> <textarea>"\nx"</textarea> <title>"Page " {n} "{}"</title> <pre>{code}</pre>
           <script>"if (a < b) {}"</script>"#,
        expect![[r#"
            #0 anchored <textarea>
            [0=]</textarea><textarea>

            x</textarea><title>[2=]</title><pre>
            []</pre><script>if (a < b) {}</script>
            open #0
            attribute text
            joined 3 parts
            content code
            close
        "#]],
    );
}

#[test]
fn svg_and_mathml() {
    check(
        r#"<svg viewBox="0 0 1 1"><path d={d}/> <foreignObject><br><p>"x"</p></foreignObject></svg>"#,
        expect![[r##"
        #0 anchored <svg viewBox="0 0 1 1"><path[1@d]/><foreignObject><br><p>x</p></foreignObject></svg>
        open #0
        attribute d
        close
    "##]],
    );
    check(
        r#"<circle r={r}/> if x { <g></g> }"#,
        expect![[r#"
        #0 svg anchored <circle[0@r]/>[]
        #1 svg anchored <g/>
        open #0
        attribute r
        if x
          open #1
          close
        else
          empty
        close
    "#]],
    );
    check(
        r#"<math><mi>"x"</mi> {more}</math>"#,
        expect![[r#"
        #0 anchored <math><mi>x</mi>[]</math>
        open #0
        content more
        close
    "#]],
    );
}

#[test]
fn tables_take_no_text() {
    check(
        r#"<table><tbody>for row in rows { <tr>for cell in row { <td>{cell}</td> }</tr> }</tbody></table>"#,
        expect![[r#"
            #0 anchored <table><tbody>[no text]</tbody></table>
            #1 anchored <tr>[no text]</tr>
            #2 anchored <td>[]</td>
            open #0
            for row in rows
              whole
                item
                open #1
                for cell in row
                  whole
                    item
                    open #2
                    content cell
                    close
                close
            close
        "#]],
    );
}

#[test]
fn components() {
    check(
        r#"<ui::Card title="x" wide n={1} ..rest on:close=shut><:header>"h" {x}</:header> <p>{y}</p></ui::Card>
           <Select<u8> type="a"/>"#,
        expect![[r#"
            #0 []<!---->[]
            #1 h<!---->[]
            #2 anchored <p>[]</p>
            open #0
            component ui :: Card (title, wide, n, rest, on_close, header, children)
            component Select :: < u8 >(r#type)
            close
        "#]],
    );
}

#[test]
fn fingerprints_are_of_the_content() {
    let of = |source: &str| read(source).0.templates.iter().map(super::Template::fingerprint).collect::<Vec<_>>();
    assert_eq!(of(r#"<p>{a}</p>"#), of(r#"<p> { b + 1 } </p>"#));
    assert_ne!(of(r#"<p>{a}</p>"#), of(r#"<b>{a}</b>"#));
    assert_ne!(of(r#"<p title={a}></p>"#), of(r#"<p lang={a}></p>"#));
    // The same from build to build and on every machine.
    assert_eq!(of(r#"<p>{a}</p>"#), [15526794078884091062]);
}
