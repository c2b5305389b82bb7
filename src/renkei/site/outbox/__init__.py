"""The outbox: mail, letters and long runs, taken up under leases so that a killed worker loses nothing."""
