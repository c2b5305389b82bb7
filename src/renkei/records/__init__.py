"""Decision records: canonical bytes, projections of the input, the schema, and verification."""
