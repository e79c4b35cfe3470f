"""Networks of many families, small and with fresh weights."""
