import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations.codes import canonical, find_codes, read_code


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("Chỉ thị số 31/CT-TTg ngày 02/6/2024", ["31/CT-TTg"]),
        ("Kết luận số 57-KL/TW", ["57-KL/TW"]),
        ("Luật số 45/2019/QH14", ["45/2019/QH14"]),
        ("Nghị quyết 66.7/2025/NQ-CP", ["66.7/2025/NQ-CP"]),
        ("Công văn số 11554/VPCP-V.I", ["11554/VPCP-V.I"]),
        ("Thông tư số 12/2011/TT-BNN&PTNT", ["12/2011/TT-BNN&PTNT"]),
        ("Kế hoạch số 938 /KH-UBND", ["938/KH-UBND"]),
        ("Quyết định số 227/QĐ- TTg", ["227/QĐ-TTg"]),
        ("Quyết định số 9745/QĐ-BCA-\n\nV05", ["9745/QĐ-BCA-V05"]),
        ("Chỉ thị số 09 – CT/TW", ["09-CT/TW"]),
        ("Nghị định số 137/2020/NĐ-\u0421\u0420", ["137/2020/NĐ-CP"]),
        ("Quyết định số 12/QÐ-UBND", ["12/QĐ-UBND"]),
        ("Quyết định số 1O/QĐ-UBND", ["10/QĐ-UBND"]),
        ("CHỈ THỊ SỐ 32/CT-TTG NGÀY 21/10/2024", ["32/CT-TTg"]),
        ("các Nghị quyết số 18, 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
        ("các Nghị định 21,22,36/CP", ["21/CP", "22/CP", "36/CP"]),
        ("số 12, 13 và 14/2025/NĐ-CP", ["12/2025/NĐ-CP", "13/2025/NĐ-CP", "14/2025/NĐ-CP"]),
        ("Thông báo số 12/TB-UBND - Sở Y tế", ["12/TB-UBND"]),
        ("công văn số 324/QTR-KTr2", ["324/QTR-KTr2"]),
        ("Kế hoạch số 412 KH/TWĐTN-BTG", ["412-KH/TWĐTN-BTG"]),
        ("Tờ trình số 61/TTr- VH,TT&DL ngày 19/3/2026", ["61/TTr-VH,TT&DL"]),
        ("Tờ trình số 61/TTr-KTHT, Sở Xây dựng", ["61/TTr-KTHT"]),
        ("Nghị quyết số 219/2025/QH 15 của Quốc hội", ["219/2025/QH15"]),
    ],
)
def test_numbers_are_read_as_they_are_meant(printed: str, numbers: list[str]) -> None:
    assert [code.number for code in find_codes(printed)] == numbers


@pytest.mark.parametrize(
    "text", ["ngày 24/10/2025", "giai đoạn 2021-2025", "thủ tục 1.003006", "tỷ lệ 1/5", "7-9 tháng"]
)
def test_dates_and_periods_are_no_numbers(text: str) -> None:
    assert list(find_codes(text)) == []


def test_span_is_where_the_number_is_printed() -> None:
    text = "theo Nghị quyết số 18, 19-NQ/TW của"
    assert [code.span.of(text) for code in find_codes(text)] == ["18", "19-NQ/TW"]


def test_parts_of_a_number() -> None:
    code = read_code("12/2024/TT-BTC")
    assert code is not None
    assert (code.running, code.year, code.symbol, code.segments, code.party) == (
        "12",
        2024,
        "TT-BTC",
        ("TT", "BTC"),
        False,
    )
    party = read_code("15-HD/BTGTU")
    assert party is not None
    assert (party.year, party.symbol, party.party) == (None, "HD/BTGTU", True)


@given(
    st.integers(1, 99_999),
    st.none() | st.integers(1946, 2045),
    st.lists(st.sampled_from(["QĐ", "NQ", "TTg", "CTr", "UBND", "BCA", "V05", "HĐND", "KTr2"]), min_size=1, max_size=3),
)
def test_a_well_formed_number_is_read_back(running: int, year: int | None, segments: list[str]) -> None:
    number = "/".join(str(part) for part in (running, year, "-".join(segments)) if part is not None)
    code = read_code(number)
    assert code is not None
    assert (code.number, code.year, code.segments) == (number, year, tuple(segments))
    assert canonical(code.number) == code.number


@pytest.mark.parametrize(
    "hostile", ["1/" * 50_000, "1, " * 30_000, "1-A " * 30_000, "1/2020/A-" * 20_000, "A-" * 50_000]
)
def test_hostile_texts_take_no_long_time(hostile: str) -> None:
    began = time.process_time()
    list(find_codes(hostile))
    assert time.process_time() - began < 5
