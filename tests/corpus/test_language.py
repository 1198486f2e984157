import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from corpus.language import runs, samples
from corpus.language.forms import classes_of_marks, lay_out, pair_places
from corpus.language.letters import bare, place_tones
from corpus.language.model import FILES, PAIRS, load_model
from corpus.language.runs import FOLDER
from corpus.language.tokens import CAPITAL, GAPS, LOWER, MIXED, UPPER, tokenize
from corpus.language.vocabulary import FIRST_WORD, MOST_FORMS, UNKNOWN, build, load, save

LINE = "Căn cứ Quyết định số 1671/QĐ-TTg ngày 05/11/2025, UBND tỉnh giao Sở Y tế: Báo cáo kết quả."


def kinds(text: str) -> list[tuple[str, str]]:
    return [(text[token.start : token.end], token.kind) for token in tokenize(text)]


@pytest.mark.parametrize(
    "code",
    [
        *("44-KL/TW", "1671/QĐ-TTg", "30/2020/NĐ-CP", "11554/VPCP-V.I", "QĐ-TTg", "80/2015/QH13", "12.CT/TW"),
        *("10-CTr/TU", "384-QyĐ/TW", "44-kl/tw", "A4", "16h30"),
    ],
)
def test_a_code_is_one_token(code: str) -> None:
    assert kinds(f"số {code}, ngày") == [("số", "word"), (code, "code"), ("ngày", "word")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.Mục đích", ["Mục", "đích"]),
        ("2-Nội dung", ["Nội", "dung"]),
        ("3/năm", ["năm"]),
        ("KINH TẾ-XÃ HỘI", ["KINH", "TẾ", "XÃ", "HỘI"]),
        ("xã/phường", ["xã", "phường"]),
        ("HĐND, UBND", ["HĐND", "UBND"]),
        ("karaoke3", ["karaoke"]),
    ],
)
def test_words_beside_numbers_and_hyphens(text: str, words: list[str]) -> None:
    assert [string for string, kind in kinds(text) if kind == "word"] == words


def test_marks_do_not_move_tokens() -> None:
    assert [(t.start, t.end, t.kind) for t in tokenize(LINE)] == [
        (t.start, t.end, t.kind) for t in tokenize(bare(LINE))
    ]


def test_gaps_and_cases() -> None:
    tokens = tokenize("Kế hoạch: (a) UBND tỉnh,\nđược NNvà")
    assert [GAPS[token.gap] for token in tokens] == ["none", "space", "colon", "close", "space", "line", "space"]
    assert [token.case for token in tokens] == [CAPITAL, LOWER, LOWER, UPPER, LOWER, LOWER, MIXED]


def test_vocabulary_leaves_misprints_out(tmp_path: Path) -> None:
    counts = Counter(
        {"hoà": 30, "hòa": 60, "hóa": 50, "hoa": 40, "họa": 3, "hoạ": 2, "hoá": 1, "hóà": 9, "ctia": 5, "hđnd": 90}
    )
    vocabulary = build(counts)
    assert vocabulary.forms_of(vocabulary.ids["hoa"]) == ("hòa", "hóa", "hoa", "họa")
    assert vocabulary.forms_of(vocabulary.ids["hdnd"]) == ("hđnd",)
    assert "ctia" not in vocabulary.ids
    save(vocabulary, tmp_path / "vocabulary.txt.xz")
    assert load(tmp_path / "vocabulary.txt.xz") == vocabulary


def test_samples_label_the_right_form() -> None:
    vocabulary = load(FOLDER / "vocabulary.txt.xz")
    encoded = samples.encode([LINE], vocabulary)
    tokens = tokenize(LINE)
    restored = [
        vocabulary.forms_of(int(word))[label] if label != runs.UNLABELLED else None
        for word, label in zip(encoded.words, encoded.labels, strict=True)
    ]
    truth = [place_tones(LINE[t.start : t.end].lower()) if t.kind == "word" else None for t in tokens]
    assert restored == truth
    assert GAPS[encoded.gaps[0]] == "line"


def test_forms_are_laid_out_without_holes() -> None:
    vocabulary = build(Counter({"an": 9, "ăn": 8, "ấn": 7, "ba": 9, "bà": 5}))
    row = lay_out(vocabulary)
    assert row.table.shape == (len(vocabulary), MOST_FORMS)
    assert sorted(row.table[row.table > 0].tolist()) == [1, 2, 3, 4, 5]
    assert row.table[:FIRST_WORD].sum() == 0
    # ăn: a shaped vowel; ấn: a tone on it; bà: a tone alone; an and ba: nothing.
    assert len(set(classes_of_marks(vocabulary).values())) == 4


def test_pairs_depend_on_both_words_and_their_order() -> None:
    words = np.array([7, 9, 7, 9, 9], np.int32)
    places = pair_places(words, PAIRS)
    assert places[1] == places[3]
    assert len({int(places[1]), int(places[2]), int(places[4])}) == 3
    assert ((places >= 0) & (places < PAIRS)).all()


def test_signs_stand_between_forms() -> None:
    vocabulary = build(Counter({"một": 9, "hai": 9}))
    numbering = runs.Numbering.of(vocabulary)
    part = samples.encode(["một, hai 5"], vocabulary)
    row, places = numbering.row(*(column.astype(np.int64) for column in (part.words, part.labels, part.gaps)))
    assert len(row) == 5
    assert places.tolist() == [1, 3, 4]
    assert row[0] == numbering.line
    assert row.max() < numbering.base


def test_model_is_the_one_its_report_tells_of() -> None:
    report = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))
    contents = {name: (FOLDER / name).read_bytes() for name in FILES}
    assert {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()} == report["sha256"]
    assert sum(path.stat().st_size for path in FOLDER.iterdir() if path.suffix != ".py") <= 18_000_000


def test_choices_are_forms_of_the_word_likeliest_first() -> None:
    text = "can cu luat to chuc chinh quyen dia phuong xyzzy 2025 44-KL/TW"
    tokens = tokenize(text)
    choices = load_model().choose(tokens, {})
    assert " ".join(choice.forms[0] for choice in choices[:9]) == "căn cứ luật tổ chức chính quyền địa phương"
    assert all(not choice.forms for choice in choices[9:])
    for token, choice in zip(tokens, choices, strict=True):
        assert list(choice.shares) == sorted(choice.shares, reverse=True)
        assert all(bare(form) == token.letters for form in choice.forms)


def test_known_marks_sway_their_neighbours() -> None:
    tokens = tokenize("ngay van thu nam")
    model = load_model()
    assert model.choose(tokens, {2: "thư"})[1].forms[0] == "văn"
    assert model.choose(tokens, {2: "thu"}) != model.choose(tokens, {2: "thư"})


def test_a_long_text_is_restored_like_its_parts() -> None:
    line = "\nUy ban nhan dan tinh yeu cau cac so, nganh, dia phuong khan truong trien khai thuc hien."
    model = load_model()
    single = [choice.forms for choice in model.choose(tokenize(line * 3), {})]
    long = [choice.forms for choice in model.choose(tokenize(line * 200), {})]
    length = len(single) // 3
    assert {tuple(forms[:1] for forms in long[i : i + length]) for i in range(length, len(long) - length, length)} == {
        tuple(forms[:1] for forms in single[length : 2 * length])
    }


def test_an_unknown_word_has_no_forms() -> None:
    vocabulary = load(FOLDER / "vocabulary.txt.xz")
    (token,) = tokenize("xyzzy")
    assert vocabulary.id_of(token) == UNKNOWN
    assert vocabulary.forms_of(UNKNOWN) == ()
