"""Facts of a case: dates, age and sex, credentials, title page, quantities."""
