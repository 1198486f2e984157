"""Gazetteer: lines of place names to learn from, for names too rare in running text."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

_SENTENCES = (
    "Ủy ban nhân dân {ward}, {province}",
    "Đảng ủy, HĐND, UBND {ward}",
    "{ward}, {province}",
    "địa bàn {ward}, {other} và {third}, {province}",
    "Các xã, phường: {bare_ward}, {bare_other}, {bare_third};",
    "Chủ tịch UBND {ward} chịu trách nhiệm trước Chủ tịch UBND {province}",
    "{bare_province}, ngày 05 tháng 11 năm 2025",
    "UBND các xã: {bare_ward}, {bare_other}; UBND phường {bare_third}",
    "ông Nguyễn Văn Nam, trú tại thôn 2, {ward}, {province}",
    "Công an {ward}; Công an {province};",
)


def place_lines(seed: int) -> Iterator[str]:
    """Yield a few lines for each commune of the `vietnam_provinces` package, in chance company."""
    from vietnam_provinces import Province, Ward

    chance = random.Random(seed)
    for province in Province.iter_all():
        wards = [ward.name for ward in Ward.iter_by_province(province.code)]
        for ward in wards:
            for sentence in chance.sample(_SENTENCES, 5):
                yield _filled(sentence, ward, chance.sample(wards, 2), province.name)


def _filled(sentence: str, ward: str, others: Sequence[str], province: str) -> str:
    other, third = others
    return sentence.format(
        ward=_small_kind(ward),
        other=_small_kind(other),
        third=_small_kind(third),
        province=_small_kind(province),
        bare_ward=_without_kind(ward),
        bare_other=_without_kind(other),
        bare_third=_without_kind(third),
        bare_province=_without_kind(province),
    )


_KINDS = ("Phường ", "Xã ", "Đặc khu ", "Thành phố ", "Tỉnh ")


def _small_kind(name: str) -> str:
    return name[:1].lower() + name[1:] if name.startswith(_KINDS) else name


def _without_kind(name: str) -> str:
    return next((name.removeprefix(kind) for kind in _KINDS if name.startswith(kind)), name)
