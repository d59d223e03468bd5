"""Bank files, session plans, and the choice of what is asked.

- ``bank``: reads, checks and looks up question banks.
- ``schema``: what a bank file may hold.
- ``plan``: how many questions of which kinds make an interview, and in which order.
- ``samples``: the recorded answers that come with the program.
"""
