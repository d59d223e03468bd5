"""The catalogue: from a message id with values to a sentence.

- ``catalogue``: reads and checks ``assets/words/<language>.toml``.
- ``wording``: ``Words``, which says a message, a date, a duration, a number.
"""

from coach.words.catalogue import Catalogue, Sentence
from coach.words.wording import Words

__all__ = ["Catalogue", "Sentence", "Words"]
