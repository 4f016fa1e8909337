//! What was measured, in a few figures.

use std::time::Duration;

/// How often something was done, and how long it took.
pub(super) struct Summary {
    pub(super) per_second: f64,
    median: f64,
    slowest_percent: f64,
}

/// One operation, over HTTP and alone.
pub(super) struct Row {
    pub(super) operation: &'static str,
    pub(super) served: Summary,
    pub(super) alone: Summary,
}

impl Summary {
    /// From how long each took, in microseconds.
    #[expect(clippy::cast_precision_loss, reason = "fewer than 2^52 of everything")]
    pub(super) fn of(mut took: Vec<u64>, lasting: Duration) -> Self {
        took.sort_unstable();
        let at = |per_cent: usize| took.get(took.len() * per_cent / 100).copied().unwrap_or_default();
        let milliseconds = |per_cent: usize| at(per_cent) as f64 / 1000.0;
        Self {
            per_second: took.len() as f64 / lasting.as_secs_f64(),
            median: milliseconds(50),
            slowest_percent: milliseconds(99),
        }
    }
}

/// Prints a table, in Markdown.
pub(super) fn print(database: &str, rows: &[Row], floor: &Summary) {
    println!("\n| {database} | per second | p50, ms | p99, ms | store alone, per second | ratio |");
    println!("|---|---:|---:|---:|---:|---:|");
    for Row { operation, served, alone } in rows {
        println!(
            "| {operation} | {:.0} | {:.2} | {:.2} | {:.0} | {:.2} |",
            served.per_second,
            served.median,
            served.slowest_percent,
            alone.per_second,
            served.per_second / alone.per_second.max(1.0),
        );
    }
    println!("| the bare row of a case | | | | {:.0} | |", floor.per_second);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_all_that_was_measured() {
        let summary = Summary::of((1..=1000).rev().collect(), Duration::from_secs(2));
        let figures = [summary.per_second, summary.median, summary.slowest_percent];
        assert_eq!(figures.map(|figure| format!("{figure:.3}")), ["500.000", "0.501", "0.991"]);
    }
}
