import pytest

from normalizers.folding import bare
from normalizers.quality import judge

GOOD = (
    "Giao Sở Y tế chủ trì, phối hợp với các cơ quan liên quan tham mưu Ủy ban nhân dân tỉnh ban hành kế hoạch kiểm tra "
    "an toàn thực phẩm năm 2026, báo cáo kết quả trước ngày 15/12/2026 theo Quyết định số 512/QĐ-UBND."
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (GOOD, "good"),
        (bare(GOOD), "unmarked"),
        ("CHI THI", "unmarked"),
        ("Đắk Lắk, ngày 05 tháng 11 năm 2025", "good"),
        ("b) Địa điểm kinh doanh dịch vụ3: theo giấy phép", "good"),
        # Vietnamese print read by an engine that knows English letters only.
        (
            "Giao S& Y té chu tri, phéi hop véi cdc co quan lién quan tham muu Uy ban nhdn d4n tinh ban hanh ké hoach "
            "kiém tra an todn thuc phdm ndm 2026, béo c4o két qua tru&c ngay 15/12/2026",
            "garbled",
        ),
        # A lost encoding: the letters of the .Vn fonts.
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc", "garbled"),
        ("tÄƒng cÆ°á»ng phÃ²ng chÃ¡y chá»¯a chÃ¡y cá»©u náº¡n", "garbled"),
        ("The Ministry shall submit its report to the Government before the end of the second quarter.", "foreign"),
        ("Les préfets sont chargés, chacun en ce qui le concerne, de l'exécution du présent arrêté.", "foreign"),
        ("def load(path): return [row.split() for row in path.read_text().splitlines()]", "foreign"),
        ("", "empty"),
        ("2025 - 2030: 12.500; 44-KL/TW; UBND", "empty"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert judge(text).kind == kind


def test_shares() -> None:
    quality = judge(GOOD)
    assert quality.valid_share > 0.98
    assert quality.marked_share > 0.7
    assert quality.confusable_share == 0
    assert judge(bare(GOOD)).skeleton_share == quality.skeleton_share


def test_score_orders_readings_of_the_same_page() -> None:
    garbled = GOOD.replace("ế", "é").replace("ợ", "g").replace("ị", "i")
    assert judge(GOOD).score > judge(garbled).score > judge(bare(GOOD)).score


def test_codes_and_numbers_say_nothing() -> None:
    assert judge(GOOD + " 11554/VPCP-KGVX, UBND, BTTTT 100.000").words == judge(GOOD).words
