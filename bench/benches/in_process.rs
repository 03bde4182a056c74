//! Times of single operations in this process: `cargo bench -p loom-bench --features criterion`, or with a name of `operations::prepare`.

use criterion::Criterion;
use loom_bench::operations;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    for name in operations::NAMES {
        criterion.bench_function(name, |bencher| {
            let operation = operations::prepare(name);
            #[expect(clippy::expect_used, reason = "a benchmark that cannot be made is a mistake of its writer")]
            let mut operation = operation.expect("the operation can be prepared");
            bencher.iter(|| operation().is_ok());
        });
    }
    criterion.final_summary();
}
