"""From scores to what a person reads first: one thing that worked, one next step, one follow-up.

Everything is a message id with values; nothing here knows a language, and nothing judges anew.
The shape follows scoring research: locate, offer one solution, keep it to a line, speak of the answer
(Kluger and DeNisi 1996; Nelson and Schunn 2009).

- ``coaching``: ``make_feedback``.
- ``worked``: what is quoted as having worked.
- ``next_step``: which dimension is worth most. ``try_saying``: a sentence to try for it.
- ``follow_up``: what an interviewer would ask next.
- ``quotes``: which words may be quoted, and how much of them.
"""

from coach.feedback.coaching import make_feedback

__all__ = ["make_feedback"]
