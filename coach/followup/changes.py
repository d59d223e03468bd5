"""Changes of an application, each a new value; and what a note is held against."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from coach.followup.note import Noted
from coach.model.application import Application, CompanyFeedback, Debrief, ThankYouNote
from coach.model.company import Person
from coach.model.preparation import Contact, ContactKind, Preparation, Stage, Story


def last_debrief(application: Application) -> Debrief | None:
    """The newest interview of an application.

    Args:
        application: Which.

    Returns:
        What was noted of it; None before the first.
    """
    return max(application.debriefs, key=lambda debrief: debrief.held_at, default=None)


def with_debrief(application: Application, debrief: Debrief) -> Application:
    """Put in what was noted of an interview.

    Args:
        application: Which.
        debrief: New, or another version of one that is there.

    Returns:
        The application, which came at least as far as this interview.
    """
    before = next((each for each in application.debriefs if each.id == debrief.id), None)
    others = [each for each in application.debriefs if each.id != debrief.id]
    order = list(Stage)
    stage = max(application.stage, debrief.stage, key=order.index)
    debriefs = tuple(sorted((*others, debrief), key=lambda each: each.held_at))
    made = replace(application, debriefs=debriefs, stage=stage)
    return made if before is None else _with_names_mended(made, before, debrief)


def _with_names_mended(application: Application, before: Debrief, after: Debrief) -> Application:
    """A note and a step go along with a name that is written otherwise now."""
    if len(before.people) != len(after.people):
        return application
    kept = {person.name for person in after.people}
    mended = {
        old.name: new.name
        for old, new in zip(before.people, after.people, strict=True)
        if old.name != new.name and old.name not in kept
    }
    if not mended:
        return application
    notes = tuple(
        replace(note, person=mended.get(note.person, note.person)) if note.debrief_id == after.id else note
        for note in application.notes
    )
    steps = {f"{after.id}.thank.{old}": f"{after.id}.thank.{new}" for old, new in mended.items()}
    return replace(application, notes=notes, done=tuple(steps.get(each, each) for each in application.done))


def without_debrief(application: Application, debrief_id: str) -> Application:
    """Take out what was noted of an interview, with its notes of thanks.

    Args:
        application: Which.
        debrief_id: Of the interview.

    Returns:
        The application.
    """
    return replace(
        application,
        debriefs=tuple(each for each in application.debriefs if each.id != debrief_id),
        notes=tuple(each for each in application.notes if each.debrief_id != debrief_id),
    )


def note_to(application: Application, debrief_id: str, person: str) -> ThankYouNote:
    """The note to one person.

    Args:
        application: Which.
        debrief_id: The interview that it is about.
        person: To whom.

    Returns:
        The note; an empty one where none was begun.
    """
    for note in application.notes:
        if (note.debrief_id, note.person) == (debrief_id, person):
            return note
    return ThankYouNote(debrief_id=debrief_id, person=person)


def with_note(application: Application, note: ThankYouNote) -> Application:
    """Put in a note; one a person and interview.

    Args:
        application: Which.
        note: New, or another version of one that is there; an empty one that was not sent is left out.

    Returns:
        The application.
    """
    key = (note.debrief_id, note.person)
    others = tuple(each for each in application.notes if (each.debrief_id, each.person) != key)
    kept = (note,) if note.text.strip() or note.sent_on else ()
    return replace(application, notes=(*others, *kept))


def ticked(application: Application, step_id: str, *, done: bool) -> Application:
    """Mark a step as done, or as open again.

    Args:
        application: Which.
        step_id: Of the step.
        done: Whether it is done.

    Returns:
        The application; for a note of thanks that is open again, without the day on which it was sent.
    """
    others = tuple(each for each in application.done if each != step_id)
    changed = replace(application, done=(*others, step_id) if done else others)
    if done:
        return changed
    notes = tuple(
        replace(note, sent_on=None) if step_id == f"{note.debrief_id}.thank.{note.person}" else note
        for note in changed.notes
    )
    return replace(changed, notes=notes)


def with_feedback(application: Application, stage: Stage, text: str, today: date) -> Application:
    """Put in what the company said about one interview.

    Args:
        application: Which.
        stage: About which interview.
        text: In their words; empty for none.
        today: The day on which it is first written down.

    Returns:
        The application.
    """
    before = next((each for each in application.feedback if each.stage is stage), None)
    others = tuple(each for each in application.feedback if each.stage is not stage)
    if not text.strip():
        return replace(application, feedback=others)
    received = before.received_on if before else today
    return replace(
        application, feedback=(*others, CompanyFeedback(text=text, received_on=received, stage=stage))
    )


def feedback_on(application: Application, stage: Stage) -> str:
    """What the company said about one interview.

    Args:
        application: Which.
        stage: Of the interview.

    Returns:
        In their words; empty for none.
    """
    return next((each.text for each in application.feedback if each.stage is stage), "")


def prepared_for(application: Application, preparations: Sequence[Preparation]) -> tuple[Preparation, ...]:
    """What was prepared for an application.

    Args:
        application: Which.
        preparations: All there are.

    Returns:
        Those that belong to it; where none was named, those for the same employer.
    """
    if application.preparation_ids:
        return tuple(each for each in preparations if each.id in application.preparation_ids)
    name = application.company_name.strip().casefold()
    return tuple(each for each in preparations if name and each.company.name.strip().casefold() == name)


def contacts_for(application: Application, preparations: Sequence[Preparation]) -> tuple[Contact, ...]:
    """Connections and references of an application.

    Args:
        application: Which.
        preparations: All there are.

    Returns:
        Each once by name.
    """
    found = {
        contact.name: contact
        for each in prepared_for(application, preparations)
        for contact in each.contacts
        if contact.name.strip()
    }
    return tuple(found.values())


def with_references(
    preparation: Preparation, *, debriefed: bool | None = None, thanked: bool | None = None
) -> Preparation:
    """Note the same of every reference of a preparation.

    Args:
        preparation: Which.
        debriefed: Whether they were told how the interview went; None to leave it.
        thanked: Whether they were thanked; None to leave it.

    Returns:
        The preparation; connections stay as they are.
    """

    def noted(contact: Contact) -> Contact:
        if contact.kind is not ContactKind.REFERENCE:
            return contact
        return replace(
            contact,
            debriefed=contact.debriefed if debriefed is None else debriefed,
            thanked=contact.thanked if thanked is None else thanked,
        )

    return replace(preparation, contacts=tuple(map(noted, preparation.contacts)))


def noted_for(
    application: Application,
    debrief: Debrief,
    person: str,
    preparations: Sequence[Preparation] = (),
    stories: Sequence[Story] = (),
) -> Noted:
    """What a note to one person is held against.

    Args:
        application: Which.
        debrief: The interview that it is about.
        person: To whom.
        preparations: All there are.
        stories: What the person can tell.

    Returns:
        Everything that was noted.
    """
    prepared = prepared_for(application, preparations)
    others = tuple(each for one in prepared for each in one.company.people if each.name.strip())
    to = next((each for each in (*debrief.people, *others) if each.name == person), Person(person))
    return Noted(
        to=to,
        debrief=debrief,
        company=application.company_name,
        others=others,
        requirements=tuple(each.text for one in prepared for each in one.requirements),
        stories=tuple(stories),
        sent=tuple(
            (note.person, note.text)
            for note in application.notes
            if note.debrief_id == debrief.id and note.person != person and note.text.strip()
        ),
    )


def named(text: str, before: Sequence[Person] = ()) -> tuple[Person, ...]:
    """Read names that were typed with commas or line ends between them.

    Args:
        text: As typed.
        before: People who were noted already: what is known of them stays.

    Returns:
        Each once, in order.
    """
    known = {person.name: person for person in before}
    names = dict.fromkeys(
        " ".join(part.split()) for line in text.splitlines() for part in line.replace(";", ",").split(",")
    )
    return tuple(known.get(name, Person(name)) for name in names if name)
