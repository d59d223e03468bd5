"""Question banks in the window: choosing one, and the person's own.

- ``shelf``: the presenter: reads, changes and shares the person's own banks in the background.
- ``room``: shows one of the views at a time.
- ``listing``: all banks; ``paste``: a list of questions; ``editor``: one question, with ``parts_edit``.
"""
