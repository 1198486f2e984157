import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.knowledge import Knowledge
from extractors.references import find
from pipeline.document import Document, Reference, Source
from pipeline.text import Text

KNOWLEDGE = Knowledge.load()


def paper(text: str) -> Document:
    return Document(source=Source("a.txt", Path("a.txt"), "0", "text/plain", len(text), "text"), text=Text.of(text))


def cited(text: str) -> tuple[Reference, ...]:
    return find(paper(text), KNOWLEDGE)


def one(text: str) -> Reference:
    (reference,) = cited(text)
    return reference


HEAD = "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 77/KH-UBND\nLâm Đồng, ngày 12 tháng 5 năm 2024\nKẾ HOẠCH\n"


def test_full_citation() -> None:
    text = "Thực hiện Nghị quyết số 21-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương về công tác dân số."
    reference = one(text)
    assert reference.span.of(text) == "Nghị quyết số 21-NQ/TW, ngày 25/10/2017"
    assert reference.whole is not None
    assert reference.whole.of(text).endswith("công tác dân số")
    assert (reference.doc_type, reference.number, reference.date) == ("Nghị quyết", "21-NQ/TW", "2017-10-25")
    assert reference.issuer == "Ban Chấp hành Trung ương Đảng"
    assert (reference.title, reference.relation) == ("công tác dân số", "thực hiện")


@pytest.mark.parametrize(
    ("text", "number", "date", "issuer"),
    [
        (
            "Công văn 345/SYT-NVY ngày 3 tháng 4 năm 2024 của Sở Y tế",
            "345/SYT-NVY",
            "2024-04-03",
            "Sở Y tế tỉnh Lâm Đồng",
        ),
        (
            "Quyết định số 12/QĐ-UBND ngày 05/3/2024 của UBND tỉnh",
            "12/QĐ-UBND",
            "2024-03-05",
            "Ủy ban nhân dân tỉnh Lâm Đồng",
        ),
        ("Thông tư số 08/2023/TT-BNV của Bộ trưởng Bộ Nội vụ", "08/2023/TT-BNV", None, "Bộ trưởng Bộ Nội vụ"),
        ("Chỉ thị số 17/CT-TTg ngày    tháng 5 năm 2024", "17/CT-TTg", "2024-05", None),
        ("chỉ đạo của Thủ tướng Chính phủ tại Công điện số 44/CĐ-TTg", "44/CĐ-TTg", None, "Thủ tướng Chính phủ"),
        ("Nghị định của Chính phủ số 61/2018/NĐ-CP ngày 23/4/2018", "61/2018/NĐ-CP", "2018-04-23", "Chính phủ"),
        ("Công văn số 8/CCTKV.12-VP của Chi cục Thuế khu vực XII", "8/CCTKV.12-VP", None, "Chi cục Thuế khu vực XII"),
        ("Chỉ thị so 40/CT-TTg ngày 1/12/2023", "40/CT-TTg", "2023-12-01", None),
    ],
)
def test_number_date_and_issuer(text: str, number: str, date: str | None, issuer: str | None) -> None:
    reference = one(f"{HEAD}Theo {text} thì các đơn vị báo cáo.")
    assert (reference.number, reference.date, reference.issuer) == (number, date, issuer)


@pytest.mark.parametrize(
    ("printed", "issuer"),
    [
        ("BTV Tỉnh ủy", "Ban Thường vụ Tỉnh ủy Lâm Đồng"),
        ("Ban Chấp hành Trung ương Đoàn TNCS Hồ Chí Minh", "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh"),
        ("Thanh tra Nhà nước", "Thanh tra Nhà nước"),
        ("STNMT", "Sở Tài nguyên và Môi trường tỉnh Lâm Đồng"),
        ("Ban Thường vụ Đảng ủy UBND tỉnh", "Ban Thường vụ Đảng ủy Ủy ban nhân dân tỉnh Lâm Đồng"),
        ("Tỉnh ủy Bình Thuận (khóa XIV)", "Tỉnh ủy Bình Thuận"),
        ("Ban Chấp hành Trung ương khóa XIII", "Ban Chấp hành Trung ương Đảng"),
        ("Hội nghị lần thứ sáu Ban Chấp hành Trung ương khóa XII", "Ban Chấp hành Trung ương Đảng"),
        ("Quốc hội khóa XV", "Quốc hội"),
        ("HĐND tỉnh Bình Thuận (cũ)", "Hội đồng nhân dân tỉnh Bình Thuận"),
        ("UBND xã Đức Trọng", "Ủy ban nhân dân xã Đức Trọng"),
        ("Bộ Trưởng Bộ Y tế", "Bộ trưởng Bộ Y tế"),
        ("Bộ Công an, Bộ Quốc phòng", "Bộ Công an, Bộ Quốc phòng"),
        ("Công an tỉnh và Sở Nội vụ", "Công an tỉnh Lâm Đồng, Sở Nội vụ tỉnh Lâm Đồng"),
        ("Ban Chỉ đạo phòng, chống buôn lậu tỉnh", "Ban Chỉ đạo phòng, chống buôn lậu tỉnh Lâm Đồng"),
    ],
)
def test_issuer_is_the_full_name_of_the_body(printed: str, issuer: str) -> None:
    text = f"{HEAD}Thực hiện Kế hoạch số 5/KH-BCĐ ngày 3/4/2024 của {printed} về bảo vệ rừng, các xã, phường báo cáo."
    assert (one(text).issuer, one(text).title) == (issuer, "bảo vệ rừng")


def test_bodies_of_a_commune_take_its_name() -> None:
    text = (
        "UBND TỈNH LÂM ĐỒNG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nỦY BAN NHÂN DÂN XÃ ĐẠ HUOAI          Độc lập\n"
        "Số: 5/KH-UBND          Đạ Huoai, ngày 2 tháng 3 năm 2026\nKẾ HOẠCH\n"
        "Thực hiện Nghị quyết số 7-NQ/ĐU ngày 01/2/2026 của Đảng ủy xã, Kế hoạch số 9/KH-UBND ngày 03/2/2026 "
        "của UBND tỉnh."
    )
    assert [r.issuer for r in cited(text)] == ["Đảng ủy xã Đạ Huoai", "Ủy ban nhân dân tỉnh Lâm Đồng"]


def test_nested_citation_is_a_mere_pointer() -> None:
    outer, inner = cited(
        "Căn cứ Nghị định số 48/2013/NĐ-CP ngày 14/5/2013 của Chính phủ sửa đổi, bổ sung một số điều của "
        "Nghị định số 63/2010/NĐ-CP về kiểm soát thủ tục hành chính;\nXét đề nghị"
    )
    assert (outer.relation, inner.relation) == ("căn cứ", "dẫn chiếu")
    assert outer.whole is not None
    assert outer.whole.covers(inner.span)


def test_list_shares_relation_type_and_issuer() -> None:
    found = cited(
        "Căn cứ các Nghị định của Chính phủ: số 61/2018/NĐ-CP ngày 23/4/2018 về cơ chế một cửa; "
        "số 107/2021/NĐ-CP ngày 06/12/2021 và số 118/2025/NĐ-CP ngày 09/6/2025;\n"
    )
    assert [r.number for r in found] == ["61/2018/NĐ-CP", "107/2021/NĐ-CP", "118/2025/NĐ-CP"]
    assert {(r.doc_type, r.issuer, r.relation) for r in found} == {("Nghị định", "Chính phủ", "căn cứ")}


def test_numbers_that_share_a_symbol_share_the_date() -> None:
    found = cited("Thực hiện các Nghị quyết số 18, 19-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương,")
    assert [(r.number, r.date) for r in found] == [("18-NQ/TW", "2017-10-25"), ("19-NQ/TW", "2017-10-25")]


@pytest.mark.parametrize(
    ("text", "relation", "direction"),
    [
        ("Căn cứ quy định tại Điều 4 {};", "căn cứ", "out"),
        ("Thực hiện ý kiến chỉ đạo tại {}, Sở yêu cầu:", "thực hiện", "out"),
        ("Tiếp tục quán triệt, triển khai có hiệu quả {}.", "thực hiện", "out"),
        ("Các đơn vị thực hiện theo quy định tại {}.", "dẫn chiếu", "out"),
        ("Quyết định này có hiệu lực từ ngày ký và thay thế {}.", "thay thế", "out"),
        ("Điều 1. Bãi bỏ {}.", "bãi bỏ", "out"),
        ("Điều 1. Bãi bỏ toàn bộ các văn bản sau đây:\n1. {}.", "bãi bỏ", "out"),
        ("I. CĂN CỨ XÂY DỰNG KẾ HOẠCH\n- {};\n- Tình hình thực tế.", "căn cứ", "out"),
        ("{} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.", "bãi bỏ", "out"),
        ("Điều 1. Sửa đổi, bổ sung một số điều của {} như sau:", "sửa đổi bổ sung", "out"),
        ("Tham mưu sửa đổi, bổ sung hoặc thay thế {} cho phù hợp.", "dẫn chiếu", "out"),
        ("Quy chế đã được sửa đổi, bổ sung bởi {}.", "sửa đổi bổ sung", "in"),
        ("Phúc đáp {} của Sở Nội vụ, Sở có ý kiến như sau:", "phúc đáp", "out"),
        ("Tổ chức tổng kết 05 năm thực hiện {}.", "sơ kết tổng kết", "out"),
        ("Danh mục ban hành kèm theo {}.", "ban hành kèm theo", "out"),
        ("“9. Bãi bỏ các điều 3, 4 của {}”.", "dẫn chiếu", "out"),
        ("Thông tư này hướng dẫn thực hiện {}.", "hướng dẫn", "out"),
        ("Thông tư này hướng dẫn thực hiện chế độ trực theo quy định của {}.", "dẫn chiếu", "out"),
        ("Luật Giá được sửa đổi bởi Luật số 1/2024/QH15; Nghị định số 2/2024/NĐ-CP; {};", "dẫn chiếu", "out"),
        ("Nghị định số 70/2025/NĐ-CP của Chính phủ (sửa đổi Điều 4 {}) quy định:", "dẫn chiếu", "out"),
    ],
)
def test_relation_comes_from_the_words_around(text: str, relation: str, direction: str) -> None:
    last = cited(text.format("Quyết định số 15/QĐ-BNV ngày 02/3/2023"))[-1]
    assert (last.number, last.relation, last.direction) == ("15/QĐ-BNV", relation, direction)


def test_footnote_takes_the_relation_of_its_mark() -> None:
    text = (
        "Tiếp tục thực hiện Chỉ thị số 31/CT-TTg ngày 02/6/2023 của Thủ tướng Chính phủ và các kế hoạch của tỉnh[1] "
        "về trật tự an toàn giao thông.\n\n"
        "[1] Kế hoạch số 55/KH-UBND ngày 10/7/2023; Kế hoạch số 60/KH-UBND ngày 12/7/2023."
    )
    assert [r.relation for r in cited(text)] == ["thực hiện"] * 3


@pytest.mark.parametrize(
    ("text", "pinpoint"),
    [
        ("theo điểm a khoản 2 Điều 5 Nghị định số 31/2021/NĐ-CP", "điểm a khoản 2 Điều 5"),
        ("tại khoản 3, khoản 10 Điều 1 của Nghị định số 31/2021/NĐ-CP", "khoản 3, khoản 10 Điều 1"),
        ("quy định tại các Điều 4, 5 và\n6 của Nghị định số 31/2021/NĐ-CP", "Điều 4, 5 và 6"),
        ("tại Phụ lục II ban hành kèm theo Nghị định số 31/2021/NĐ-CP", "Phụ lục II"),
        ("Điều 3 của Quyết định này và Nghị định số 31/2021/NĐ-CP", None),
    ],
)
def test_pinpoint(text: str, pinpoint: str | None) -> None:
    reference = one(text)
    assert reference.pinpoint == pinpoint
    assert reference.extent == ("part" if pinpoint else "whole")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("theo Luật Đầu tư và Nghị định hướng dẫn thi hành.", ["Luật Đầu tư"]),
        ("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;", ["Luật Đất đai ngày 18 tháng 01 năm 2024"]),
        ("Căn cứ Bộ luật Lao động năm 2019;", ["Bộ luật Lao động năm 2019"]),
        ("theo Luật Thư viện, Luật Di sản văn hóa và các văn bản khác", ["Luật Thư viện", "Luật Di sản văn hóa"]),
        ("Căn cứ Luật Trồng trọt số 31/2018/QH14;", ["Luật Trồng trọt số 31/2018/QH14"]),
        (
            "triển khai Luật sửa đổi, bổ sung một số điều của Luật Thủy lợi đến cấp xã",
            ["Luật sửa đổi, bổ sung một số điều của Luật Thủy lợi", "Luật Thủy lợi"],
        ),
        ("đúng điều 12 - Pháp lệnh xử lý vi phạm hành chính hiện hành", ["Pháp lệnh xử lý vi phạm hành chính"]),
        ("thực hiện Nghị quyết Đại hội XIII của Đảng.", ["Nghị quyết Đại hội XIII của Đảng"]),
        ("theo Nghị quyết Trung ương 8 khóa XI về giáo dục", ["Nghị quyết Trung ương 8 khóa XI"]),
        ("kết quả thực hiện Đề án 06 tại xã", ["Đề án 06"]),
        ("quán triệt Nghị quyết số 57 tới chi bộ", ["Nghị quyết số 57"]),
        (
            "thực hiện Chiến lược quốc gia về dinh dưỡng giai đoạn 2021 - 2030, tầm nhìn đến năm 2045 tại tỉnh",
            ["Chiến lược quốc gia về dinh dưỡng giai đoạn 2021 - 2030, tầm nhìn đến năm 2045"],
        ),
        ("theo Quy chế phối hợp giữa Sở Y tế và Công an tỉnh.", ["Quy chế phối hợp giữa Sở Y tế và Công an tỉnh"]),
    ],
)
def test_documents_cited_by_name(text: str, names: list[str]) -> None:
    assert [r.span.of(text) for r in cited(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định này có hiệu lực kể từ ngày ký.",
        "theo quy định của pháp luật và các Chỉ thị của Bộ Công an.",
        "ban hành Kế hoạch của cấp mình trước ngày 15/6/2024.",
        "Thực hiện Kế hoạch 5 năm; Nghị quyết 2 nhiệm vụ trọng tâm.",
        "tham gia ý kiến vào dự án Luật Thuế tài sản và dự thảo Luật Thủ đô.",
        "được quy định tại Thông tư số\n2\ncủa Bộ Y tế",
        "tờ khai theo Mẫu số 01/TTr-X; mã hồ sơ 12/KH-1.",
        "Luật sư và kỷ luật lao động; xây dựng Đề án phát triển du lịch đến năm 2030.",
        "Số: 77/KH-UBND\nĐà Lạt, ngày 12 tháng 5 năm 2024",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert cited(text) == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Chỉ thị số 31/CT-TTg về việc tăng cường quản lý, sử dụng đất công, UBND tỉnh yêu cầu các sở",
            "tăng cường quản lý, sử dụng đất công",
        ),
        ("Kế hoạch số 9/KH-UBND về “Năm dân vận khéo” và các văn bản khác", "Năm dân vận khéo"),
        ("Thông tư số 2/2024/TT-BYT quy định về khám bệnh;\nThông tư khác", "quy định về khám bệnh"),
        ("Quyết định số 7/QĐ-BYT phê duyệt Đề án y tế cơ sở và Quyết định số 8/QĐ-BYT", "phê duyệt Đề án y tế cơ sở"),
        ("Quyết định số 7/QĐ-BYT có hiệu lực từ ngày ký", None),
        ("Kế hoạch số 9/KH-UBND về phòng, chống thiên tai (sau đây gọi tắt là Kế hoạch)", "phòng, chống thiên tai"),
    ],
)
def test_title_ends_where_the_sentence_goes_on(text: str, title: str | None) -> None:
    assert cited(text)[0].title == title


def test_title_in_capitals_runs_over_lines() -> None:
    text = "KẾ HOẠCH\nTHỰC HIỆN CHỈ THỊ SỐ 31/CT-TTG NGÀY 02/6/2024 VỀ TĂNG CƯỜNG\nQUẢN LÝ ĐẤT CÔNG\nThực hiện chỉ đạo"
    reference = one(text)
    assert (reference.number, reference.date, reference.relation) == ("31/CT-TTg", "2024-06-02", "thực hiện")
    assert reference.title == "TĂNG CƯỜNG QUẢN LÝ ĐẤT CÔNG"


@pytest.mark.parametrize("code", [kind.code for kind in KNOWLEDGE.document_types.all if kind.code])
@pytest.mark.parametrize("body", ["UBND", "BCA", "TTg", "CP", "HĐND", "BGDĐT"])
def test_every_type_of_every_body_is_found(code: str, body: str) -> None:
    assert one(f"theo Văn bản số 123/{code}-{body} ngày 02/3/2023,").number == f"123/{code}-{body}"


@pytest.mark.parametrize(
    "hostile",
    [
        "Luật " * 5_000,
        "Nghị quyết của " * 3_000,
        "Căn cứ Luật A, " * 2_000,
        "Quyết định số 1/QĐ-UBND của UBND tỉnh về " * 800,
        "khoản 1 Điều 2, " * 4_000,
        "Chiến lược " + "a " * 20_000,
        "(" * 20_000 + "Nghị định số 1/2020/NĐ-CP về “" + "a;\n" * 5_000,
    ],
)
def test_hostile_texts_take_no_long_time(hostile: str) -> None:
    began = time.process_time()
    cited(hostile)
    assert time.process_time() - began < 10


FRAGMENTS = (
    *(
        "Căn cứ",
        "Chấp hành",
        "Thực hiện",
        "theo",
        "tại",
        "và",
        "các",
        "của",
        "về việc",
        "bãi bỏ",
        "hết hiệu lực",
        "này",
    ),
    *(";\n", ". ", ", ", ":\n- ", "(", ")", "“", "”", "[1]", "\n\n", "khoản 2 Điều 5", "được sửa đổi bởi"),
    *(
        "Luật",
        "Luật Đất đai",
        "sửa đổi, bổ sung một số điều của",
        "Quyết định số",
        "12/QĐ-UBND",
        "18, 19-NQ/TW",
        "Nghị quyết",
    ),
    *(
        "57",
        "ngày 05/3/2024",
        "ngày   tháng 3 năm 2024",
        "năm 2024",
        "UBND tỉnh",
        "Bộ Chính trị",
        "Ban Chỉ đạo",
        "Đề án",
    ),
    *("giai đoạn 2021 - 2025", "thủ tục hành chính"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_any_run_of_words_gives_well_formed_references(words: list[str]) -> None:
    text = " ".join(words)
    found = cited(text)
    assert [r.span for r in found] == sorted({r.span for r in found})
    for reference in found:
        assert reference.span.of(text).strip() == reference.span.of(text) != ""
        assert reference.whole is not None
        assert reference.whole.start == reference.span.start
        assert reference.whole.covers(reference.span)


@pytest.mark.parametrize(
    ("text", "number", "date", "issuer"),
    [
        (
            "Quyết định số 318/QĐ-TTg của Thủ tướng Chính phủ ngày 08/3/2022",
            "318/QĐ-TTg",
            "2022-03-08",
            "Thủ tướng Chính phủ",
        ),
        (
            "Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 ngăm 2010 của Chính phủ",
            "63/2010/NĐ-CP",
            "2010-06-08",
            "Chính phủ",
        ),
        (
            "Quyết định số 85/QĐ-TTg ngày 15 tháng 9 tháng 2022 của Thủ tướng Chính phủ",
            "85/QĐ-TTg",
            "2022-09-15",
            "Thủ tướng Chính phủ",
        ),
        ("Nghị định số 12/2024/NĐ-CP ngày ngày 05/02/2024 của Chính phủ", "12/2024/NĐ-CP", "2024-02-05", "Chính phủ"),
        (
            "Công văn số 14/HDKT/2025 ngày 06/11/2025 của Công Ty Sao Mai",
            "14/HDKT/2025",
            "2025-11-06",
            "Công Ty Sao Mai",
        ),
        ("Công văn số 02/CV-01 ngày 20/11/2025 của Sở Y tế", "02/CV-01", "2025-11-20", "Sở Y tế tỉnh Lâm Đồng"),
        ("Quyết định số 35/2025/QĐ -TTgcủa Thủ tướng Chính phủ", "35/2025/QĐ-TTg", None, "Thủ tướng Chính phủ"),
        (
            "Thông tư số 02/2017/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
            "02/2017/TT-VPCP",
            None,
            "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ",
        ),
        (
            "Kế hoạch số 7-KH/BCĐTW ngày 19/6/2025 của Ban Chỉ đạo Trung ương",
            "7-KH/BCĐTW",
            "2025-06-19",
            "Ban Chỉ đạo Trung ương",
        ),
        (
            "Nghị quyết số 36-NQ/TW ngày 22/10/2018, Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng khóa XII",
            "36-NQ/TW",
            "2018-10-22",
            "Ban Chấp hành Trung ương Đảng",
        ),
        (
            "Kế hoạch số 28-KH/TU ngày 24/4/2025 của BCH Đảng bộ tỉnh",
            "28-KH/TU",
            "2025-04-24",
            "Ban Chấp hành Đảng bộ tỉnh Lâm Đồng",
        ),
    ],
)
def test_dates_numbers_and_issuers_off_the_common_form(
    text: str, number: str, date: str | None, issuer: str | None
) -> None:
    reference = one(f"{HEAD}Theo {text} thì các đơn vị báo cáo.")
    assert (reference.number, reference.date, reference.issuer) == (number, date, issuer)


def test_bodies_between_which_a_paper_is_made_issue_it_together() -> None:
    text = "Theo Kết luận số 23/KL-LN ngày 21/11/2024 giữa Bộ Công an, Thanh tra Chính phủ và Bộ Y tế trong điều tra."
    assert one(text).issuer == "Bộ Công an, Thanh tra Chính phủ, Bộ Y tế"


def test_name_of_a_helping_body_reaches_to_the_end_of_the_board_it_helps() -> None:
    text = "Thực hiện Thông báo số 30-TB/TGV của Tổ giúp việc Ban chỉ đạo Trung ương về hoàn thiện thể chế, pháp luật."
    assert one(text).issuer == "Tổ giúp việc Ban Chỉ đạo Trung ương về hoàn thiện thể chế, pháp luật"


def test_short_name_in_brackets_does_not_end_a_list() -> None:
    text = (
        "Thực hiện Chỉ thị số 27/CT-TTg ngày 15/8/2024 (sau đây gọi tắt là Chỉ thị số 27/CT-TTg), "
        "Công văn số 66/BYT-DS; và Kế hoạch số 9/KH-BYT của Bộ Y tế (theo Quyết định số 3/QĐ-BYT), sở báo cáo."
    )
    relations = [(r.number, r.relation) for r in cited(text)]
    assert relations == [
        ("27/CT-TTg", "thực hiện"),
        ("27/CT-TTg", "dẫn chiếu"),
        ("66/BYT-DS", "thực hiện"),
        ("9/KH-BYT", "thực hiện"),
        ("3/QĐ-BYT", "dẫn chiếu"),
    ]


def test_grounds_go_on_after_a_semicolon_whatever_stands_between() -> None:
    text = (
        "Căn cứ các Quyết định của Bộ Tư pháp: số 52/QĐ-BTP ngày 05/4/2021 công bố thủ tục về giám định "
        "có hiệu lực, do Cục Bổ trợ rà soát; số 85/QĐ-BTP ngày 17/5/2024 công bố thủ tục hành chính;\n"
    )
    assert [r.relation for r in cited(text)] == ["căn cứ", "căn cứ"]


def test_decision_abolishes_what_follows_the_day_it_takes_effect() -> None:
    text = "1. Quyết định này có hiệu lực thi hành kể từ ngày ký; bãi bỏ Quyết định số 12/QĐ-UBND ngày 15/7/2021."
    assert one(text).relation == "bãi bỏ"


def test_title_holds_a_standard_that_is_to_be_reached() -> None:
    text = (
        "Thực hiện Thông tư 12/2021/TT-BYT ngày 05/3/2021 của Bộ Y tế quy định về trạm y tế, bệnh viện đạt chuẩn "
        "“Xanh sạch” và Quyết định 8/QĐ-BYT ngày 06/3/2022 của Bộ Y tế."
    )
    first, second = cited(text)
    assert first.title == "quy định về trạm y tế, bệnh viện đạt chuẩn “Xanh sạch”"
    assert second.relation == "thực hiện"


def test_title_ends_before_what_came_of_the_paper() -> None:
    text = "Thực hiện Quyết định số 8/QĐ-TTg về gửi, nhận văn bản điện tử, tỷ lệ văn bản điện tử của tỉnh đạt 82%."
    assert one(text).title == "gửi, nhận văn bản điện tử"


def test_two_proposals_are_both_grounds() -> None:
    text = (
        "Theo đề nghị của Chủ tịch Hiệp hội Doanh nghiệp tỉnh tại Văn bản số 8/BC-HHDN ngày 28/6/2025 và Giám đốc Sở "
        "Nội vụ tại Tờ trình số 214/TTr-SNV ngày 28/6/2025."
    )
    assert [r.relation for r in cited(text)] == ["căn cứ", "căn cứ"]


def test_full_stop_ends_what_a_paper_does() -> None:
    text = (
        "Kế hoạch này thay thế Kế hoạch số 12/KH-UBND ngày 5/1/2024.\n"
        "Quyết định số 15/QĐ-UBND ngày 2/3/2025 quy định mức chi.\n"
        "Bãi bỏ các văn bản sau:\n1. Quyết định số 8/QĐ-UBND.\n2. Quyết định số 9/QĐ-UBND."
    )
    assert [r.relation for r in cited(text)] == ["thay thế", "dẫn chiếu", "bãi bỏ", "bãi bỏ"]


def test_note_on_what_was_issued_since_does_not_carry_out_what_its_clause_names() -> None:
    text = (
        "Sau 8 năm thực hiện Nghị quyết số 21-NQ/TW, Tỉnh ủy đã ban hành nhiều kế hoạch[1] để chỉ đạo.\n\n"
        "[1] Kế hoạch số 30-KH/TU ngày 29/12/2017; Kế hoạch số 53-KH/TU ngày 21/3/2018.\n"
    )
    assert [r.relation for r in cited(text)] == ["thực hiện", "dẫn chiếu", "dẫn chiếu"]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"')])
def test_text_put_into_another_paper_does_nothing_itself(opening: str, closing: str) -> None:
    text = (
        "Điều 1. Sửa đổi khoản 2 Điều 4 Quyết định số 12/2022/QĐ-UBND ngày 05/4/2022 như sau:\n"
        f"{opening}2. Thay thế Quyết định số 5/2018/QĐ-UBND ngày 02/3/2018;\n"
        f"thực hiện Thông tư số 40/2017/TT-BTC.{closing}\n"
        "Điều 2. Quyết định này thay thế Quyết định số 20/2023/QĐ-UBND ngày 10/8/2023."
    )
    assert [r.relation for r in cited(text)] == ["sửa đổi bổ sung", "dẫn chiếu", "dẫn chiếu", "thay thế"]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("- Căn cứ Điều lệ Đảng;\n", ["Đảng"]),
        ("Căn cứ Quy chế làm việc của Ban Thường vụ Tỉnh ủy khóa XV;\n", ["làm việc"]),
        (
            "Căn cứ Luật Đất đai ngày 18/01/2024; Báo cáo kết quả rà soát văn bản của Sở Tư pháp;\n",
            ["Đất đai", "kết quả rà soát văn bản"],
        ),
        (
            "- Theo Kế hoạch dự trữ hàng hóa thiết yếu năm 2031 của Sở Công Thương.",
            ["dự trữ hàng hóa thiết yếu năm 2031"],
        ),
        ("Căn cứ Kế hoạch này, các sở xây dựng kế hoạch của mình.", []),
        ("Căn cứ tình hình thực tế, Kế hoạch phát triển cây ăn quả được điều chỉnh;\n", []),
        ("Các sở báo cáo; Kế hoạch kiểm tra liên ngành hằng năm được gửi Sở Tài chính;\n", []),
    ],
)
def test_papers_without_a_number_among_the_grounds(text: str, titles: list[str]) -> None:
    assert [reference.title for reference in cited(text)] == titles


@pytest.mark.parametrize(
    ("text", "numbers_and_titles"),
    [
        (
            "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thủy sản số 91/2025/QH15;",
            [("91/2025/QH15", "sửa đổi, bổ sung một số điều của Luật Thủy sản"), (None, "Thủy sản")],
        ),
        (
            "Căn cứ Luật sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch ngày 20/11/2018;",
            [(None, "sửa đổi, bổ sung một số điều của 37 luật có liên quan đến quy hoạch")],
        ),
        ("Triển khai khi Luật Thủy sản (sửa đổi) được thông qua.", [(None, "Thủy sản (sửa đổi)")]),
        (
            "đề xuất điều chỉnh Quy hoạch mạng lưới đường bộ thời kỳ 2021 - 2030 đã được phê duyệt",
            [(None, "mạng lưới đường bộ thời kỳ 2021 - 2030")],
        ),
        ("lập điều chỉnh Quy hoạch chung đô thị đến năm 2040", []),
        ("mục tiêu của Quy hoạch điện VIII đã đề ra", [(None, "điện VIII")]),
    ],
)
def test_names_that_reach_over_other_names(text: str, numbers_and_titles: list[tuple[str | None, str]]) -> None:
    assert [(reference.number, reference.title) for reference in cited(text)] == numbers_and_titles


def test_head_of_a_list_tells_type_issuer_and_relation_of_its_numbers() -> None:
    references = cited(
        "Căn cứ Quyết định số 88/QĐ-TTg ngày 03/02/2024 của Thủ tướng Chính phủ phê duyệt Quy hoạch trạm y tế; "
        "các Quyết định của Bộ trưởng Bộ Y tế phê duyệt điều chỉnh Quy hoạch mạng lưới trạm y tế thời kỳ 2021-2030 "
        "(Số 415/QĐ-BYT ngày 05/3/2024 và số 977/QĐ-BYT ngày 07/6/2024);"
    )
    listed = [r for r in references if r.rule == "class-number"]
    assert [(r.doc_type, r.number, r.issuer, r.relation) for r in listed] == [
        ("Quyết định", "415/QĐ-BYT", "Bộ trưởng Bộ Y tế", "căn cứ"),
        ("Quyết định", "977/QĐ-BYT", "Bộ trưởng Bộ Y tế", "căn cứ"),
    ]


def test_law_at_the_head_of_a_list_is_no_type_of_its_numbers() -> None:
    law, first, second, amended = cited(
        "Căn cứ các Nghị định của Chính phủ quy định chi tiết một số điều của Luật Quy hoạch (số 52/2019/NĐ-CP "
        "ngày 09/6/2019, số 71/2024/NĐ-CP ngày 04/4/2024 sửa đổi, bổ sung một số điều của Nghị định số 52/2019/NĐ-CP);"
    )
    assert (law.relation, amended.relation) == ("dẫn chiếu", "dẫn chiếu")
    assert [(r.doc_type, r.relation) for r in (first, second)] == [("Nghị định", "căn cứ")] * 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("theo Luật thuế TNCN năm 2007.", "thuế TNCN"),
        ("thi đua thực hiện Nghị quyết đại hội lần thứ XIII của Đảng.", "đại hội lần thứ XIII của Đảng"),
        (
            "phù hợp với Chiến lược phát triển kinh tế-xã hội 10 năm 2021-2030 và quy hoạch.",
            "phát triển kinh tế-xã hội 10 năm 2021-2030",
        ),
        (
            "Nghị định số 15/2018/NĐ-CP của Chính phủ quy định chi tiết một số điều của Luật về thú y. 2. Cấp giấy.",
            "quy định chi tiết một số điều của Luật về thú y",
        ),
    ],
)
def test_names_in_small_letters_and_titles_before_a_next_item(text: str, title: str) -> None:
    assert cited(text)[0].title == title


@pytest.mark.parametrize(
    ("text", "number", "relation", "direction"),
    [
        ("Thực hiện Kế hoạch số 12KH/TU ngày 03/02/2026 của Tỉnh ủy", "12-KH/TU", "thực hiện", "out"),
        ("quán triệt Nghị quyết số 21NQ/TW", "21-NQ/TW", "thực hiện", "out"),
        (
            "1. Sửa đổi khoản 2 Điều 3 (đã được sửa đổi, bổ sung tại Nghị quyết số 15/2024/NQ-HĐND) như sau",
            "15/2024/NQ-HĐND",
            "sửa đổi bổ sung",
            "in",
        ),
        (
            "Quyết định này có hiệu lực từ ngày ký, thay thế Danh mục thủ tục hành chính tại Quyết định số 31/QĐ-UBND.",
            "31/QĐ-UBND",
            "thay thế",
            "out",
        ),
        (
            "thủ tục được phê duyệt thực hiện tiếp nhận không theo địa giới tại Quyết định số 77/QĐ-UBND.",
            "77/QĐ-UBND",
            "dẫn chiếu",
            "out",
        ),
        ("1. Quyết định số 52/QĐ-BYT còn hiệu lực một phần đối với thủ tục cấp giấy.", "52/QĐ-BYT", "bãi bỏ", "out"),
    ],
)
def test_dashes_left_out_and_acts_on_a_part(text: str, number: str, relation: str, direction: str) -> None:
    found = cited(text)[-1]
    assert (found.number, found.relation, found.direction) == (number, relation, direction)


def test_section_with_a_letter_is_a_pinpoint() -> None:
    assert one("Thực hiện mục A phần II Kế hoạch số 12/KH-UBND ngày 03/02/2026.").pinpoint == "mục A phần II"


def test_line_that_begins_with_an_article_goes_on_with_its_clause() -> None:
    assert one("Căn cứ khoản 25\nĐiều 5 Luật Thuế giá trị gia tăng số 48/2024/QH15;").relation == "căn cứ"


@pytest.mark.parametrize("page", ["\n2\n", "\n\n- 2 -\n\n", "\n\f2\n", "\nTrang 2/7\n"])
def test_end_of_a_page_inside_a_citation(page: str) -> None:
    text = f"Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05{page}tháng 3 năm 2020 của Chính phủ về công tác văn thư."
    reference = one(text)
    assert (reference.date, reference.issuer, reference.title) == ("2020-03-05", "Chính phủ", "công tác văn thư")
    assert reference.span.of(text).startswith("Nghị định")
    assert reference.span.of(text).endswith("tháng 3 năm 2020")


def test_numbers_in_the_name_of_an_amending_law_are_those_of_the_laws_it_amends() -> None:
    text = "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Thủy lợi số 41/2021/QH15 và Luật Đê điều số 52/2022/QH15;"
    whole, first, second = cited(text)
    assert (whole.number, whole.relation) == (None, "căn cứ")
    assert whole.span.of(text).endswith("52/2022/QH15")
    assert [(r.number, r.relation) for r in (first, second)] == [
        ("41/2021/QH15", "dẫn chiếu"),
        ("52/2022/QH15", "dẫn chiếu"),
    ]


def test_one_number_after_an_amended_law_is_that_of_the_amending_law() -> None:
    amending, amended = cited("Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Đê điều số 52/2022/QH15;")
    assert (amending.number, amended.number) == ("52/2022/QH15", None)


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        # A short name in brackets ends a citation; what follows it is the next of the list.
        (
            "Thực hiện Nghị quyết số 15/NQ-CP ngày 02/02/2024 của Chính phủ về triển khai Nghị quyết số 8-NQ/TW "
            "(Nghị quyết số 15/NQ-CP) và Quyết định số 40/QĐ-BCT ngày 04/3/2024 của Bộ Công Thương;",
            ["thực hiện", "dẫn chiếu", "dẫn chiếu", "thực hiện"],
        ),
        # A verb after a code and a comma is no part of a title.
        (
            "Quán triệt Kế hoạch số 31-KH/TU của Tỉnh ủy về thực hiện Kết luận số 62-KL/TW, xác định rõ trách nhiệm "
            "thực hiện Kết luận số 62-KL/TW;",
            ["thực hiện", "dẫn chiếu", "thực hiện"],
        ),
        # `Căn cứ` reaches over its own clause only.
        ("- Căn cứ khả năng ngân sách, bố trí vốn theo quy định của Luật Ngân sách nhà nước;", ["dẫn chiếu"]),
        ("Bộ Y tế nhận được kiến nghị của cử tri do Ban Dân nguyện chuyển đến tại Văn bản số 74/BDN;", ["phúc đáp"]),
        # Another's proposal of a new paper, and no act of this one.
        (
            "Đề nghị sớm có quy định về lĩnh vực này và Nghị định thay thế Nghị định số 36/2016/NĐ-CP;",
            ["dẫn chiếu"],
        ),
        # A short line in small letters is the middle of a sentence.
        ("Các đơn vị triển khai\nnghiêm chỉ đạo của\nThủ tướng Chính phủ tại Công điện số 91/CĐ-TTg;", ["thực hiện"]),
        # The label of an item run into the line before.
        (
            "Bộ Xây dựng yêu cầu các đơn vị: 1. Quán triệt, thực hiện chỉ đạo của Thủ tướng Chính phủ tại Công điện "
            "số 91/CĐ-TTg;",
            ["thực hiện"],
        ),
        ("Chú trọng triển khai Kế hoạch hành động quốc gia về người cao tuổi đến năm 2035.", ["thực hiện"]),
    ],
)
def test_relations_within_long_sentences(text: str, relations: list[str]) -> None:
    assert [reference.relation for reference in cited(f"{HEAD}{text}")] == relations


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Căn cứ Luật Kiểm định Viện kiểm sát quân sự năm 2031;", "Luật Kiểm định Viện kiểm sát quân sự"),
        ("Căn cứ Pháp lệnh quản lý bến đò ngày 28-10-1991;", "Pháp lệnh quản lý bến đò ngày 28-10-1991"),
    ],
)
def test_name_of_a_law_that_no_table_knows(text: str, span: str) -> None:
    assert one(text).span.of(text).startswith(span)


def test_what_laws_in_general_say_is_no_name() -> None:
    assert cited("Pháp lệnh quy định những việc cấm làm, các xã phải thực hiện.") == ()
