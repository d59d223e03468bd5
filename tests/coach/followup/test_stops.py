"""Where applications stop: a pattern is a pattern only when there is enough to see one."""

from datetime import UTC, datetime

from coach.followup.stops import where_it_stops
from coach.model.application import Application, Debrief, Outcome, Reason
from coach.model.preparation import Stage
from coach.words import Words


def ended(
    stage: Stage,
    *,
    outcome: Outcome = Outcome.TURNED_DOWN,
    reason: Reason = Reason.UNKNOWN,
    interviews: int = 1,
) -> Application:
    held = datetime(2026, 1, 5, 10, tzinfo=UTC)
    debriefs = tuple(Debrief(id=f"d{n}", stage=stage, held_at=held) for n in range(interviews))
    return Application(
        id="a", company_name="X", stage=stage, outcome=outcome, reason=reason, debriefs=debriefs
    )


def says(*applications: Application) -> str:
    return " ".join(Words.load().text(each) for each in where_it_stops(applications).says)


def test_three_interviews_are_too_few_to_tell() -> None:
    found = where_it_stops([ended(Stage.FIRST)] * 3)
    assert found.stage is None
    assert says(*[ended(Stage.FIRST)] * 3) == (
        "With 3 interviews there is no pattern to see yet; one loss says little. "
        "3 ended without a reason: their needs may have changed, or somebody from inside or more qualified "
        "came along. If they say why, note it."
    )


def test_an_interview_that_nobody_wrote_down_was_held_all_the_same() -> None:
    found = where_it_stops([ended(Stage.FIRST, interviews=0)] * 4)
    assert (found.interviews, found.stage) == (4, Stage.FIRST)
    applied = [
        ended(Stage.APPLIED, interviews=0),
        ended(Stage.FIRST, outcome=Outcome.WITHDRAWN, interviews=0),
    ]
    assert where_it_stops(applied).interviews == 0


def test_where_every_reason_is_known_nothing_is_guessed() -> None:
    assert "without a reason" not in says(*[ended(Stage.FIRST, reason=Reason.ANSWERS)] * 4)


def test_the_same_stage_again_and_again_is_named() -> None:
    found = where_it_stops([*[ended(Stage.FIRST)] * 4, ended(Stage.SECOND)])
    assert found.stage is Stage.FIRST
    assert "4 applications stopped at the first interview" in says(
        *[ended(Stage.FIRST)] * 4, ended(Stage.SECOND)
    )


def test_losses_all_over_the_place_name_no_stage() -> None:
    found = [ended(Stage.SCREENING), ended(Stage.FIRST), ended(Stage.SECOND), ended(Stage.FINAL)]
    assert where_it_stops(found).stage is None


def test_what_was_out_of_their_hands_is_said_and_makes_no_pattern() -> None:
    internal = [ended(Stage.FINAL, reason=Reason.INTERNAL)] * 4
    assert where_it_stops(internal).stage is None
    assert "4 ended for a reason out of your hands" in says(*internal)


def test_open_applications_and_offers_are_no_losses() -> None:
    rest = [ended(Stage.FIRST, outcome=Outcome.OPEN)] * 4 + [ended(Stage.OFFER, outcome=Outcome.OFFER)]
    found = where_it_stops(rest)
    assert found.stage is None
    assert sum(stage.ended for stage in found.stages) == 0


def test_the_counts_say_how_many_came_how_far() -> None:
    found = where_it_stops([ended(Stage.SCREENING), ended(Stage.FIRST), ended(Stage.FIRST)])
    assert [(stage.stage, stage.reached, stage.ended) for stage in found.stages] == [
        (Stage.APPLIED, 3, 0),
        (Stage.SCREENING, 3, 1),
        (Stage.FIRST, 2, 2),
    ]
