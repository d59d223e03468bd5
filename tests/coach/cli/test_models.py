"""Which models are there, whether they are the right ones, and what to do when one is too slow."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.cli.shipped_models import find_package, known_models
from coach.errors import WeightsMismatchError
from coach.speech.speed import Measured, SpeedBook
from coach.speech.store import ModelStore

Coach = Callable[..., Any]


@pytest.mark.models
def test_the_reader_that_scores_answers_is_among_the_models(coach: Coach) -> None:
    assert "reading answers for scoring" in " ".join(coach("models", "list").out.split())
    weights = next(each for each in coach("doctor", "--json").json["checks"] if each["name"] == "weights")
    assert "reader" in weights["found"]


def test_a_reader_that_was_changed_is_named(tmp_path: Path) -> None:
    reader = known_models()[-1]
    for file in reader.files:
        (tmp_path / "mine" / "reader").mkdir(parents=True, exist_ok=True)
        (tmp_path / "mine" / "reader" / file.name).write_bytes(b"x" * file.bytes)
    store = ModelStore(tmp_path, tmp_path / "mine", known=known_models(), find_package=find_package)
    with pytest.raises(WeightsMismatchError) as told:
        store.path("reader")
    assert dict(told.value.message.values)["file"] == reader.files[0].name


@pytest.mark.parametrize(("model", "advice"), [("base", "coach models use tiny.en"),
                                               ("tiny.en", "this is the smallest model")])  # fmt: skip
def test_a_slow_model_is_never_the_advice_against_itself(
    coach: Coach, monkeypatch: pytest.MonkeyPatch, model: str, advice: str
) -> None:
    slow = Measured(model=model, share=0.9)
    monkeypatch.setattr(SpeedBook, "measured", lambda _book, _name: slow)
    monkeypatch.setattr(SpeedBook, "resolve", lambda _book, _setting: model)
    checks = {check["name"]: check for check in coach("doctor", "--json").json["checks"]}
    assert advice in checks["speed"]["fix"]
