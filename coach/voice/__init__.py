"""The interviewer's voice.

- ``ports``: what the rest of the program knows of a voice.
- ``hibari_voice``: the synthesiser that comes with the program.
- ``cache``: speech kept as files, so that a question is made only once.
- ``choice``: the best voice that there is, or none: the flow then shows text.
"""
