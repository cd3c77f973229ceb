"""A believable large site, made of invented words, for benchmarks: `manage.py load_test_site`."""
