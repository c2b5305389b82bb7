"""Review: what each funder says of its part, how an application stands, and its scores."""
