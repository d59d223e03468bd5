"""Stock phrases that carry nothing, told from the same words with a meaning; brackets mark the former."""

import re

import pytest

from coach.language.ports import Parser
from coach.scoring.delivery import find_crutches

EMPTY = (
    "So, [you know], we had to start again.",
    "It was, [you know], a difficult week for everybody.",
    "We just got on with it, [you know]?",
    "And [you know] we had three people off sick that week.",
    "[You know], I rang the driver and he came back.",
    "She was upset, [you know], and I sat down with her.",
    "I was [sort of] the person who wrote the rota.",
    "We [kind of] muddled through until Friday.",
    "It [sort of] fell apart after that.",
    "They were [kind of] annoyed about the delay.",
    "It was [sort of] like a puzzle.",
    "I [sort of] just took over.",
    "[I mean], we had no choice by then.",
    "It was fine, [I mean], nobody complained.",
    "So [I mean], the rota was the main trouble.",
    "And [I mean], I learned a lot from it.",
    "It was, [like], really busy.",
    "I was [like] so tired after that week.",
    "And he was [like], no way.",
    "We had [like] three hours to fix it.",
    "There were, [like], ten of us in the kitchen.",
    "She [like] walked out of the meeting.",
    "[Basically] I rang everybody.",
    "We [literally] had no staff.",
    "I moved the chairs [and stuff].",
    "We sold coffee, cakes [and stuff like that].",
    "He had lost his keys [or something].",
    "[Actually], I had never done it before.",
    "So I asked for help, [right], and she said yes.",
)
MEANT = (
    "I like the early shift.",
    "People like him, and so do I.",
    "It looked like a small fault.",
    "It was nothing like the old system.",
    "I felt like part of the team.",
    "A depot like that one needs six drivers.",
    "What I like is the long nights.",
    "I would like to work with older people.",
    "Would you like me to go on?",
    "They treated me like family.",
    "Things like that happen every week.",
    "She asked what it was like.",
    "There were errors like missing labels.",
    "You know the depot in Otley, on the main road.",
    "You know how it is on a Monday.",
    "Do you know whether she called?",
    "Let me know if you know a better way.",
    "As you know, the home has forty beds.",
    "The people you know best can help.",
    "I told her what you know about the plan.",
    "You know more about it than I do.",
    "Did you know that he left?",
    "It was a sort of warehouse.",
    "That sort of thing happens a lot.",
    "We did reports, rotas, that kind of work.",
    "What kind of team is it?",
    "All kinds of people came.",
    "This kind of question is hard.",
    "There is some sort of form for it.",
    "The boss was very kind of her own accord.",
    "I mean it when I say that it mattered.",
    "What I mean is that we were late.",
    "Do you see what I mean?",
    "By that I mean the night shift.",
    "I mean to finish the course next year.",
    "I mean the other depot, not ours.",
    "That is the right answer.",
    "Is that right?",
    "Turn right, and then go on.",
    "They actually came.",
    "I learned the job and stuff got easier.",
    "We needed a van or something bigger.",
)


def unmarked(line: str) -> tuple[str, list[str]]:
    """A line without its brackets, and what was in them."""
    return re.sub(r"[\[\]]", "", line), re.findall(r"\[([^]]*)\]", line)


@pytest.mark.parametrize("line", [*EMPTY, *MEANT])
def test_a_stock_phrase_is_told_from_the_same_words_with_a_meaning(parser: Parser, line: str) -> None:
    text, empty = unmarked(line)
    assert [text[start:end] for start, end in find_crutches(parser.parse(text))] == empty
