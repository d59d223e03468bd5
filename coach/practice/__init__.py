"""The flow of one interview: the one room that knows the whole path, and knows it through ports only.

- ``machine``: what happens next, as a pure function of where the interview is and what happened.
- ``runner``: carries out what the machine says with a microphone, a voice, the analysis and the library.
"""
