"""Trends over sessions, the normal swing, and what to practise next: pure functions over values."""
