//! SVG and MathML: elements, and the attributes whose letters matter.

/// The elements of SVG.
pub(crate) const SVG: &str = "a animate animateMotion animateTransform circle clipPath defs desc ellipse feBlend \
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight \
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology \
    feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter foreignObject g image line \
    linearGradient marker mask metadata mpath path pattern polygon polyline radialGradient rect script set stop style \
    svg switch symbol text textPath title tspan use view";

/// The elements of MathML.
pub(crate) const MATHML: &str = "annotation annotation-xml maction math menclose merror mfrac mi mmultiscripts mn mo \
    mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder \
    munderover semantics none";

/// Attributes of SVG that have a capital letter, which browsers insist on.
pub(crate) const SVG_ATTRIBUTES: &str = "attributeName attributeType baseFrequency baseProfile calcMode \
    clipPathUnits diffuseConstant edgeMode filterUnits glyphRef gradientTransform gradientUnits kernelMatrix \
    kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth \
    maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform patternUnits pointsAtX \
    pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY repeatCount repeatDur \
    requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod startOffset stdDeviation \
    stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength viewBox viewTarget \
    xChannelSelector yChannelSelector zoomAndPan";

/// Whether `name` is an element of SVG.
pub(crate) fn is_svg(name: &str) -> bool {
    SVG.split_whitespace().any(|known| known == name)
}

/// Whether `name` is an element of MathML.
pub(crate) fn is_mathml(name: &str) -> bool {
    MATHML.split_whitespace().any(|known| known == name)
}

/// Elements of SVG in which HTML stands.
pub(crate) fn svg_holds_html(name: &str) -> bool {
    matches!(name, "foreignObject" | "desc" | "title")
}

/// Elements of MathML in which text and HTML stand.
pub(crate) fn mathml_holds_html(name: &str) -> bool {
    matches!(name, "mi" | "mo" | "mn" | "ms" | "mtext" | "annotation-xml")
}
