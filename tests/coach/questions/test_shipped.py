"""What comes with the program: the banks, the schema's example, the recorded answers."""

import csv
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from coach.model.company import Company
from coach.model.question import PartKind, QuestionKind
from coach.questions.bank import Banks, check_bank, load_banks
from coach.questions.plan import PLANS
from coach.questions.samples import Quality, Sample, demo_company, demo_samples, samples
from coach.questions.taken import take_file
from coach.questions.written import COLUMNS
from coach.resources import shipped_banks


@pytest.fixture(scope="module")
def banks() -> Banks:
    loaded, left_out = load_banks(shipped_banks())
    assert left_out == ()
    return loaded


@pytest.mark.parametrize("path", shipped_banks(), ids=lambda path: path.name)
def test_every_shipped_bank_is_good(path: Path) -> None:
    assert check_bank(path).problems == ()


def test_the_readmes_examples_are_good(repo: Path, tmp_path: Path) -> None:
    readme = (repo / "question_banks/README.md").read_text()
    full, bare = re.findall(r"```toml\n(.*?)```", readme, re.DOTALL)
    path = tmp_path / "example.toml"
    path.write_text(full)
    assert check_bank(path).problems == ()
    path.write_text(bare)
    assert check_bank(path, own=True).problems == ()
    assert check_bank(path).problems, "a bank that is shipped says more"


def test_the_readmes_table_of_columns_is_a_good_file(repo: Path, tmp_path: Path) -> None:
    readme = (repo / "question_banks/README.md").read_text()
    table = readme.split("| column | example |")[1].split("\n\n")[0].replace("\\|", "\0")
    cells = dict(re.findall(r"^\| `(\w+)` \| `(.*)` \|$", table, re.MULTILINE))
    assert tuple(cells) == COLUMNS
    path = tmp_path / "example.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([cells, [cell.replace("\0", "|") for cell in cells.values()]])
    bank, check = take_file(path)
    assert check.problems == ()
    assert bank is not None
    assert all(getattr(bank.questions[0], name) for name in COLUMNS)


def test_the_readme_names_every_key_and_kind(repo: Path) -> None:
    readme = (repo / "question_banks/README.md").read_text()
    head, question = _keys(repo)
    for name in [*head, *question, *QuestionKind, *PartKind]:
        assert f"`{name}`" in readme or f"[[{name}]]" in readme, name


def _keys(repo: Path) -> tuple[list[str], list[str]]:
    document = tomllib.loads((repo / "question_banks/first-interview.toml").read_text())
    return list(document), list(document["question"][0])


def test_the_first_interview_has_twenty_questions_with_all_that_scoring_needs(banks: Banks) -> None:
    questions = banks.bank("first-interview").questions
    assert len(questions) == 20
    for question in questions:
        gaps = {probe.missing for probe in question.probes}
        assert {f"part_{n}" for n in range(1, len(question.parts) + 1)} <= gaps, question.id
        if question.kind is QuestionKind.BEHAVIOURAL:
            assert {"situation", "task", "action", "result"} <= gaps, question.id
            assert question.parts[0].kind is PartKind.INSTANCE, question.id
        if question.kind is QuestionKind.SITUATIONAL:
            assert question.parts[0].kind is PartKind.METHOD, question.id
    assert max(plan.questions or 0 for plan in PLANS) <= len(questions)


def test_every_text_of_the_bank_is_its_own(banks: Banks) -> None:
    questions = banks.questions
    texts = [text for q in questions for text in (q.text, q.strong, *q.sample_openings)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.id)
def test_a_sample_answers_a_question_of_the_bank_and_its_sound_fits_its_script(
    sample: Sample, banks: Banks
) -> None:
    import av

    banks.question(sample.question_id)
    with av.open(str(sample.file)) as file:
        stream = file.streams.audio[0]
        assert (stream.codec_context.name, stream.rate, stream.channels) == ("flac", 16_000, 1)
        pcm = np.concatenate([frame.to_ndarray()[0] for frame in file.decode(stream)]) / 32_768
    silence_s = sum(stretch.pause_s for stretch in sample.script)
    words_per_s = len(sample.text.split()) / (len(pcm) / 16_000 - silence_s)
    assert 2.0 < words_per_s < 4.5
    assert 0.1 < np.abs(pcm).max() <= 1.0
    # The silences that the script asks for are in the sound.
    windows = np.abs(pcm[: len(pcm) // 160 * 160]).reshape(-1, 160).max(axis=1)
    assert (windows < 0.01).sum() * 0.01 >= silence_s


def test_samples_are_small_and_both_good_and_weak() -> None:
    every = samples()
    assert len(every) >= 6
    assert {sample.quality for sample in every} == set(Quality)
    assert sum(sample.file.stat().st_size for sample in every) < 12_000_000
    for sample in every:
        assert re.search(r"\b(um|uh)\b", sample.text, re.IGNORECASE), sample.id
        assert "[" not in sample.text


def test_the_demo_goes_from_a_motive_over_a_story_to_the_candidates_questions(banks: Banks) -> None:
    kinds = [banks.question(sample.question_id).kind for sample in demo_samples()]
    assert kinds == [QuestionKind.MOTIVATION, QuestionKind.BEHAVIOURAL, QuestionKind.CLOSING]


def test_the_demos_company_has_the_shape_that_scripts_use() -> None:
    document = tomllib.loads(demo_company().read_text())
    assert set(document) == set(Company.__slots__)
    assert all(set(fact) == {"kind", "text", "source"} for fact in document["facts"])
    assert all(set(person) == {"name", "said", "role"} for person in document["people"])
    assert all(isinstance(line, str) for line in document["requirements"])
