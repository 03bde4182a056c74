//! The elements of HTML, with the attributes that only they have.

/// Elements and their own attributes, as in the living standard; obsolete ones are left out.
pub(crate) const ELEMENTS: &[(&str, &str)] = &[
    ("a", "href target download ping rel hreflang type referrerpolicy"),
    ("abbr", ""),
    ("address", ""),
    ("area", "alt coords shape href target download ping rel referrerpolicy"),
    ("article", ""),
    ("aside", ""),
    ("audio", "src crossorigin preload autoplay loop muted controls controlslist loading"),
    ("b", ""),
    ("base", "href target"),
    ("bdi", ""),
    ("bdo", ""),
    ("blockquote", "cite"),
    ("body", ""),
    ("br", ""),
    (
        "button",
        "command commandfor disabled form formaction formenctype formmethod formnovalidate formtarget name \
         popovertarget popovertargetaction type value interestfor",
    ),
    ("canvas", "width height"),
    ("caption", ""),
    ("cite", ""),
    ("code", ""),
    ("col", "span"),
    ("colgroup", "span"),
    ("data", "value"),
    ("datalist", ""),
    ("dd", ""),
    ("del", "cite datetime"),
    ("details", "name open"),
    ("dfn", ""),
    ("dialog", "open closedby"),
    ("div", ""),
    ("dl", ""),
    ("dt", ""),
    ("em", ""),
    ("embed", "src type width height"),
    ("fieldset", "disabled form name"),
    ("figcaption", ""),
    ("figure", ""),
    ("footer", ""),
    ("form", "accept-charset action autocomplete enctype method name novalidate target rel"),
    ("h1", ""),
    ("h2", ""),
    ("h3", ""),
    ("h4", ""),
    ("h5", ""),
    ("h6", ""),
    ("head", ""),
    ("header", ""),
    ("hgroup", ""),
    ("hr", ""),
    ("html", ""),
    ("i", ""),
    ("iframe", "src srcdoc name sandbox allow allowfullscreen width height referrerpolicy loading credentialless csp"),
    ("img", "alt src srcset sizes crossorigin usemap ismap width height referrerpolicy decoding loading fetchpriority"),
    (
        "input",
        "accept alpha alt autocomplete capture checked colorspace dirname disabled form formaction formenctype formmethod \
         formnovalidate formtarget height list max maxlength min minlength multiple name pattern placeholder \
         popovertarget popovertargetaction readonly required size src step type value width webkitdirectory",
    ),
    ("ins", "cite datetime"),
    ("kbd", ""),
    ("label", "for"),
    ("legend", ""),
    ("li", "value"),
    (
        "link",
        "href crossorigin rel media integrity hreflang type referrerpolicy sizes imagesrcset imagesizes as blocking \
         color disabled fetchpriority",
    ),
    ("main", ""),
    ("map", "name"),
    ("mark", ""),
    ("menu", ""),
    ("meta", "name http-equiv content charset media property"),
    ("meter", "value min max low high optimum"),
    ("nav", ""),
    ("noscript", ""),
    ("object", "data type name form width height"),
    ("ol", "reversed start type"),
    ("optgroup", "disabled label"),
    ("option", "disabled label selected value"),
    ("output", "for form name"),
    ("p", ""),
    ("picture", ""),
    ("pre", ""),
    ("progress", "value max"),
    ("q", "cite"),
    ("rp", ""),
    ("rt", ""),
    ("ruby", ""),
    ("s", ""),
    ("samp", ""),
    ("script", "src type nomodule async defer crossorigin integrity referrerpolicy blocking fetchpriority"),
    ("search", ""),
    ("section", ""),
    ("select", "autocomplete disabled form multiple name required size"),
    ("slot", "name"),
    ("small", ""),
    ("source", "type media src srcset sizes width height"),
    ("span", ""),
    ("strong", ""),
    ("style", "media blocking type"),
    ("sub", ""),
    ("summary", ""),
    ("sup", ""),
    ("table", ""),
    ("tbody", ""),
    ("td", "colspan rowspan headers"),
    ("template", "shadowrootmode shadowrootdelegatesfocus shadowrootclonable shadowrootserializable"),
    (
        "textarea",
        "autocomplete cols dirname disabled form maxlength minlength name placeholder readonly required rows wrap",
    ),
    ("tfoot", ""),
    ("th", "colspan rowspan headers scope abbr"),
    ("thead", ""),
    ("time", "datetime"),
    ("title", ""),
    ("tr", ""),
    ("track", "default kind label src srclang"),
    ("u", ""),
    ("ul", ""),
    ("var", ""),
    (
        "video",
        "src crossorigin poster preload autoplay playsinline loop muted controls controlslist width height \
         disablepictureinpicture disableremoteplayback loading",
    ),
    ("wbr", ""),
];

/// Elements that people still write and that have a better name.
pub(crate) const OBSOLETE: &[(&str, &str)] = &[
    ("acronym", "abbr"),
    ("big", "span"),
    ("center", "div"),
    ("dir", "ul"),
    ("font", "span"),
    ("marquee", "div"),
    ("strike", "s"),
    ("tt", "code"),
    ("image", "img"),
    ("nobr", "span"),
];

/// The attributes that only `element` has; nothing if there is no such element.
pub(crate) fn own_attributes(element: &str) -> Option<&'static str> {
    ELEMENTS.iter().find(|(name, _)| *name == element).map(|(_, attributes)| *attributes)
}

/// Elements without content and closing tag.
pub(crate) fn is_void(name: &str) -> bool {
    loom_vocabulary::VOID_ELEMENTS.contains(&name)
}

/// A name with a dash, as the standard asks of custom elements.
pub(crate) fn is_custom(name: &str) -> bool {
    name.contains('-') && !matches!(name, "annotation-xml" | "color-profile" | "font-face" | "missing-glyph")
}

/// Elements whose `disabled` attribute means that they cannot be used.
pub(crate) fn is_control(name: &str) -> bool {
    matches!(name, "button" | "input" | "select" | "textarea" | "fieldset" | "optgroup" | "option")
}

/// Opening one of these closes an open `<p>`.
pub(crate) fn closes_paragraph(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "ul"
            | "li"
            | "dd"
            | "dt"
    )
}

/// The standard's *special* elements, as far as an `<li>` or `<dd>` looks for one around it.
pub(crate) fn stops_list_item(name: &str) -> bool {
    matches!(
        name,
        "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "col"
            | "colgroup"
            | "dd"
            | "details"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "head"
            | "header"
            | "hgroup"
            | "html"
            | "iframe"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "object"
            | "ol"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "template"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "title"
            | "tr"
            | "ul"
    )
}

/// The elements that may stand directly in `parent`, if the HTML parser allows no others.
pub(crate) fn only_children(parent: &str) -> Option<&'static [&'static str]> {
    Some(match parent {
        "table" => &["caption", "colgroup", "thead", "tbody", "tfoot", "script", "style", "template"],
        "thead" | "tbody" | "tfoot" => &["tr", "script", "style", "template"],
        "tr" => &["td", "th", "script", "style", "template"],
        "colgroup" => &["col", "template"],
        "select" => &["option", "optgroup", "hr", "script", "template"],
        "optgroup" => &["option", "script", "template"],
        "option" | "textarea" | "title" | "script" | "style" | "noscript" | "iframe" => &[],
        "html" => &["head", "body"],
        "head" => &["title", "meta", "link", "style", "script", "base", "noscript", "template"],
        _ => return None,
    })
}

/// The only parents that `name` is not lost in.
pub(crate) fn only_parents(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "caption" | "colgroup" | "thead" | "tbody" | "tfoot" => &["table"],
        "tr" => &["tbody", "thead", "tfoot"],
        "td" | "th" => &["tr"],
        "col" => &["colgroup"],
        "head" | "body" => &["html"],
        "html" => &[],
        _ => return None,
    })
}

/// Whether text directly in it would be moved out by the browser, or lost.
pub(crate) fn takes_no_text(name: &str) -> bool {
    matches!(name, "table" | "thead" | "tbody" | "tfoot" | "tr" | "colgroup" | "select" | "optgroup" | "html" | "head")
}

/// Elements whose content is text only, so that a value in it fills all of it.
pub(crate) fn is_text_only(name: &str) -> bool {
    matches!(name, "textarea" | "title")
}

/// Elements whose content is not escaped, so that no value can stand in it.
pub(crate) fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "noscript" | "iframe" | "template")
}
