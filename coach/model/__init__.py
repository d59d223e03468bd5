"""The values that rooms hand to each other: frozen, compared by content, free of behaviour.

- ``message``: what is to be said, as an id and values, before any language.
- ``sound``: samples with their rate.
- ``question``: questions, their parts, and banks of them.
- ``company``: what the person noted about an employer.
- ``transcript``: words with times.
- ``score``: levels with evidence, and the request that led to them.
- ``feedback``: what worked, the next step, the follow-up.
- ``session``: a whole practice as it is kept.
- ``history``: what was asked before.
"""
