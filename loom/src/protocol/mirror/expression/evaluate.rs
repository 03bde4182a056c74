//! Evaluating code.

use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use super::{
    arithmetic,
    caller::{Caller, lazily},
    items::{Operands, Term},
    methods,
    node::{Change, Closure, EventField, Local, Node, Operator, Part},
    pattern,
    reader::Code,
    scope::{Scope, Stop},
    value::Value,
};
use crate::expression::{self as server, Run};

/// Evaluates code; `None` for the value of an action that has none. An evaluation without a result changes nothing of `scope`.
///
/// # Errors
/// If a calculation has no result, or the code does not fit the values.
pub fn evaluate(code: &Code, scope: &mut Scope) -> Result<Option<Value>, Stop> {
    let evaluation = Rc::new(Evaluation {
        scope: RefCell::new(scope.clone()),
        locals: RefCell::default(),
        run: Run::new(),
        stopped: OnceCell::new(),
    });
    let value = evaluation.node(&code.0).and_then(|term| match term {
        Term::Unit => Ok(None),
        term => term.value().map(Some),
    });
    // An iterator that is held by a local holds the evaluation.
    evaluation.locals.take();
    evaluation.check()?;
    let value = value?;
    *scope = evaluation.scope.take();
    Ok(value)
}

/// One evaluation. Iterators hold it, for their closures.
struct Evaluation {
    scope: RefCell<Scope>,
    locals: RefCell<BTreeMap<Local, Term>>,
    run: Run,
    /// The first failure of a closure that was called by an iterator.
    stopped: OnceCell<Stop>,
}

impl Evaluation {
    /// Fails if a calculation had no result.
    fn check(&self) -> Result<(), Stop> {
        match self.stopped.get() {
            Some(stop) => Err(stop.clone()),
            None if self.run.failed() => Err(Stop::Abandoned),
            None => Ok(()),
        }
    }

    fn node(self: &Rc<Self>, node: &Node) -> Result<Term, Stop> {
        Ok(match node {
            Node::Constant(value) => value.clone().into(),
            Node::Field(name) => self.field(name)?.into(),
            Node::Local(number) => self.local(*number)?,
            Node::Argument(index) => {
                let argument = self.scope.borrow().arguments.get(*index).cloned();
                argument.ok_or_else(|| Stop::malformed(format_args!("there is no argument {index}")))?.into()
            }
            Node::Unit => Term::Unit,
            Node::Call(operator, operands) => self.call(operator, self.operands(operands)?)?,
            Node::And(a, b) => (self.bool(a)? && self.bool(b)?).into(),
            Node::Or(a, b) => (self.bool(a)? || self.bool(b)?).into(),
            Node::If(condition, a, b) => return self.node(if self.bool(condition)? { a } else { b }),
            Node::Let(number, value, body) => {
                let value = self.node(value)?;
                self.bind(*number, value);
                return self.node(body);
            }
            Node::Do(steps) => steps.iter().try_fold(Term::Unit, |_, step| self.node(step))?,
            Node::Match(subject, arms) => {
                let subject = self.node(subject)?.value()?;
                for arm in arms {
                    let mut bind = |number, value: &Value| self.bind(number, value.clone().into());
                    if pattern::fits(&arm.pattern, &subject, &mut bind) && self.bool(&arm.guard)? {
                        return self.node(&arm.body);
                    }
                }
                return Err(Stop::Abandoned);
            }
            Node::Closure(closure) => Term::Closure(Rc::clone(closure)),
            Node::List(items) => {
                let items = items.iter().map(|item| self.node(item)?.value());
                Value::List(items.collect::<Result<_, _>>()?).into()
            }
            Node::Format(parts) => self.format(parts)?.into(),
            Node::Change(change, field, operands) => self.change(change, field, self.operands(operands)?)?,
            Node::Event(field) => self.event(*field)?.into(),
            Node::Effect(name, arguments) => {
                let arguments = arguments.iter().map(|argument| self.node(argument)?.value());
                let arguments = arguments.collect::<Result<_, _>>()?;
                self.scope.borrow_mut().effects.push((name.clone(), arguments));
                Term::Unit
            }
        })
    }

    fn bool(self: &Rc<Self>, node: &Node) -> Result<bool, Stop> {
        self.node(node)?.bool()
    }

    fn operands(self: &Rc<Self>, nodes: &[Rc<Node>]) -> Result<Operands, Stop> {
        nodes.iter().map(|node| self.node(node)).collect::<Result<_, _>>().map(Operands::new)
    }

    fn call(self: &Rc<Self>, operator: &Operator, operands: Operands) -> Result<Term, Stop> {
        let result = match operator {
            Operator::Plain(name) if name == "clamp" => arithmetic::clamp(&self.run, operands).map(Term::from),
            Operator::Plain(name) => methods::call(&self.caller(), &self.run, name, operands),
            Operator::Tagged(name, tag) => arithmetic::calculate(&self.run, name, *tag, operands).map(Term::from),
        };
        self.check()?;
        result
    }

    fn caller(self: &Rc<Self>) -> Rc<dyn Caller> {
        Rc::<Self>::clone(self)
    }

    fn bind(&self, number: Local, value: Term) {
        self.locals.borrow_mut().insert(number, value);
    }

    /// A local. An iterator is moved out of it.
    fn local(&self, number: Local) -> Result<Term, Stop> {
        let mut locals = self.locals.borrow_mut();
        let found = match locals.get(&number) {
            Some(Term::Value(value)) => Some(value.clone().into()),
            Some(Term::Closure(closure)) => Some(Term::Closure(Rc::clone(closure))),
            Some(Term::Unit) => Some(Term::Unit),
            Some(Term::Items(_)) => locals.remove(&number),
            None => None,
        };
        found.ok_or_else(|| Stop::malformed(format_args!("there is no local {number}")))
    }

    fn field(&self, name: &str) -> Result<Value, Stop> {
        let field = self.scope.borrow().fields.get(name).cloned();
        field.ok_or_else(|| Stop::malformed(format_args!("there is no field {name}")))
    }

    fn event(&self, field: EventField) -> Result<Value, Stop> {
        let event = &self.scope.borrow().event;
        let value = match field {
            EventField::Value => event.value.clone().map(Value::Text),
            EventField::Key => event.key.clone().map(Value::Text),
            EventField::Checked => event.checked.map(Value::Bool),
        };
        value.ok_or(Stop::Abandoned)
    }

    fn format(self: &Rc<Self>, parts: &[Part]) -> Result<String, Stop> {
        let mut out = String::new();
        for part in parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Shown(node, places) => {
                    let shown = self.node(node)?.value()?.show(*places);
                    out.push_str(&shown.ok_or_else(|| Stop::malformed("a list is not shown"))?);
                }
            }
        }
        Ok(out)
    }

    /// Changes a field, which is read after the operands are evaluated.
    fn change(self: &Rc<Self>, change: &Change, field: &str, mut operands: Operands) -> Result<Term, Stop> {
        let before = self.field(field)?;
        let (after, taken) = match change {
            Change::Assign => (operands.value()?, Term::Unit),
            Change::Calculate(operator) => {
                let operands = Operands::new(vec![before.into(), operands.term()?]);
                (self.call(operator, operands)?.value()?, Term::Unit)
            }
            Change::Method(name) => self.change_by(name, before, operands)?,
        };
        self.check()?;
        let mut scope = self.scope.borrow_mut();
        scope.fields.insert(field.to_owned(), after);
        scope.written.insert(field.to_owned());
        Ok(taken)
    }

    /// The field after a method, and the method's value.
    fn change_by(self: &Rc<Self>, name: &str, before: Value, mut operands: Operands) -> Result<(Value, Term), Stop> {
        let mut list = match (name, before) {
            ("push_str", Value::Text(text)) => return Ok((Value::Text(text + &operands.text()?), Term::Unit)),
            ("clear", Value::Text(_)) => return Ok((Value::Text(String::new()), Term::Unit)),
            (_, Value::List(list)) => list,
            (_, other) => return Err(Stop::malformed(format_args!("{other:?} has no {name}"))),
        };
        let mut taken = Term::Unit;
        match name {
            "push" => list.push(operands.value()?),
            "clear" => list.clear(),
            "pop" => taken = Value::option(list.pop()).into(),
            "truncate" => list.truncate(operands.integer()?),
            "retain" => {
                let (caller, closure) = (self.caller(), operands.closure()?);
                list.retain(|item| lazily(&caller, &closure, item.clone(), Term::bool, false));
            }
            "insert" => server::insert(&self.run, &mut list, operands.integer()?, operands.value()?),
            "remove" => server::remove(&self.run, &mut list, operands.integer()?),
            other => return Err(Stop::malformed(format_args!("a list has no {other}"))),
        }
        Ok((Value::List(list), taken))
    }
}

impl Caller for Evaluation {
    fn apply(self: Rc<Self>, closure: &Closure, values: &[Value]) -> Result<Term, Stop> {
        for (parameter, value) in closure.parameters.iter().zip(values) {
            self.bind(*parameter, value.clone().into());
        }
        self.node(&closure.body)
    }

    fn stop(&self, stop: Stop) {
        let _ = self.stopped.set(stop);
    }
}
