//! Values in `{...}`: [`Render`] for values that are borrowed, [`RenderOnce`] for those that are used up.
//!
//! A template writes `{expr}` as `(expr).__loom_render(out)`. Method lookup tries the expression's own type
//! first, where [`RenderOnce`] and [`RenderIter`] take it by value, and then a reference to it, where
//! [`RenderRef`] hands it to [`Render`]. So `{self.name}` borrows, `{children}` moves, and a value that is
//! neither is an error that names `Render`.

use std::{borrow::Cow, fmt, rc::Rc, sync::Arc};

use super::slot::{Rendered, Slot};
use crate::{
    html::RenderError,
    tree::{Html, Out, Scalar},
};

/// A value that can stand in `{...}` and is only looked at.
///
/// ```
/// use loom::{Render, Rendered, Slot};
///
/// struct Euros(i64);
///
/// impl Render for Euros {
///     fn render(&self, slot: Slot<'_>) -> Rendered {
///         slot.display(format_args!("{}.{:02} €", self.0 / 100, self.0 % 100))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand in a template",
    label = "not text, a number, `Html`, or a list of them",
    note = "implement `loom::Render` for it, or write what it shows: `{{value.to_string()}}`",
    note = "a component stands as a tag, `<Card title=\"x\"/>`, or is what `live.mount(...).await?` gave"
)]
pub trait Render {
    /// Fills `slot` with this value.
    ///
    /// # Errors
    /// The value cannot be shown; the error ends the render.
    fn render(&self, slot: Slot<'_>) -> Rendered;
}

/// A value that is used up by being rendered: [`Html`] and what holds it.
pub trait RenderOnce: Sized {
    /// Fills `slot` with this value.
    ///
    /// # Errors
    /// The error that ended the render.
    #[doc(hidden)]
    fn render_once(self, slot: Slot<'_>) -> Rendered;

    /// Fills the next slot with this value.
    #[doc(hidden)]
    fn __loom_render(self, out: &mut Out<'_>) {
        let rendered = self.render_once(out.slot());
        out.done(rendered);
    }
}

/// An iterator, whose items become a list.
pub trait RenderIter: Sized {
    /// Fills the next slot with the items.
    #[doc(hidden)]
    fn __loom_render(self, out: &mut Out<'_>);
}

/// An item of an iterator: [`Html`], or anything that is [`Render`].
pub trait RenderItem: Sized {
    /// Fills `slot` with this item.
    ///
    /// # Errors
    /// The error that ended the render.
    #[doc(hidden)]
    fn render_item(self, slot: Slot<'_>) -> Rendered;
}

/// The last resort of the lookup: a reference to anything, whose method asks for [`Render`].
pub trait RenderRef {
    /// Fills the next slot with this value.
    #[doc(hidden)]
    fn __loom_render(&self, out: &mut Out<'_>)
    where
        Self: Render;
}

impl<T: ?Sized> RenderRef for T {
    #[inline]
    fn __loom_render(&self, out: &mut Out<'_>)
    where
        Self: Render,
    {
        let rendered = self.render(out.slot());
        out.done(rendered);
    }
}

impl RenderOnce for Html<'_> {
    fn render_once(self, slot: Slot<'_>) -> Rendered {
        slot.html(self)
    }
}

impl<T: RenderOnce> RenderOnce for Option<T> {
    fn render_once(self, slot: Slot<'_>) -> Rendered {
        match self {
            Some(value) => value.render_once(slot),
            None => slot.scalar(Scalar::Absent),
        }
    }
}

impl<T: RenderOnce, E: fmt::Display> RenderOnce for Result<T, E> {
    fn render_once(self, slot: Slot<'_>) -> Rendered {
        match self {
            Ok(value) => value.render_once(slot),
            Err(error) => Err(RenderError::msg(error)),
        }
    }
}

impl<T: RenderOnce> RenderOnce for Vec<T> {
    fn render_once(self, slot: Slot<'_>) -> Rendered {
        slot.list(self, T::render_once)
    }
}

impl<I: Iterator> RenderIter for I
where
    I::Item: RenderItem,
{
    fn __loom_render(self, out: &mut Out<'_>) {
        let rendered = out.slot().list(self, I::Item::render_item);
        out.done(rendered);
    }
}

impl RenderItem for Html<'_> {
    fn render_item(self, slot: Slot<'_>) -> Rendered {
        slot.html(self)
    }
}

impl<T: Render> RenderItem for T {
    fn render_item(self, slot: Slot<'_>) -> Rendered {
        self.render(slot)
    }
}

macro_rules! through {
    ($($(#[$generics:tt])? $type:ty),* $(,)?) => {$(
        impl<T: Render + ?Sized> Render for $type {
            fn render(&self, slot: Slot<'_>) -> Rendered {
                (**self).render(slot)
            }
        }
    )*};
}
through!(&T, &mut T, Box<T>, Rc<T>, Arc<T>);

impl<T: Render + ToOwned + ?Sized> Render for Cow<'_, T> {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        (**self).render(slot)
    }
}

impl<T: Render> Render for Option<T> {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        match self {
            Some(value) => value.render(slot),
            None => slot.scalar(Scalar::Absent),
        }
    }
}

impl<T: Render, E: fmt::Display> Render for Result<T, E> {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        match self {
            Ok(value) => value.render(slot),
            Err(error) => Err(RenderError::msg(error)),
        }
    }
}

impl<T: Render> Render for [T] {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        slot.list(self, T::render)
    }
}

impl<T: Render> Render for Vec<T> {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        self.as_slice().render(slot)
    }
}

impl<T: Render, const N: usize> Render for [T; N] {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        self.as_slice().render(slot)
    }
}

impl Render for () {
    fn render(&self, slot: Slot<'_>) -> Rendered {
        slot.scalar(Scalar::Absent)
    }
}

macro_rules! scalars {
    ($($type:ty: |$value:ident| $scalar:expr;)*) => {$(
        impl Render for $type {
            #[inline]
            fn render(&self, slot: Slot<'_>) -> Rendered {
                let $value = self;
                slot.scalar($scalar)
            }
        }
    )*};
}
scalars! {
    str: |v| Scalar::Text(v);
    String: |v| Scalar::Text(v);
    bool: |v| Scalar::Text(if *v { "true" } else { "false" });
    char: |v| Scalar::Text(v.encode_utf8(&mut [0; 4]));
    i8: |v| Scalar::Int((*v).into());
    i16: |v| Scalar::Int((*v).into());
    i32: |v| Scalar::Int((*v).into());
    i64: |v| Scalar::Int(*v);
    isize: |v| Scalar::Int(*v as i64);
    u8: |v| Scalar::Uint((*v).into());
    u16: |v| Scalar::Uint((*v).into());
    u32: |v| Scalar::Uint((*v).into());
    u64: |v| Scalar::Uint(*v);
    usize: |v| Scalar::Uint(*v as u64);
    i128: |v| Scalar::Display(format_args!("{v}"));
    u128: |v| Scalar::Display(format_args!("{v}"));
    f32: |v| Scalar::Display(format_args!("{v}"));
    f64: |v| Scalar::Display(format_args!("{v}"));
    fmt::Arguments<'_>: |v| Scalar::Display(*v);
}
