"""Pages of calls: what everybody reads, and the secretariat's."""
