"""The pages: one file or one folder each."""
