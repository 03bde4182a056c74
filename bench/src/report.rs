//! What was found: tables of figures, and budgets that hold or do not.

use std::{collections::BTreeMap, fmt::Write};

/// A row of a table: its name, and the figure of each column.
type Row = (String, Vec<(String, f64)>);

/// Everything that was measured.
#[derive(Default)]
pub(crate) struct Report {
    /// Rows by table, in the order they came.
    tables: BTreeMap<String, Vec<Row>>,
    /// The budgets, in the order they came.
    budgets: Vec<Budget>,
}

/// A figure and the bound it is held against.
pub(crate) struct Budget {
    name: String,
    value: f64,
    bound: f64,
    unit: &'static str,
    ok: bool,
}

impl Budget {
    pub(crate) fn at_most(name: &str, value: f64, bound: f64, unit: &'static str) -> Self {
        Self { name: name.to_owned(), value, bound, unit, ok: value <= bound }
    }

    pub(crate) fn at_least(name: &str, value: f64, bound: f64, unit: &'static str) -> Self {
        Self { name: name.to_owned(), value, bound, unit, ok: value >= bound }
    }
}

impl Report {
    pub(crate) fn row(&mut self, table: &str, name: &str, figures: &[(&str, f64)]) {
        let figures = figures.iter().map(|(column, figure)| ((*column).to_owned(), *figure)).collect();
        self.tables.entry(table.to_owned()).or_default().push((name.to_owned(), figures));
    }

    pub(crate) fn budget(&mut self, budget: Budget) {
        self.budgets.push(budget);
    }

    /// The tables and budgets as text for a terminal.
    pub(crate) fn print(&self) {
        for (table, rows) in &self.tables {
            println!("\n{table}");
            for (name, figures) in rows {
                let figures: Vec<String> =
                    figures.iter().map(|(column, figure)| format!("{column} {figure:.1}")).collect();
                println!("  {name:<28} {}", figures.join("  "));
            }
        }
        println!("\nbudgets");
        for budget in &self.budgets {
            let mark = if budget.ok { "ok    " } else { "MISSED" };
            println!("  {mark} {:<34} {:>10.2} of {} {}", budget.name, budget.value, budget.bound, budget.unit);
        }
    }

    /// The same as JSON: `{"budgets":[{"name","value","budget","unit","ok"}],"tables":{...}}`.
    pub(crate) fn json(&self) -> String {
        let mut out = String::from("{\"budgets\":[");
        for (at, budget) in self.budgets.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let Budget { name, value, bound, unit, ok } = budget;
            let _ = write!(
                out,
                "{comma}{{\"name\":\"{name}\",\"value\":{value},\"budget\":{bound},\"unit\":\"{unit}\",\"ok\":{ok}}}"
            );
        }
        out.push_str("],\"tables\":{");
        for (at, (table, rows)) in self.tables.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            let _ = write!(out, "{comma}\"{table}\":[");
            for (at, (name, figures)) in rows.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                let _ = write!(out, "{comma}{{\"name\":\"{name}\"");
                for (column, figure) in figures {
                    let _ = write!(out, ",\"{column}\":{figure}");
                }
                out.push('}');
            }
            out.push(']');
        }
        out.push_str("}}\n");
        out
    }
}
