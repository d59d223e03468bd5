"""After a real interview: what to write to whom and when, and where applications stop.

- ``steps``: what to do and when, until it is time to let it go.
- ``note``: what a thank-you note has and what it lacks; ``opening`` a text to start from.
- ``spelling``: the one importer of the spelling library.
- ``stops``: at which stage applications end, once there are enough of them to tell.
"""
