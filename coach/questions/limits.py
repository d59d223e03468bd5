"""How much a question bank may hold."""

MAX_QUESTIONS = 500
MAX_LINE = 600
"""Longest text in one key: four times the longest question that people ask in one breath."""
LONGEST_ANSWER_S = 600
