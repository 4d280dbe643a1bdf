"""Changes of many cases at once: corrections, releases, withdrawals, and the undoing of these."""
