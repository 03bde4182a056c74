//! What is wrong with a template that can be read.

use super::ast::Nodes;
use crate::diagnostics::Diagnostics;

pub(crate) fn check(_nodes: &Nodes, _diagnostics: &Diagnostics) {}
