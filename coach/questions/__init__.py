"""Bank files, session plans, and the choice of what is asked.

- ``bank``: reads, checks and looks up question banks.
- ``schema``: what a bank file may hold.
- ``plan``: the sessions that are offered.
- ``choice``: which questions a session asks, and in which order.
- ``history``: when a question should come again.
- ``prepared``: questions from what a job asks for, and from real interviews.
- ``request``: what a person asks to practise, and its questions.
- ``own``: the person's own banks; ``taken`` reads files and lists from anybody, ``written`` writes them.
- ``samples``: the recorded answers that come with the program.
"""
