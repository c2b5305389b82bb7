"""The site: a floor that every page stands on, then one app a station of the chain, then what reads across stations."""
