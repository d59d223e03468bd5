"""Scoring an answer: six dimensions, each with a level, the words that led to it, and what would raise it.

- ``engine``: ``AnswerScorer``, which reads an answer once and asks every dimension.
- ``reading``: the answer without echoes and repeats, and whether it was heard clearly enough.
- ``star``, ``story``, ``research``, ``listening``, ``focus``, ``delivery``: one dimension
  each; none imports another.
- ``parts`` and ``happenings``: measures of a told story, which two of them need.
- ``question_reading``: what a question calls for.
- ``rubric`` and ``patterns``: thresholds and phrases as checked data from ``assets/rubric/``.
"""
