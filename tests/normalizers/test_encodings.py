from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language.encodings import Encoding, encodings
from normalizers.encodings import NORMALIZER
from pipeline.document import FontRun, Span, Text

Put = Callable[..., Text]

SENTENCE = "Ủy ban nhân dân các huyện khẩn trương rà soát, lập dự toán và báo cáo Sở Tài chính trước ngày 15/9/2004."
HEAD = "Cộng hòa xã hội chủ nghĩa Việt Nam"
BYTES = ("tcvn3", "vni", "viscii", "windows-1258", "utf-8")


def named(name: str) -> Encoding:
    return next(encoding for encoding in encodings() if encoding.name == name)


@pytest.mark.parametrize("encoding", encodings(), ids=lambda encoding: encoding.name)
def test_every_letter_comes_back(encoding: Encoding) -> None:
    letters = set(encoding.letters.values())
    assert all(encoding.decode(encoding.encode(letter)) == letter for letter in letters)
    assert {letter.lower() for letter in letters} >= set("ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđ")


@pytest.mark.parametrize("name", BYTES)
@pytest.mark.parametrize("sentence", [SENTENCE, HEAD])
def test_old_encoding_is_found_without_being_told(put: Put, name: str, sentence: str) -> None:
    small = sentence[0] + sentence[1:].lower() if name == "tcvn3" else sentence  # it has no capitals with tones
    raw = named(name).encode(small.replace("Ủ", "U") if name == "tcvn3" else small)
    assert put(NORMALIZER, raw).value == (small.replace("Ủ", "U") if name == "tcvn3" else small)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("n\u2212íc, v\u2219 tµi s¶n, ®Êt", "nước, vã tài sản, đất"),  # as pdfium gives TCVN3
        ("UYÛ BAN NHAÂN DAÂN, COÄNG HOAØ XAÕ HOÄI", "UỶ BAN NHÂN DÂN, CỘNG HOÀ XÃ HỘI"),
        ("Oån ñònh cuoäc soáng", "Ổn định cuộc sống"),
        ("CHØ THÞ cña Chñ tÞch tØnh", "CHỈ THỊ của Chủ tịch tỉnh"),
        ("Co^.ng hoa` xa~ ho^.i chu? nghi~a Vie^.t Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        (
            "U?Y BAN NHA^N DA^N CHU? TRI` VE^` KE^' HOA.CH, SO+?, NGA`NH",
            "ỦY BAN NHÂN DÂN CHỦ TRÌ VỀ KẾ HOẠCH, SỞ, NGÀNH",
        ),
        ("CÃƒÂ\xb4ng vÃ„Æ’n vÃ¡Â»Â\x81 quÃ¡ÂºÂ£n lÃƒÂ½", "Công văn về quản lý"),  # UTF-8 misread twice over
        ("Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ],
)
def test_misread_text_is_read(put: Put, raw: str, value: str) -> None:
    assert put(NORMALIZER, raw).value == value


def test_only_the_old_lines_of_a_mixed_paper_change(put: Put) -> None:
    raw = f"{SENTENCE}\n{named('vni').encode(SENTENCE)}\nThis line says déjà vu.\n{SENTENCE}"
    assert put(NORMALIZER, raw).value.split("\n") == [SENTENCE, SENTENCE, "This line says déjà vu.", SENTENCE]


def test_a_word_in_unicode_keeps_no_line_in_its_encoding(put: Put) -> None:
    line = "Kính gửi Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương, đề nghị báo cáo kết quả thực hiện."
    assert put(NORMALIZER, named("tcvn3").encode(line)).value == line


def test_fonts_tell_the_encoding_and_the_capitals(put: Put) -> None:
    raw = "bé tµi chÝnh\nbÐ, Times"
    fonts = (FontRun(Span(0, 12), "ABCDEF+.VnTimeH,Bold"), FontRun(Span(13, 15), ".VnTime"))
    assert put(NORMALIZER, raw, fonts=fonts).value == "BỘ TÀI CHÍNH\nbé, Times"


def test_old_font_over_unicode_text_changes_nothing(put: Put) -> None:
    raw = "Bộ Tài chính và Sở Tài chính"
    assert put(NORMALIZER, raw, fonts=(FontRun(Span(0, len(raw)), ".VnTime"),)).edits == ()


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        HEAD.upper(),
        "L'été dernier, où étiez-vous ? Ça a déjà été créé à Genève. Thé, bébé, né à côté de la forêt.",
        "La ville où siège le conseil est celle d'où partent les décisions « publiques » de l'année en cours.\n" * 4,
        "Voir « %s », ± 5 jours.\n" * 4,
        "Die Verträge über Lösungen für Großstädte müssen geändert werden; Müller & Söhne.",
        "El año pasado, la señora Muñoz pidió más información según la resolución número 5.",
        "for x in y: a[i] ^= b(c) + d~e; regex = '^[a-z]+$' # let's go? yes. (a^b) o+e",
        "Điều 1: «Bảo vệ» 5 \xd7 3 m², 20°C, §3, ±2 µm, 1¾",
        "",
    ],
)
def test_other_text_stays(put: Put, text: str) -> None:
    assert put(NORMALIZER, text).edits == ()


@given(st.text(alphabet=st.characters(max_codepoint=0x2FF), max_size=40))
def test_any_text_is_taken(text: str) -> None:
    from tests.normalizers.conftest import document_of

    document = document_of(text)
    document.text.apply(NORMALIZER.propose(document, None))  # type: ignore[arg-type]
