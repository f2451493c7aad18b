"""Which capabilities does a workload need? Every inclusion-minimal set, and proofs that no smaller one will do."""
