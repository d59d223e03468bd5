"""The flow of one interview."""
