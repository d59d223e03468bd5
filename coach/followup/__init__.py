"""After a real interview: the debrief, thank-you notes, dates, and where applications stop."""
