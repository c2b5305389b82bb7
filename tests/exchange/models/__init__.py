"""Models behind OpenAI's interface, asked over a real connection."""
