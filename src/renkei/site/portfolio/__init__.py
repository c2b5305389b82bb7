"""The portfolio: each funder's awards, the letters, and what becomes of them."""
