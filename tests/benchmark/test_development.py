import hashlib
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from tests.benchmark.development import STORED, expand, expand_all, find_papers, strip, strip_all, unpack_papers
from tests.pipeline.readers import samples

NAMES_OF_BODIES = ("issuer", "who", "agencies", "partners")  # classes are named at length
PAPER = """\
ỦY BAN NHÂN DÂN
TỈNH SÔNG CHANH
Số: 17/KH-UBND
KẾ HOẠCH
TRỒNG CÂY XANH VEN SÔNG NĂM 2031
Thực hiện Công văn số 88/SNN-LN ngày 02/01/2031 về việc chăm sóc
cây con, Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Tài chính cấp đủ cây giống cho
các xã trước ngày 15/02/2031.
Nơi nhận:
- Các phòng chuyên môn,
đơn vị trực thuộc;
- Lưu: VT.
Trần Thị Mẫu
"""


def fact(words: str, **fields: Any) -> dict[str, Any]:
    start = PAPER.index(words)
    return {"text": words, "char_start": start, "char_end": start + len(words)} | fields


def annotation(**header: Any) -> dict[str, Any]:
    return {
        "id": "mau",
        "file": "mau.txt",
        "header": {"number": "17", "title": "TRỒNG CÂY XANH VEN SÔNG NĂM 2031", "signer_name": "Trần Thị Mẫu"}
        | {"issuer": {"canonical": "Ủy ban nhân dân tỉnh Sông Chanh"}, "signer_title": None, "addressees": []}
        | {"recipients": ["Các phòng chuyên môn, đơn vị trực thuộc", "Lưu: VT."]}
        | header,
        "references": [
            fact("Công văn số 88/SNN-LN ngày 02/01/2031", number="88/SNN-LN", date="2031-01-02")
            | {"title": "chăm sóc cây con", "relation": "thực hiện", "relation_accept": ["dẫn chiếu"]}
        ],
        "deadlines": [fact("trước ngày 15/02/2031", kind="absolute", end="2031-02-15", inclusive=False)],
        "observances": [],
        "tasks": [
            fact("Sở Tài chính cấp đủ cây giống cho\ncác xã trước ngày 15/02/2031.", role="thực hiện")
            | {"agencies": ["Sở Tài chính tỉnh Sông Chanh"], "deadline_indices": [0]}
        ],
    }


def stored(**header: Any) -> dict[str, Any]:
    return strip(annotation(**header), PAPER.encode(), "mau.txt")


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in strings(item)]


def test_stripped_annotation_expands_to_itself() -> None:
    assert expand(stored(), PAPER, "mau.txt") == annotation()


def test_stored_form_holds_values_but_no_words_of_the_paper() -> None:
    kept = json.dumps(stored(), ensure_ascii=False)
    assert "88/SNN-LN" in kept
    assert "Sở Tài chính tỉnh Sông Chanh" in kept
    for words in ("cây giống", "chăm sóc", "TRỒNG", "phòng chuyên môn", "Mẫu", "trước ngày"):
        assert words not in kept


def test_remarks_of_the_annotator_are_not_kept() -> None:
    gold = annotation()
    gold["references"][0]["note"] = "chưa chắc"
    assert expand(strip(gold, PAPER.encode(), "mau.txt"), PAPER, "mau.txt") == annotation()


@pytest.mark.parametrize(
    ("annotated", "read"),
    [
        pytest.param("trồng cây xanh ven sông năm 2031", "TRỒNG CÂY XANH VEN SÔNG NĂM 2031", id="capitals as printed"),
        pytest.param("cây giống cho các xã", "cây giống cho các xã", id="over a line break"),
        pytest.param("yêu cầu Sở Tài chính cấp đủ cây giống", "yêu cầu Sở Tài chính cấp đủ cây giống", id="in pieces"),
        pytest.param("cấp đủ cây giống tốt cho các xã", "cấp đủ cây giống tốt cho các xã", id="a word put right"),
        pytest.param(None, None, id="none"),
    ],
)
def test_words_are_read_at_their_places(annotated: str | None, read: str | None) -> None:
    assert expand(stored(title=annotated), PAPER, "mau.txt")["header"]["title"] == read


def test_every_accepted_title_has_its_places() -> None:
    accepted = ["cấp đủ cây giống", "chăm sóc cây con"]
    assert expand(stored(title_accept=accepted), PAPER, "mau.txt")["header"]["title_accept"] == accepted


def test_words_of_another_paper_are_refused() -> None:
    with pytest.raises(ValueError, match="not in the words of the paper"):
        stored(title="Nạo vét kênh mương nội đồng")


def test_papers_are_found_by_content_wherever_they_stand(tmp_path: Path) -> None:
    texts, gold, kept, out = (tmp_path / name for name in ("data/deep/down", "gold", "kept", "out"))
    texts.mkdir(parents=True)
    gold.mkdir()
    (texts / "mau.txt").write_bytes(PAPER.encode())
    (gold / "mau.json").write_text(json.dumps(annotation()), "utf-8")
    assert strip_all(gold, texts, kept) == 1
    (texts / "mau.txt").rename(texts / "renamed.txt")
    assert expand_all(tmp_path / "data", out, kept) == []
    assert json.loads((out / "mau.json").read_text("utf-8")) == annotation() | {"file": "deep/down/renamed.txt"}


def test_a_paper_that_is_no_text_has_the_words_that_are_read(tmp_path: Path) -> None:
    data, gold, kept, out = (tmp_path / name for name in ("data", "gold", "kept", "out"))
    data.mkdir()
    gold.mkdir()
    (data / "mau.docx").write_bytes(samples.docx("".join(map(samples.paragraph, PAPER.splitlines()))))
    (gold / "mau.json").write_text(json.dumps(annotation() | {"file": "mau.docx"}), "utf-8")
    strip_all(gold, data, kept)
    assert expand_all(data, out, kept) == []
    assert json.loads((out / "mau.json").read_text("utf-8")) == annotation() | {"file": "mau.docx"}
    (kept / "mau.json").write_text((kept / "mau.json").read_text("utf-8").replace('"read": "', '"read": "0'), "utf-8")
    assert expand_all(data, out, kept) == ["mau.docx"]


def test_papers_are_found_within_packed_texts(tmp_path: Path) -> None:
    paper = "KẾT LUẬN\n\nSở Y tế báo cáo.\n"
    (tmp_path / "corpus").mkdir()
    with lzma.open(tmp_path / "corpus" / "train.txt.xz", "wt", encoding="utf-8") as packed:
        packed.write(f"# DOC a/b\nKẾ HOẠCH\n# DOC a/c\n{paper}# DOC a/d\n")
    digest = hashlib.sha256(paper.encode("utf-8")).hexdigest()
    found = unpack_papers(tmp_path, [{"sha256": digest}], tmp_path / "out")
    assert found[digest].read_text("utf-8") == paper
    assert unpack_papers(tmp_path, [{"sha256": "0" * 64}], tmp_path / "out") == {}


def test_changed_paper_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "mau.txt").write_bytes(PAPER.replace("88", "89").encode())
    assert find_papers(tmp_path, [stored()["source"]]) == {}


def test_a_title_that_may_be_missing_stays_so() -> None:
    assert expand(stored(title_accept=[None]), PAPER, "mau.txt")["header"]["title_accept"] == [None]


@pytest.mark.parametrize("path", sorted(STORED.parent.glob("*/*_*_*.json")), ids=lambda path: path.stem)
def test_stored_papers_hold_no_sentences(path: Path) -> None:
    kept = json.loads(path.read_text("utf-8"))
    assert all(
        fact["char_start"] < fact["char_end"] for kind in ("references", "deadlines", "tasks") for fact in kept[kind]
    )
    for kind in ("references", "deadlines", "tasks"):
        for fact in kept[kind]:
            values = {key: value for key, value in fact.items() if key.removesuffix("_accept") not in NAMES_OF_BODIES}
            assert max(len(text.split()) for text in strings(values)) <= 14
    assert max(len(text.split()) for text in strings(kept)) <= 30
