"""The audit trail: what was done, by whom, why; append-only and chained by hashes."""
