"""The window.

Nobody imports it; it imports ``coach`` and draws what that gives.
Start with ``python -m ui``; ``ui.app`` is the composition root and tells the order of start and end.

The contract for pages:

- ``ui.context.Context`` is all that a page is handed: ``words``, ``say``, ``tasks``, ``theme``, ``messages``,
  ``settings``, ``folders``, ``library``, ``analysis``, ``banks``, ``sound``, ``voice``, ``equipment``,
  ``go``.
- ``ui.pages.base.Page``: ``class SessionsPage(Page)`` with ``name = PageName.SESSIONS``, made as
  ``SessionsPage(context)`` in ``ui/pages/sessions/__init__.py``; the window calls ``on_shown(place)``,
  ``on_hidden()``, ``on_command(command)``, ``keys()`` and ``on_closing()``.
  A page puts its content into a layout of its own with margins of ``Space.PAGE``.
- ``context.go(Place(page=PageName.SESSIONS, session_id=...))`` shows another page.
- ``ui.tasks``: ``context.tasks.run(Task(op=..., on_success=..., owner=self))`` for what blocks,
  ``context.tasks.watch(context.analysis.submit(job), Task(on_success=...))`` for what the analysis does.
  Callbacks come on the main thread; none comes after ``cancel`` or when the owner is gone.
  ``lane`` is LIBRARY (well under a second), SIDE (seconds) or LONG (minutes); ``finish=True`` for a change of
  the person's that must be done although the window closes.
- ``context.messages``: ``problem(error)`` for an error of the world, ``say(message("ui.sessions.deleted"))``
  for news, with an optional button. A task's error without ``on_failure`` goes there by itself.
- ``ui.theme``: colours only from ``context.theme.tokens`` (repaint on ``context.theme.changed``), fonts from
  ``context.theme.font(TextSize.TRANSCRIPT)``; all else by the style sheet, through properties set before the
  widget is shown (afterwards with ``set_state``): labels ``role`` = title, question, card_title, section,
  strong, muted, small, wrong; frames ``role`` = card (``state`` = first), divider; buttons ``kind`` =
  primary, chip, quiet, link; line edits ``kind`` = search. The sheet stands on each page; a dialog of the
  window is shown by ``MainWindow.show_dialog``, which dresses it.
- ``ui.widgets``: ``KeyButton(text, keys, theme)`` shows its key, ``EmptyState(title, text)`` says what to do
  where nothing is yet.
- ``context.settings``: ``value(option)``, ``set(option, value)``, signal ``changed(key)``.
- Every sentence is ``context.say("ui.<page>.<id>")``, called when it is shown.
- Tests: ``tests/ui/conftest.py`` has the fixture ``context``, with fakes for all that is slow.
"""
