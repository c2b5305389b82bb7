"""Accounts: who somebody is, and which roles of the whole programme they hold."""
