"""Personal tokens by which a program acts for a person through the API."""
