"""Lists of bodies and classes of bodies, and their official names."""

from __future__ import annotations

import pytest

from extractors.bodies.actors import Actors
from extractors.bodies.standing import Standing
from extractors.bodies.subjects import Subjects
from tests.extractors.directive import KNOWLEDGE

PLACE = KNOWLEDGE.places.by_name("Lạng Sơn")[0]


def names(text: str) -> tuple[str, ...]:
    found = Actors(text, KNOWLEDGE, Standing(PLACE, PLACE)).read(0, len(text))
    return found.names if found else ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế, Công an tỉnh chủ trì", ("Sở Y tế tỉnh Lạng Sơn", "Công an tỉnh Lạng Sơn")),
        ("Ban Pháp chế, Ban Kinh tế - Ngân sách thẩm tra", ("Ban Pháp chế Hội đồng nhân dân tỉnh Lạng Sơn",
            "Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh Lạng Sơn")),
        ("các cơ quan quản lý trực tiếp cơ sở giáo dục đại học rà soát", (
            "Các cơ quan quản lý trực tiếp cơ sở giáo dục đại học",
        )),
        ("Giám đốc Sở Nội vụ chịu trách nhiệm", ("Sở Nội vụ tỉnh Lạng Sơn",)),
        ("các sở, ban, ngành, UBND các xã, phường tổ chức", (
            "Các sở, ban, ngành tỉnh Lạng Sơn", "Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",
        )),
        ("Trưởng các khoa, phòng, bộ môn phổ biến", ("Các khoa, phòng, bộ môn",)),
        ("Trưởng khoa Ngoại ngữ phân công", ("Khoa Ngoại ngữ",)),
        ("Giám đốc các sở, Thủ trưởng các ban, ngành thực hiện", ("Các sở, ban, ngành tỉnh Lạng Sơn",)),
        ("Thủ trưởng các sở, ban ngành tỉnh kiểm tra", ("Các sở, ban, ngành tỉnh Lạng Sơn",)),
        ("các sở ban ngành rà soát", ("Các sở, ban, ngành tỉnh Lạng Sơn",)),
        ("Các xã, phường rà soát", ("Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",)),
        ("Mỗi xã, phường, cơ quan, nhà trường xây dựng", ("Ủy ban nhân dân các xã, phường", "Các cơ quan, "
        "nhà trường")),
        ("các cơ quan tham mưu, giúp việc Tỉnh uỷ rà soát", ("Các cơ quan tham mưu, giúp việc Tỉnh ủy",)),
        ("Các cơ quan tham mưu giúp việc của cấp ủy cấp huyện, các chi, đảng bộ lập", (
            "Các cơ quan tham mưu giúp việc của cấp ủy cấp huyện", "Các chi, đảng bộ",
        )),
        ("các Đảng uỷ trực thuộc; các tổ chức cơ sở đảng", ("Các đảng ủy trực thuộc", "Các tổ chức cơ sở đảng")),
        ("Các chi, đảng bộ trên toàn xã thực hiện", ("Các chi, đảng bộ trên toàn xã",)),
        ("Đảng ủy các cơ quan Đảng xã rà soát", ("Đảng ủy các cơ quan Đảng xã",)),
        ("Các Bộ: Y tế, Văn hóa, Thể thao và Du lịch phối hợp", ("Bộ Y tế", "Bộ Văn hóa, Thể thao và Du lịch")),
        ("thành viên Hội đồng thi đua chè Shan tỉnh rà soát", ("Hội đồng thi đua chè Shan tỉnh Lạng Sơn",)),
        ("lực lượng Công an các cấp tuần tra", ("Công an các cấp thuộc tỉnh Lạng Sơn",)),
        ("các cơ quan, doanh nghiệp trên địa bàn tỉnh hưởng ứng", ("Các cơ quan, doanh nghiệp trên địa bàn "
        "tỉnh Lạng Sơn",)),
        ("Ban Chỉ đạo 138 các cấp tăng cường", ("Ban Chỉ đạo 138 các cấp thuộc tỉnh Lạng Sơn",)),
        ("Giám đốc các Sở: Tài chính, Nội vụ ký", ("Sở Tài chính tỉnh Lạng Sơn", "Sở Nội vụ tỉnh Lạng Sơn")),
        ("Bí thư tỉnh ủy và Chủ tịch UBND các tỉnh: Cao Bằng, Bắc Ninh chỉ đạo", ("Tỉnh ủy Cao Bằng",
            "Tỉnh ủy Bắc Ninh", "Ủy ban nhân dân tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Bắc Ninh")),
        ("các cơ quan chức năng và chính quyền địa phương tuần tra", ("Các cơ quan chức năng",
            "Chính quyền địa phương")),
        ("cơ quan báo chí, phát thanh, truyền hình khác dự", ("Các cơ quan báo chí, phát thanh, truyền hình khác",)),
        ("các địa phương, đơn vị, chủ rừng tuần tra", ("Các địa phương, đơn vị, chủ rừng",)),
        ("các cơ sở KCB trên địa bàn tỉnh rà soát", ("Các cơ sở khám bệnh, chữa bệnh trên địa bàn tỉnh Lạng Sơn",)),
        ("các tổ chức chính trị-xã hội vận động", ("Các tổ chức chính trị - xã hội",)),
        ("các cơ quan, đơn vị quy định tại Điều 1 Quy chế này có trách nhiệm", ("Các cơ quan, đơn vị",)),
        ("Công ty Điện lực tỉnh khắc phục", ("Công ty Điện lực Lạng Sơn",)),
        ("Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh phục vụ", (
            "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Lạng Sơn",)),
        ("UBND các tỉnh: Cao Bằng, Bắc Ninh rà soát", ("Ủy ban nhân dân tỉnh Cao Bằng",
            "Ủy ban nhân dân tỉnh Bắc Ninh")),
        ("các huyện: Yên Lập, Tân Sơn và thành phố Huế rà soát", ("Ủy ban nhân dân huyện Yên Lập",
            "Ủy ban nhân dân huyện Tân Sơn", "Ủy ban nhân dân thành phố Huế")),
        ("Sở Y tế các tỉnh, thành phố: Lào Cai, Sơn La báo cáo", ("Sở Y tế tỉnh Lào Cai", "Sở Y tế tỉnh Sơn La")),
        ("Đảng ủy các xã, phường có cửa khẩu tập trung chỉ đạo", ("Đảng ủy các xã, phường có cửa khẩu",)),
        ("UBND các tỉnh ở khu vực có gió mạnh, sóng lớn khẩn trương kêu gọi tàu thuyền",
            ("Ủy ban nhân dân các tỉnh ở khu vực có gió mạnh, sóng lớn",)),
        ("Các Bộ Xây dựng và Tài chính rà soát", ("Bộ Xây dựng", "Bộ Tài chính")),
        ("các Sở Y tế, Nội vụ và Du lịch báo cáo",
            ("Sở Y tế tỉnh Lạng Sơn", "Sở Nội vụ tỉnh Lạng Sơn", "Sở Du lịch tỉnh Lạng Sơn")),
        ("các Sở Công Thương và Ban Dân tộc báo cáo", ("Các Sở Công Thương", "Ban Dân tộc tỉnh Lạng Sơn")),
        ("Các Tập đoàn VNPT, Hòa Phong chỉ đạo", ("Tập đoàn Bưu chính Viễn thông Việt Nam", "Tập đoàn Hòa Phong")),
        ("các Phó Thủ tướng Chính phủ chỉ đạo", ("Các Phó Thủ tướng Chính phủ",)),
        # Whoever holds the post, its body is meant.
        ("đồng chí Lương Văn Tý, Phó Chủ tịch UBND tỉnh chủ trì", ("Ủy ban nhân dân tỉnh Lạng Sơn",)),
        ("Phó Giám đốc Sở Y tế Lương Văn Tý chủ trì", ("Sở Y tế tỉnh Lạng Sơn",)),
        ("Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh báo cáo", ("Ủy ban nhân dân thành phố Hồ Chí Minh",)),
        ("Ban Quản lý Dự án 47 khẩn trương hoàn thiện", ("Ban Quản lý Dự án 47",)),
        ("các Sở Công Thương liên quan phối hợp", ("Các Sở Công Thương liên quan",)),
        ("Hội Nông dân vận động", ("Hội Nông dân tỉnh Lạng Sơn",)),
        ("Tập đoàn Than-Khoáng sản Đông Bắc báo cáo", ("Tập đoàn Than - Khoáng sản Đông Bắc",)),
        ("các cơ quan khác ở trung ương phối hợp", ("Các cơ quan khác ở trung ương",)),
        ("Trung ương Mặt trận Tổ quốc Việt Nam vận động", ("Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",)),
        ("UBND các xã, phường và đặc khu rà soát", ("Ủy ban nhân dân các xã, phường, đặc khu thuộc tỉnh Lạng Sơn",)),
        ("các tổng công ty, công ty trực thuộc Tỉnh báo cáo", ("Các tổng công ty, công ty trực thuộc tỉnh Lạng Sơn",)),
        ("các cơ quan, đơn vị trong hệ thống chính trị số hóa", ("Các cơ quan, đơn vị trong hệ thống chính trị",)),
        ("Báo và Đài phát thanh, truyền hình Lạng Sơn mở", ("Báo và Phát thanh, truyền hình Lạng Sơn",)),
        ("Chủ tịch UBND các xã, phường và đặc khu Phú Quý ký", ("Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn",
            "Ủy ban nhân dân đặc khu Phú Quý")),
        ("doanh nghiệp, viện nghiên cứu, trường đại học đặt hàng", ("Các doanh nghiệp", "Các viện nghiên cứu",
            "Các trường đại học")),
        ("các doanh nghiệp, sở, ban, ngành có liên quan dự", ("Các doanh nghiệp", "Các sở, ban, ngành có liên quan")),
        ("Trung tâm Giống cây trồng miền núi cung cấp", ("Trung tâm Giống cây trồng miền núi",)),
        ("UBND tỉnh Cao Bằng, tỉnh Bắc Ninh và thành phố Huế rà soát", ("Ủy ban nhân dân tỉnh Cao Bằng",
            "Ủy ban nhân dân tỉnh Bắc Ninh", "Ủy ban nhân dân thành phố Huế")),
        ("Các tỉnh Cao Bằng, Thái Nguyên và Tuyên Quang đẩy nhanh tiến độ", ("Ủy ban nhân dân tỉnh Cao Bằng",
            "Ủy ban nhân dân tỉnh Thái Nguyên", "Ủy ban nhân dân tỉnh Tuyên Quang")),
        ("Thành phố Huế và các tỉnh Cao Bằng, Bắc Ninh tổ chức", ("Ủy ban nhân dân thành phố Huế",
            "Ủy ban nhân dân tỉnh Cao Bằng", "Ủy ban nhân dân tỉnh Bắc Ninh")),
        ("các sở, ngành, đoàn thể Tỉnh, UBND xã, phường dự", ("Các sở, ngành, đoàn thể tỉnh Lạng Sơn",
            "Ủy ban nhân dân các xã, phường thuộc tỉnh Lạng Sơn")),
        ("các Sở quản lý ngành, lĩnh vực thẩm định", ("Các sở quản lý ngành, lĩnh vực",)),
        ("các cơ quan có thẩm quyền xác nhận", ("Các cơ quan có thẩm quyền",)),
        ("các tổ chức, cá nhân khác có liên quan nộp", ("Các tổ chức, cá nhân khác có liên quan",)),
        ("Trung tâm Kiểm soát bệnh tật và Dân số lập dự trù", ("Trung tâm Kiểm soát bệnh tật và Dân số",)),
        ("Ban Quản lý Khu kinh tế Ba Bể và các Khu công nghiệp rà soát", (
            "Ban Quản lý Khu kinh tế Ba Bể và các Khu công nghiệp tỉnh Lạng Sơn",)),
        ("Ban Thường vụ Tỉnh ủy, Thành ủy lãnh đạo", ("Ban Thường vụ các tỉnh ủy, Thành ủy",)),
        ("Văn phòng các tỉnh ủy, thành ủy và đảng ủy trực thuộc Trung ương tham mưu", (
            "Văn phòng các tỉnh ủy, thành ủy và đảng ủy trực thuộc Trung ương",)),
        ("các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang Bộ chỉ đạo", ("Các bộ, cơ quan ngang Bộ",)),
        ("Chủ tịch Hội đồng thành viên, Tổng Giám đốc Tập đoàn Điện lực Việt Nam bảo đảm", (
            "Tập đoàn Điện lực Việt Nam",)),
        ("Viện trưởng Viện kiểm sát nhân dân tỉnh, Chánh án Tòa án nhân dân tỉnh chỉ đạo", (
            "Viện kiểm sát nhân dân tỉnh Lạng Sơn", "Tòa án nhân dân tỉnh Lạng Sơn")),
        ("Thủ trưởng các sở, ban ngành tỉnh rà soát", ("Các sở, ban, ngành tỉnh Lạng Sơn",)),
        ("Đoàn kiểm tra liên ngành tiến hành", ("Đoàn kiểm tra liên ngành",)),
        ("Trưởng đoàn thẩm định phân công", ("Đoàn thẩm định",)),
        ("Thư ký Đoàn giám sát có trách nhiệm", ("Đoàn giám sát",)),
        ("Đội kiểm tra 178 các cấp báo cáo", ("Đội kiểm tra 178 các cấp",)),
        ("các Đội kiểm tra 178 cấp tỉnh và cấp huyện củng cố", ("Các Đội kiểm tra 178 cấp tỉnh và cấp huyện",)),
        ("Phòng Công nghệ thông tin bố trí", ("Phòng Công nghệ thông tin",)),
        ("Công ty Cổ phần Giải pháp Phần mềm Kỳ Lừa Việt Nam bàn giao", (
            "Công ty Cổ phần Giải pháp Phần mềm Kỳ Lừa Việt Nam",)),
    ],
)  # fmt: skip
def test_lists(text: str, expected: tuple[str, ...]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("lực lượng Công an thành phố tuần tra", "Công an thành phố Đà Nẵng"),
        ("UBND các tỉnh, thành phố rà soát", "Ủy ban nhân dân các tỉnh, thành phố"),
    ],
    ids=["its own force", "committees of all provinces"],
)
def test_bodies_in_the_paper_of_a_city(text: str, name: str) -> None:
    city = KNOWLEDGE.places.by_name("Đà Nẵng")[0]
    found = Actors(text, KNOWLEDGE, Standing(city, city)).read(0, len(text))
    assert found is not None
    assert found.names == (name,)


@pytest.mark.parametrize(
    "text",
    [
        "Các tỉnh Cao Bằng, Bắc Ninh bị ngập",
        "Tổ chức hội nghị",
        "Báo cáo kết quả",
        "Phối hợp với",
        "tăng cường kiểm tra",
        "Xã hội hóa",
    ],
)
def test_verbs_are_no_bodies(text: str) -> None:
    assert names(text) == ()


def test_names_run_over_line_ends() -> None:
    assert names("Ủy ban Mặt trận Tổ \n\nquốc Việt Nam tỉnh tuyên truyền") == (
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn",
    )


def test_own_abbreviation_stands_for_the_long_name() -> None:
    text = (
        "Ban Chỉ đạo phòng, chống rét và cháy rừng tỉnh (viết tắt là Ban Chỉ đạo 79 tỉnh) họp. Ban Chỉ "
        "đạo 79 tỉnh quyết định."
    )
    actors = Actors(text, KNOWLEDGE, Standing(PLACE, PLACE))
    found = [name for listed in actors.find(0, len(text)) for name in listed.names]
    assert set(found) == {"Ban Chỉ đạo phòng, chống rét và cháy rừng tỉnh Lạng Sơn"}


def test_own_abbreviation_takes_in_the_long_name_that_begins_with_it() -> None:
    text = "Ban Quản lý các khu chế biến gỗ và khu kho vận tỉnh Lạng Sơn (gọi tắt là Ban Quản lý) có trách nhiệm:"
    [listed] = Actors(text, KNOWLEDGE, Standing(PLACE, PLACE)).find(0, len(text))
    assert listed.names == ("Ban Quản lý các khu chế biến gỗ và khu kho vận tỉnh Lạng Sơn",)
    assert text[listed.end :] == " có trách nhiệm:"


def test_without_a_place_names_stay_open() -> None:
    found = Actors("Sở Y tế chủ trì", KNOWLEDGE, Standing()).read(0, 15)
    assert found is not None
    assert found.names == ("Sở Y tế",)


def test_name_goes_on_after_commas_that_no_body_follows() -> None:
    name = "Viện Khí hậu, Thổ nhưỡng, Rừng và Đất Việt Nam"
    found = Subjects(Actors(name, KNOWLEDGE, Standing(PLACE, PLACE))).read(0, len(name))
    assert found is not None
    assert found.names == (name,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ kiểm tra", ("Văn phòng Chính phủ",)),
        ("Chủ nhiệm Văn phòng Quốc hội tổng hợp", ("Văn phòng Quốc hội",)),
        ("Tổng Thanh tra Chính phủ, Tổng Kiểm toán nhà nước phối hợp", ("Thanh tra Chính phủ", "Kiểm toán nhà nước")),
        ("Bí thư thứ nhất Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh phát động", (
            "Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        )),
        ("Phòng Tài chính - Kế hoạch huyện và Bộ Y tế lập", ("Phòng Tài chính - Kế hoạch huyện", "Bộ Y tế")),
        ("Hội đồng nhân dân, Thường trực Hội đồng nhân dân các cấp giám sát", (
            "Hội đồng nhân dân", "Thường trực Hội đồng nhân dân các cấp",
        )),
        ("Cục Thuế tỉnh, thành phố trực thuộc Trung ương và Bộ Y tế lập", (
            "Cục Thuế tỉnh, thành phố trực thuộc Trung ương", "Bộ Y tế",
        )),
        ("Văn phòng UBND tỉnh, thành phố trực thuộc trung ương rà soát", (
            "Văn phòng Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương",
        )),
        ("Sở Thương mại các tỉnh, thành phố trực thuộc Trung ương kiểm tra", (
            "Sở Thương mại các tỉnh, thành phố trực thuộc Trung ương",
        )),
        ("UBND huyện, thành phố, thị xã lập", ("Ủy ban nhân dân các huyện, thành phố, thị xã",)),
        ("UBND các huyện, thị xã và thành phố Sầm Sơn lập", (
            "Ủy ban nhân dân các huyện, thị xã", "Ủy ban nhân dân thành phố Sầm Sơn",
        )),
        ("Các tổng công ty do Thủ tướng Chính phủ quyết định thành lập báo cáo", (
            "Các tổng công ty do Thủ tướng Chính phủ quyết định thành lập",
        )),
        ("Công ty con, doanh nghiệp do Bộ Xây dựng làm chủ sở hữu nộp", ()),
        ("Cơ quan đăng ký kinh doanh từ chối", ("Các cơ quan đăng ký kinh doanh",)),
        ("Sở Y tế/Sở Nội vụ các tỉnh, thành phố rà soát", ("Sở Y tế/Sở Nội vụ các tỉnh, thành phố",)),
        ("Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam, Bộ Y tế cấp", (
            "Ngân hàng Nông nghiệp và Phát triển nông thôn Việt Nam", "Bộ Y tế",
        )),
    ],
)  # fmt: skip
def test_bodies_of_a_paper_of_the_state(text: str, expected: tuple[str, ...]) -> None:
    found = Actors(text, KNOWLEDGE, Standing()).read(0, len(text))
    assert (found.names if found else ()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các ông (bà) Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế và các ông có tên tại Điều 1 chịu trách nhiệm", (
            "Văn phòng Ủy ban nhân dân tỉnh", "Sở Y tế",
        )),
        ("Ông Giám đốc Sở Y tế và bà Lê Thị Hoa chịu trách nhiệm", ("Sở Y tế",)),
        ("Các cơ quan giúp việc, các đồng chí có tên trên căn cứ Quyết định", ("Các cơ quan",)),
        ("Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện, Trưởng phòng Nội vụ các xã lập", (
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện", "Phòng Nội vụ các xã",
        )),
        ("Tổng Tham mưu trưởng, Tư lệnh các quân khu chỉ đạo", ("Bộ Tổng Tham mưu", "Các quân khu")),
        ("Bảo hiểm xã hội các tỉnh, thành phố chi trả", ("Bảo hiểm xã hội các tỉnh, thành phố",)),
    ],
)  # fmt: skip
def test_persons_at_the_ends_of_lists_add_nobody(text: str, expected: tuple[str, ...]) -> None:
    found = Actors(text, KNOWLEDGE, Standing()).read(0, len(text))
    assert (found.names if found else ()) == expected


@pytest.mark.parametrize(
    "name",
    [
        "Trung tâm Văn hóa, Thông tin và Du lịch",
        "Trung tâm Dịch vụ công cộng, Môi trường và Cấp nước",
        "Cục Đo lường, Thử nghiệm và Chứng nhận",
        "Hội đồng phối hợp phổ biến, giáo dục pháp luật",
        "Bảo hiểm xã hội cơ sở",
        "Cục Chứng thực số và Bảo mật thông tin",
    ],
)
def test_names_of_several_fields_are_whole_in_a_list(name: str) -> None:
    text = f"{name}, Bộ Y tế rà soát"
    found = Actors(text, KNOWLEDGE, Standing()).read(0, len(text))
    assert found is not None
    assert found.names == (name, "Bộ Y tế")


def test_a_purpose_is_none_of_a_name() -> None:
    text = "Trung tâm Quan trắc và Cảnh báo để kiểm tra các mẫu nước"
    found = Actors(text, KNOWLEDGE, Standing()).read(0, len(text))
    assert found is not None
    assert found.names == ("Trung tâm Quan trắc và Cảnh báo",)
