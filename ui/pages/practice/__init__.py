"""Practice: choosing, the interview, feedback, the end, and the microphone check.

- ``page``: shows one view at a time; keys go to it when whatever has the focus does not want them.
- ``presenter``: owns the runner of the interview and the timer that pumps it.
- ``choose``, ``bank``, ``first_start``, ``interview`` (with ``stage`` and ``interview_keys``), ``feedback``,
  ``ended``: the views.
- ``answer_panel``: one answer with its feedback, here and under Sessions.
- ``check``, ``sounding``, ``export``: the microphone check, playing, the report.
"""

from ui.pages.practice.page import PracticePage

__all__ = ["PracticePage"]
