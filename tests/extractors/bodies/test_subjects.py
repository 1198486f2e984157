"""Bodies read from both ends: headings, and what stands before a predicate."""

from __future__ import annotations

import pytest

from extractors.bodies.actors import Actors
from extractors.bodies.standing import Standing
from extractors.bodies.subjects import Subjects
from tests.extractors.directive import KNOWLEDGE

PLACE = KNOWLEDGE.places.by_name("Lạng Sơn")[0]


def subjects(text: str) -> Subjects:
    return Subjects(Actors(text, KNOWLEDGE, Standing(PLACE, PLACE)))


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        # A class keeps all that narrows it, commas and verbs too.
        (
            "Các doanh nghiệp chế biến gỗ, ván ép đang hoạt động trong cụm công nghiệp",
            ("Các doanh nghiệp chế biến gỗ, ván ép đang hoạt động trong cụm công nghiệp",),
        ),
        ("Các chủ rừng quản lý trên 50 ha", ("Các chủ rừng quản lý trên 50 ha",)),
        # The mark of a footnote is none of a name.
        ("các cơ quan kiểm định gỗ27", ("Các cơ quan kiểm định gỗ",)),
        ("các tổ chức giám định thì giấy xác nhận", None),
        ("Chủ trương quản lý rừng trên 50 ha", None),
        # One article stands for all the classes that follow it bare, unless the first is narrowed itself.
        ("các trang trại, chủ rừng, nhà máy giấy", None),
        ("Các địa phương, chủ rừng, nhà máy chế biến gỗ", ("Các địa phương, chủ rừng, nhà máy chế biến gỗ",)),
        (
            "Các sở, ngành cấp tỉnh, chủ rừng nhà nước",
            ("Các sở, ngành cấp tỉnh Lạng Sơn", "Các chủ rừng nhà nước"),
        ),
        ("Thư viện tỉnh, Nhà hát Cao Lan", ("Thư viện tỉnh Lạng Sơn", "Nhà hát Cao Lan")),
        # A body that no table has stands among others under the name printed.
        (
            "Sở Nội vụ, Tổ thẩm định giá cây giống và các cơ quan liên quan:",
            ("Sở Nội vụ tỉnh Lạng Sơn", "Tổ thẩm định giá cây giống", "Các cơ quan liên quan"),
        ),
        ("Ban Quản lý Khu kinh tế Đồng Mỏ", ("Ban Quản lý Khu kinh tế Đồng Mỏ tỉnh Lạng Sơn",)),
        ("Sở Tài chính - Cơ quan thường trực Hội đồng", ("Sở Tài chính tỉnh Lạng Sơn",)),
        (
            "Liên đoàn Lao động các huyện, thành phố; Công đoàn ngành; Công đoàn các khu công nghiệp",
            (
                "Liên đoàn Lao động các huyện, thành phố thuộc tỉnh Lạng Sơn",
                "Công đoàn ngành",
                "Công đoàn các khu công nghiệp",
            ),
        ),
        (
            "Tổ chức thực hiện nhiệm vụ bồi thường, hỗ trợ, tái định cư",
            ("Tổ chức thực hiện nhiệm vụ bồi thường, hỗ trợ, tái định cư",),
        ),
        # Heads named one by one are the heads of one class.
        ("Bộ trưởng các Bộ, Thủ trưởng cơ quan ngang bộ", ("Các bộ, cơ quan ngang bộ",)),
        ("Các đồng chí Giám đốc Sở, Thủ trưởng các ban, ngành", ("Các sở, ban, ngành tỉnh Lạng Sơn",)),
        (
            "Các Tập đoàn: Điện lực Việt Nam, Công nghiệp - Năng lượng Quốc gia Việt Nam",
            ("Tập đoàn Điện lực Việt Nam", "Tập đoàn Công nghiệp - Năng lượng Quốc gia Việt Nam"),
        ),
        (
            "Các Ban Hội đồng nhân dân, Tổ đại biểu Hội đồng nhân dân, đại biểu Hội đồng nhân dân tỉnh",
            (
                "Các ban Hội đồng nhân dân tỉnh Lạng Sơn",
                "Tổ đại biểu Hội đồng nhân dân tỉnh Lạng Sơn",
                "Đại biểu Hội đồng nhân dân tỉnh Lạng Sơn",
            ),
        ),
        ("Tổ chức tiếp nhận cây giống", None),
        ("Cơ sở dữ liệu về rừng", None),
        ("PHÂN CÔNG NHIỆM VỤ", None),
    ],
)
def test_heading_is_read_whole_or_not_at_all(heading: str, expected: tuple[str, ...] | None) -> None:
    found = subjects(heading).read(0, len(heading))
    assert (found.names if found else None) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Thủ trưởng các cơ quan, đơn vị thuộc UBND tỉnh; Chủ tịch UBND các xã, phường chịu trách nhiệm thi hành.",
            (
                "Các cơ quan, đơn vị thuộc Ủy ban nhân dân tỉnh Lạng Sơn",
                "Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",
            ),
        ),
        ("Các cơ sở nuôi trồng nấm phối hợp diệt mối.", ("Các cơ sở nuôi trồng nấm",)),
        ("Cơ quan chủ trì nhiệm vụ có trách nhiệm báo cáo.", ("Các cơ quan chủ trì nhiệm vụ",)),
        ("Các đơn vị sự nghiệp công lập của huyện hội chăm sóc vườn hồi.", None),
        (
            "Đơn vị sự nghiệp công lập tự chủ về chi thường xuyên báo cáo.",
            ("Các đơn vị sự nghiệp công lập tự chủ về chi thường xuyên",),
        ),
        (
            "Các cơ quan thông tấn, báo chí trung ương và địa phương đưa tin.",
            ("Các cơ quan thông tấn, báo chí trung ương và địa phương",),
        ),
        ("Giám đốc trung tâm giống ra quyết định thu hồi.", ("Các trung tâm giống",)),
        ("Các hợp tác xã trồng hồi: giữ sạch vườn ươm.", ("Các hợp tác xã trồng hồi",)),
        # Small letters after the name of one body are a verb, not more of its name.
        ("Sở Y tế định hướng tuyên truyền.", None),
        ("Việc trồng rừng phải xong trước mùa mưa.", None),
    ],
)
def test_subject_ends_where_its_predicate_begins(sentence: str, expected: tuple[str, ...] | None) -> None:
    found = subjects(sentence).read_before_predicate(0, len(sentence))
    assert (found.names if found else None) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Chánh Văn phòng UBND tỉnh, Chủ tịch UBND các xã, phường nêu tại Điều 2 và Thủ trưởng các đơn vị liên quan "
            "chịu trách nhiệm thi hành Quyết định này.",
            (
                "Văn phòng Ủy ban nhân dân tỉnh Lạng Sơn",
                "Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",
                "Các đơn vị liên quan",
            ),
        ),
        (
            "Giám đốc Sở Y tế; các doanh nghiệp được tỉnh cho thuê kho để chứa hàng cứu trợ và các hợp tác xã "
            "có trách nhiệm gửi báo cáo.",
            ("Sở Y tế tỉnh Lạng Sơn", "Các doanh nghiệp", "Các hợp tác xã"),
        ),
        (
            "Cục trưởng Cục Công nghệ thông tin và Dữ liệu rừng, Giám đốc Sở Y tế chịu trách nhiệm kiểm kê.",
            ("Cục Công nghệ thông tin và Dữ liệu rừng", "Sở Y tế tỉnh Lạng Sơn"),
        ),
        ("Sở Y tế đã thống kê, các trạm chịu trách nhiệm nhập số liệu.", None),
        ("Việc trồng rừng do các xã có trách nhiệm đôn đốc.", None),
    ],
)
def test_a_duty_ends_a_list_with_clauses_in_it(sentence: str, expected: tuple[str, ...] | None) -> None:
    found = subjects(sentence).read_before_duty(0, len(sentence))
    assert (found.names if found else None) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Các cơ quan, đơn vị sử dụng ngân sách chịu trách nhiệm về số liệu", ("Các cơ quan, đơn vị",)),
        ("Bộ Y tế, các sở, ngành khi nhận được kiến nghị có trách nhiệm trả lời", ("Bộ Y tế", "Các sở, ngành")),
    ],
)
def test_a_clause_about_a_class_ends_before_its_duty(text: str, names: tuple[str, ...]) -> None:
    found = Subjects(Actors(text, KNOWLEDGE, Standing())).read_before_duty(0, len(text))
    assert found is not None
    assert found.names == names
