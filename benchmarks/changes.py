"""Changes to an answer, by rule: those that must not raise a level, must lower it, or must not matter."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import pairwise

from coach.language.ports import Parser
from coach.language.values import Token

SHELL = (
    "The situation was very difficult. The task was important. The action I took was effective. "
    "The result was good."
)

GENERALITIES = (
    "I always try to help others. I think communication is the most important thing in any team. You have"
    " to stay calm and you have to listen. I'm a very organised person and I usually plan my day. People "
    "are different, and I believe that respect is the key to success. In general I like to learn new "
    "things. It is always good to think before acting, and a good attitude makes a big difference. Every "
    "job has its challenges and you just have to deal with them. At the end of the day it's all about "
    "people, and I think that is what matters most in any line of work."
)

NAMES = {
    "Bev": "Amina", "Denise": "Oluwaseun", "Karen": "Xiulan", "Oliver": "Kwame", "Jean": "Fatima",
    "Terry": "Rajesh", "Len": "Emeka", "Ravi": "Stuart", "Sue": "Ngozi", "Amir": "Graham", "Tariq": "Nigel",
    "Niamh": "Svetlana", "Raj": "Keith", "Danny": "Mehmet", "Aneta": "Hannah", "Sharon": "Priya",
    "Kirsty": "Zainab", "Marek": "Colin", "Ted": "Yusuf", "Pauline": "Ayesha", "Sunita": "Margaret",
    "Paul": "Chidi", "Nadine": "Mei", "Lorna": "Khadija", "Kev": "Hamza", "Susan": "Adaeze",
    "Sheila": "Soo", "Marco": "Derek", "Paolo": "Simon", "Aidan": "Tomasz", "Gareth": "Ibrahim",
    "Ben": "Omar", "Emil": "Fiona", "Tyler": "Wei", "Sophie": "Leila", "Callum": "Femi", "Dan": "Juma",
    "Ruby": "Ines", "Tam": "Joe", "Petra": "Grace", "Farid": "Trevor", "Glenys": "Rosa", "Gus": "Ahmed",
}  # fmt: skip
"""First names of the corpus, each beside one of another origin, some of another gender."""

_DIALECT = (
    (r"\byou\b", "ye"), (r"\bmy\b", "me"), (r"\bnothing\b", "nowt"), (r"\bsomething\b", "summat"),
    (r"\bwas not\b|\bwasn't\b", "weren't"), (r"\bisn't\b", "int"), (r"ing\b(?=[ ,.])", "in'"),
    (r"\bthose\b", "them"), (r"\bgoing to\b", "gonna"), (r"\bhaven't\b", "ain't"), (r"\bvery\b", "right"),
)  # fmt: skip

_WE = (
    (r"\bI['\u2019]m\b", "we're"), (r"\bI was\b", "we were"), (r"\bI\b", "we"),
    (r"\bmyself\b", "ourselves"), (r"\bmy\b", "our"), (r"\bmine\b", "ours"), (r"\bme\b", "us"),
)  # fmt: skip

_CODES = {
    letter: str(code)
    for code, letters in enumerate(("bfpv", "cgjkqsxz", "dt", "l", "mn", "r"), 1)
    for letter in letters
}


def _tokens(text: str, parser: Parser, change: Callable[[Token], str | None]) -> str:
    """A text with some of its tokens said otherwise; None leaves one as it is."""
    out: list[str] = []
    end = 0
    for token in parser.parse(text).tokens:
        out.append(text[end : token.start])
        end = token.end
        said = change(token)
        out.append(text[token.start : token.end] if said is None else said)
    return "".join(out) + text[end:]


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for pattern, other in pairs:
        text = re.sub(pattern, other, text)
    return text


def _is_clitic(token: Token) -> bool:
    return token.text.startswith(("'", "\u2019"))


def conditional(text: str, parser: Parser) -> str:
    """Every finite verb with "would" before its base form."""

    def change(token: Token) -> str | None:
        finite = token.tag in ("VBD", "VBZ", "VBP") and token.pos in ("VERB", "AUX")
        return f"would {token.lemma}" if finite and not _is_clitic(token) else None

    return _tokens(text, parser, change)


def negated(text: str, parser: Parser) -> str:
    """Every finite full verb negated."""

    def change(token: Token) -> str | None:
        return f"didn't {token.lemma}" if token.tag in ("VBD", "VBP") and token.pos == "VERB" else None

    return _tokens(text, parser, change)


def historic_present(text: str, parser: Parser) -> str:
    """Every verb in the past in its base form, so that no ending tells person or time."""

    def change(token: Token) -> str | None:
        return token.lemma if token.tag == "VBD" and token.lemma != "be" else None

    return _tokens(text, parser, change)


def second_language(text: str, parser: Parser) -> str:
    """Second-language grammar: no articles, no endings of the third person, no copula before an adjective."""

    def change(token: Token) -> str | None:
        if token.lemma in ("a", "an", "the") and token.pos == "DET":
            return ""
        if token.tag == "VBZ" and token.pos == "VERB" and not _is_clitic(token):
            return token.lemma
        return "" if token.text in ("is", "are") and token.pos == "AUX" else None

    return re.sub(r"  +", " ", _tokens(text, parser, change)).strip()


def tense_errors(text: str, parser: Parser) -> str:
    """Every second verb in the past said in its base form."""
    past = 0

    def change(token: Token) -> str | None:
        nonlocal past
        if token.tag != "VBD" or token.lemma == "be":
            return None
        past += 1
        return token.lemma if past % 2 else None

    return _tokens(text, parser, change)


def dialect(text: str) -> str:
    """Dialect and colloquial spellings as a recogniser may write them."""
    return _replaced(text, _DIALECT)


def shared(text: str) -> str:
    """The speaker becomes "we" throughout."""
    return _replaced(text, _WE)


def hedged(text: str) -> str:
    """Hedges before own deeds and between sentences."""
    softer = re.sub(r"\bI (?=[a-z]+ed\b)", "I kind of ", text)
    softer = re.sub(r"(?<=[a-z]\.) (?=(?:I|We|He|She|They|It|The)\b)", " Maybe, you know, ", softer)
    return f"I guess {softer}"


def renamed(text: str) -> str:
    """First names swapped over origins and genders."""
    return re.sub(r"\b[A-Z][a-z]+\b", lambda match: NAMES.get(match.group(), match.group()), text)


def bare(text: str) -> str:
    """Without punctuation and capitals."""
    return re.sub(r"\s+", " ", re.sub(r"[.,;:?!\u2013\u2014\u2026\"\u201c\u201d]", " ", text)).strip().lower()


def without(text: str, pieces: Iterable[str]) -> str:
    """A text with stretches taken out, each once."""
    for piece in pieces:
        text = text.replace(piece, " ", 1)
    return re.sub(r"\s+", " ", text).strip()


def sentences(text: str) -> list[str]:
    """Sentences by their marks; one where there are no marks."""
    return [piece for piece in re.split(r"(?<=[.!?])\s+", text) if piece]


def sounds(word: str) -> str:
    """Soundex of a word (Russell 1918): its first letter and the next three consonants by group."""
    low = word.lower()
    codes = [_CODES.get(letter, "") for letter in low]
    kept = [code for before, code in pairwise(codes) if code and code != before]
    return (low[:1] + "".join(kept) + "000")[:4]


class Misheard:
    """Words put in the place of others that sound alike, as a recogniser does.

    Args:
        texts: Where the words that may be heard come from.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        known: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            for word in re.findall(r"[a-z]{2,}", text.lower()):
                known[sounds(word)].add(word)
        self._alike = {code: sorted(words) for code, words in known.items()}

    def mishear(self, text: str, share: float, seed: Collection[object]) -> str:
        """Change a share of the words.

        Args:
            text: What was said.
            share: 0 to 1.
            seed: The same seed gives the same text.

        Returns:
            The text with neighbours in sound; a word without one stays.
        """
        chance = random.Random(repr(seed))  # noqa: S311 - a choice, not a secret

        def heard(match: re.Match[str]) -> str:
            word = match.group()
            if chance.random() >= share:
                return word
            others = [one for one in self._alike.get(sounds(word), ()) if one != word.lower()]
            return chance.choice(others) if others else word

        return re.sub(r"[A-Za-z]{2,}", heard, text)
