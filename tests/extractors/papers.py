"""Papers of the tests: written for them, in the style and the layouts of real ones."""

from __future__ import annotations

from pathlib import Path

from pipeline.document import Document, Source, Text

PLAN = """\
ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 57/KH-UBND
Lạng Sơn, ngày 03 tháng 02 năm 2026
KẾ HOẠCH
Triển khai công tác phòng cháy, chữa cháy rừng năm 2026
Thực hiện Chỉ thị số 12/CT-TTg ngày 05/01/2026 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của chủ rừng và nhân dân về phòng cháy, chữa cháy rừng trong mùa hanh khô.
2. Bảo đảm lực lượng, phương tiện theo phương châm bốn tại chỗ.
II. TỔ CHỨC THỰC HIỆN
1. Sở Nông nghiệp và Môi trường
- Chủ trì, phối hợp với Công an tỉnh kiểm tra các khu rừng trọng điểm trước ngày 15/3/2026.
- Tham mưu bố trí kinh phí, cụ thể:
+ Kinh phí mua sắm phương tiện;
+ Kinh phí tập huấn.
2. Công an tỉnh: Xử lý nghiêm hành vi đốt rừng làm nương trái phép.
Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện Kế hoạch này./.
Nơi nhận:
- Bộ Nông nghiệp và Môi trường;
- Các sở, ban,
ngành tỉnh;
- Lưu: VT, KT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Nông Văn Bính
"""

DISPATCH = """\
UBND TỈNH GIA LAI
SỞ XÂY DỰNG

Số:       /SXD-QLN
V/v rà soát quỹ nhà ở xã hội
trên địa bàn tỉnh

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Gia Lai, ngày     tháng 4 năm 2026

Kính gửi:
- Ủy ban nhân dân các xã, phường;
- Ban Quản lý Khu kinh tế tỉnh.

Thực hiện Công văn số 911/UBND-KT ngày 02/4/2026, Sở Xây dựng đề nghị các đơn vị:

1. Rà soát quỹ đất dành cho nhà ở xã hội.

2. Gửi kết quả về Sở Xây dựng trước ngày 20/4/2026.

Đề nghị các đơn vị quan tâm thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, QLN.

GIÁM ĐỐC

Đại tá Rơ Châm Hưng
"""

PARTY = """\
TỈNH ỦY PHÚ THỌ
*
Số 88-TB/TU

ĐẢNG CỘNG SẢN VIỆT NAM

Phú Thọ, ngày 09 tháng 3 năm 2026

THÔNG BÁO
kết luận của Ban Thường vụ Tỉnh ủy về công tác cán bộ
-----

I- TÌNH HÌNH
1- Công tác cán bộ đạt kết quả tích cực.
II- NHIỆM VỤ
1- Đảng ủy các xã, phường rà soát quy hoạch.
2- Ban Tổ chức Tỉnh ủy hướng dẫn thực hiện.

Nơi nhận:
- Các đảng ủy trực thuộc,
- Lưu Văn phòng Tỉnh ủy.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ

Hà Thị Lụa
"""

DECISION = """\
BỘ CÔNG THƯƠNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 77/2026/QĐ-BCT
Hà Nội, ngày 11 tháng 5 năm 2026
QUYẾT ĐỊNH
VỀ VIỆC BAN HÀNH QUY CHẾ SỬ DỤNG
XE CÔNG VỤ TRÊN ĐỊA BÀN TỈNH
BỘ TRƯỞNG BỘ CÔNG THƯƠNG
Căn cứ Nghị định số 40/2025/NĐ-CP;
QUYẾT ĐỊNH: Điều 1. Ban hành kèm theo Quyết định này Quy chế sử dụng xe công vụ.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Như Điều 2;
- Lưu: VT, VP.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Trịnh Thị Mẫn
QUY CHẾ
SỬ DỤNG XE CÔNG VỤ
(Ban hành kèm theo Quyết định số 77/2026/QĐ-BCT ngày 11/5/2026
của Bộ trưởng Bộ Công Thương)
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi
1. Quy chế áp dụng cho các đơn vị thuộc Bộ:
a) Văn phòng Bộ;
b) Các Cục, Vụ.
2. Không áp dụng cho doanh nghiệp.
Điều 2. Trách nhiệm
Thủ trưởng các đơn vị chịu trách nhiệm thi hành.
"""


def document(text: str, name: str = "test.txt") -> Document:
    """A document of a text, as it is before the stage `segment`."""
    return Document(Source(name, Path(name), "", "text/plain", len(text), "text"), text=Text.of(text))


def spread(text: str) -> str:
    """A text with a blank line after every printed line, as some PDF files give it."""
    return text.replace("\n", "\n\n")


def wrapped(text: str, width: int = 78) -> str:
    """A text whose paragraphs are broken into printed lines."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)
