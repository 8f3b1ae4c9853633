"""Populations that are not registers: the synthetic sample city, and households fitted to published totals."""
