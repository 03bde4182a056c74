//! The results: tables of figures, and budgets that hold or do not.

use serde_json::{Map, Value, json};

/// Everything that was measured.
#[derive(Default)]
pub(crate) struct Report {
    /// The tables, in the order they came.
    tables: Vec<(String, Vec<Row>)>,
    /// The budgets, in the order they came.
    budgets: Vec<Budget>,
    /// The parts that were left out, and why.
    missing: Vec<String>,
}

/// A row of a table.
struct Row {
    name: String,
    /// The figure of each column.
    figures: Vec<(String, f64)>,
}

/// A figure and the bound it is held against.
pub(crate) struct Budget {
    name: String,
    value: Option<f64>,
    bound: f64,
    unit: String,
    ok: bool,
}

impl Budget {
    pub(crate) fn at_most(name: &str, value: f64, bound: f64, unit: &str) -> Self {
        Self { name: name.to_owned(), value: Some(value), bound, unit: unit.to_owned(), ok: value <= bound }
    }

    pub(crate) fn at_least(name: &str, value: f64, bound: f64, unit: &str) -> Self {
        Self { ok: value >= bound, ..Self::at_most(name, value, bound, unit) }
    }
}

impl Report {
    pub(crate) fn row(&mut self, table: &str, name: &str, figures: &[(&str, f64)]) {
        let figures = figures.iter().map(|(column, figure)| ((*column).to_owned(), *figure)).collect();
        let row = Row { name: name.to_owned(), figures };
        match self.tables.iter_mut().find(|(known, _)| known == table) {
            Some((_, rows)) => rows.push(row),
            None => self.tables.push((table.to_owned(), vec![row])),
        }
    }

    pub(crate) fn budget(&mut self, budget: Budget) {
        self.budgets.push(budget);
    }

    /// Says that a budget could not be measured here, and why. It does not hold.
    pub(crate) fn not_measured(&mut self, name: &str, bound: f64, unit: &str, why: &str) {
        self.missing.push(format!("{name}: {why}"));
        self.budgets.push(Budget { name: name.to_owned(), value: None, bound, unit: unit.to_owned(), ok: false });
    }

    /// Takes over what another program reports, in the form of [`json`](Self::json).
    pub(crate) fn take(&mut self, other: &Value) {
        for (table, rows) in other["tables"].as_object().into_iter().flatten() {
            for row in rows.as_array().into_iter().flatten().filter_map(Value::as_object) {
                let figures: Vec<_> =
                    row.iter().filter_map(|(column, value)| Some((column.as_str(), value.as_f64()?))).collect();
                self.row(table, row.get("name").and_then(Value::as_str).unwrap_or_default(), &figures);
            }
        }
        for budget in other["budgets"].as_array().into_iter().flatten() {
            let text = |key: &str| budget[key].as_str().unwrap_or_default().to_owned();
            self.budgets.push(Budget {
                name: text("name"),
                value: budget["value"].as_f64(),
                bound: budget["budget"].as_f64().unwrap_or_default(),
                unit: text("unit"),
                ok: budget["ok"] == true,
            });
        }
    }

    /// The tables and budgets, as Markdown that is readable in a terminal too.
    pub(crate) fn print(&self) {
        for (table, rows) in &self.tables {
            println!();
            // Rows of one table may have different columns; those that are the same stand under one head.
            let mut columns: Vec<&str> = Vec::new();
            for row in rows {
                let own: Vec<&str> = row.figures.iter().map(|(column, _)| column.as_str()).collect();
                if own != columns {
                    println!(
                        "| {table:<44} | {} |",
                        own.iter().map(|column| pad(column)).collect::<Vec<_>>().join(" | ")
                    );
                    println!("| {:<44} | {} |", "---", own.iter().map(|_| pad("---:")).collect::<Vec<_>>().join(" | "));
                    columns = own;
                }
                let figures: Vec<_> = row.figures.iter().map(|(_, figure)| pad(&number(*figure))).collect();
                println!("| {:<44} | {} |", row.name, figures.join(" | "));
            }
        }
        let line = |[name, value, bound, unit, holds]: [&str; 5]| {
            println!("| {name:<44} | {value:>10} | {bound:>10} | {unit:<26} | {holds:<5} |");
        };
        println!();
        line(["budget", "value", "bound", "unit", "holds"]);
        line(["---", "---:", "---:", "---", "---"]);
        for Budget { name, value, bound, unit, ok } in &self.budgets {
            let value = value.map_or_else(|| "-".to_owned(), number);
            let holds = if *ok { "yes" } else { "NO" };
            line([name, &value, &number(*bound), unit, holds]);
        }
        for missing in &self.missing {
            println!("\nnot measured: {missing}");
        }
    }

    /// The same as JSON: `{"budgets":[{"name","value","budget","unit","ok"}],"tables":{...}}`.
    ///
    /// # Errors
    /// A figure is not finite.
    pub(crate) fn json(&self) -> serde_json::Result<String> {
        let budgets = self.budgets.iter().map(|Budget { name, value, bound, unit, ok }| {
            json!({ "name": name, "value": value, "budget": bound, "unit": unit, "ok": ok })
        });
        let tables = self.tables.iter().map(|(table, rows)| {
            let rows = rows.iter().map(|row| {
                let figures = row.figures.iter().map(|(column, figure)| (column.clone(), json!(figure)));
                std::iter::once(("name".to_owned(), json!(row.name))).chain(figures).collect::<Map<_, _>>()
            });
            (table.clone(), rows.map(Value::Object).collect())
        });
        let all = json!({ "budgets": budgets.collect::<Vec<_>>(), "tables": tables.collect::<Map<_, _>>() });
        serde_json::to_string_pretty(&all).map(|text| text + "\n")
    }
}

/// With as many digits as mean something.
fn number(figure: f64) -> String {
    match figure.abs() {
        100.0.. => format!("{figure:.0}"),
        10.0..100.0 => format!("{figure:.1}"),
        _ => format!("{figure:.2}"),
    }
}

/// To the width of a column, on the right.
fn pad(text: &str) -> String {
    format!("{text:>19}")
}
