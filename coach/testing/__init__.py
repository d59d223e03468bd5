"""Fakes that implement the ports: for tests and the demo."""
