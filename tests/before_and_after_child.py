"""Goes from an advert to a calendar file in a process that cannot reach anything; started by a test.

The interpreter itself tells of every socket, every other program and every browser that is asked for, whoever
asks; the first such thing ends the process. Its arguments are the advert, the folder for the library, and the
folder for what is written.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

OUTSIDE = (
    *("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "webbrowser.", "subprocess."),
    *("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"),
)
NOW = datetime(2026, 11, 26, 15, tzinfo=UTC)


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(OUTSIDE):
        sys.stderr.write(f"asked for {event} {arguments}\n")
        sys.stderr.flush()
        raise RuntimeError(event)


def main(advert: Path, home: Path, out: Path) -> None:
    sys.addaudithook(refuse)

    # Behind the hook, so that what modules do when they are imported is seen too.
    from dataclasses import replace  # noqa: PLC0415

    from coach.followup.changes import noted_for, with_debrief, with_feedback, with_note  # noqa: PLC0415
    from coach.followup.dates import follow_up_events  # noqa: PLC0415
    from coach.followup.note import check_note, opening  # noqa: PLC0415
    from coach.followup.spelling import EnglishSpelling  # noqa: PLC0415
    from coach.followup.steps import steps  # noqa: PLC0415
    from coach.followup.stops import where_it_stops  # noqa: PLC0415
    from coach.followup.told import beside  # noqa: PLC0415
    from coach.language.onnx_reader import MiniLmReader  # noqa: PLC0415
    from coach.language.onnx_vectors import MiniLmVectors  # noqa: PLC0415
    from coach.language.ports import Language  # noqa: PLC0415
    from coach.language.spacy_parser import SpacyParser  # noqa: PLC0415
    from coach.library import Library  # noqa: PLC0415
    from coach.model.application import Application, Debrief, ThankYouNote  # noqa: PLC0415
    from coach.model.company import Person  # noqa: PLC0415
    from coach.model.preparation import InterviewDay, Preparation, Stage, Story  # noqa: PLC0415
    from coach.prepare.advert import read_advert  # noqa: PLC0415
    from coach.prepare.arriving import facts_from, with_advert  # noqa: PLC0415
    from coach.prepare.asking import judged_all  # noqa: PLC0415
    from coach.prepare.day import company_for  # noqa: PLC0415
    from coach.prepare.documents import read_document  # noqa: PLC0415
    from coach.prepare.evidence import compared, evidence  # noqa: PLC0415
    from coach.prepare.kit import kit_checks  # noqa: PLC0415
    from coach.questions.prepared import prepared_questions  # noqa: PLC0415
    from coach.reports.calendar import write_calendar  # noqa: PLC0415
    from coach.reports.day_files import save_calendar, save_card  # noqa: PLC0415
    from coach.scoring.focus import judge_questions  # noqa: PLC0415
    from coach.words import Words  # noqa: PLC0415

    words = Words.load()
    text = read_document(advert)
    made, found = with_advert(Preparation(id="p1"), text, read_advert(text))
    facts = facts_from(
        "They open a second home at https://example.org/otley next spring", "page", made.company
    )
    day = InterviewDay(starts_at=NOW, link="https://example.org/call")
    company = replace(made.company, name="Meadow Bank", facts=facts, people=(Person("Dana Ruiz"),))
    made = replace(made, company=company, day=day, to_ask=("What is hardest about the second home?",))
    story = Story(id="s1", title="Nights", action="I sat with residents who were afraid", result="They slept")
    left, right = compared(made.requirements, (story,))
    vectors = MiniLmVectors()
    table = vectors.encode(left) @ vectors.encode(right).T
    likeness = {
        (one, other): float(table[i, j]) for i, one in enumerate(left) for j, other in enumerate(right)
    }
    covered = evidence(made.requirements, (story,), likeness, {})
    focus = judge_questions(made.to_ask[0], Language(SpacyParser(), vectors, MiniLmReader()))
    judged = judged_all(made.to_ask, {made.to_ask[0]: focus}, Stage.FIRST)
    questions = prepared_questions(company_for(made))
    save_calendar(made, words, out / "day.ics")
    save_card(made, [story.title], words, out / "card.pdf")

    application = Application(id="a1", company_name="Meadow Bank", preparation_ids=("p1",))
    debrief = Debrief(
        id="d1",
        stage=Stage.FIRST,
        held_at=NOW,
        people=company.people,
        felt="The garden talk went well",
        said="the garden",
    )
    application = with_debrief(application, debrief)
    noted = noted_for(application, debrief, "Dana Ruiz", (made,), (story,))
    note = "\n\n".join(words.text(part) for part in opening(noted))
    checks = check_note(note, noted, EnglishSpelling())
    application = with_note(application, ThankYouNote(debrief_id="d1", person="Dana Ruiz", text=note))
    application = with_feedback(application, Stage.FIRST, "The garden talk went well.", NOW.date())
    rows = beside(application.feedback[0].text, debrief)
    (out / "dates.ics").write_bytes(
        write_calendar(follow_up_events(application, (), NOW, words), made_at=NOW)
    )
    with Library.open(home) as library:
        for paper in (made, story, application):
            library.papers.save(paper)
        kept = library.papers.all(Application)
    stops = where_it_stops(kept)
    told = (
        found,
        len(covered),
        len(judged),
        len(questions),
        len(checks),
        len(rows),
        len(steps(application, (), NOW)),
        len(stops.says),
    )
    assert all(told), told
    assert kit_checks(made, covered)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
