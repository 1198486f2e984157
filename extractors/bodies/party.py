"""The words that organisations of the Party are written with, as pieces of expressions; they set blanks as `_S`."""

from __future__ import annotations

import re

_S = r"\s{1,4}"
# "Đảng ủy xã", "Ban Thường vụ Tỉnh ủy", "cấp ủy": whom others work for or belong to.
PARTY_COMMITTEE = rf"""(?:(?:Ban{_S}Thường{_S}vụ|Ban{_S}Chấp{_S}hành|Thường{_S}trực){_S})?
    (?:(?:[Tt]ỉnh|[Tt]hành|[Hh]uyện|[Đđ]ảng|[Cc]ấp){_S}[uủ][ỷy](?!{_S}viên)|Đảng{_S}bộ)
    (?:{_S}(?:cấp{_S})?(?:xã|phường|đặc{_S}khu|tỉnh|thành{_S}phố)(?!\w|{_S}[A-ZĐ]))?"""
# Where a cell or a committee works: "chi bộ các thôn", "chi bộ trường học", "cấp ủy các đơn vị".
_WHERE = rf"""(?:thôn|ấp|khóm|buôn|bản|làng|khu{_S}phố|khu{_S}dân{_S}cư|tổ{_S}dân{_S}phố|nông{_S}thôn|trường{_S}học
        |cơ{_S}quan|đơn{_S}vị(?:{_S}trực{_S}thuộc)?|doanh{_S}nghiệp)(?!\w)"""
PARTY_NARROWED = rf"""(?:(?:{_S}cơ{_S}sở)?(?:{_S}trực{_S}thuộc(?!{_S}(?:[TĐ]\w+|cấp){_S}(?:[uủ][ỷy]|bộ)(?!\w)))?
        (?:{_S}(?:các{_S})?{_WHERE}(?:(?:,|{_S}và){_S}{_WHERE})*)?)"""
# "cơ quan tham mưu, giúp việc Đảng ủy", "chi bộ trực thuộc", "các chi, đảng bộ cơ sở"; those under
# a committee that is named are narrowed by its name, as other classes are.
PARTY_CLASS = rf"""(?:
    [Đđ]ảng{_S}viên(?={_S}được{_S}(?:kiểm|giám))
  | [Cc]ơ{_S}quan{_S}(?:chuyên{_S}trách{_S})?tham{_S}mưu,?{_S}(?:và{_S})?giúp{_S}việc
        (?:(?:{_S}của|{_S}cho)?{_S}{PARTY_COMMITTEE})?
  | (?:[Cc]ấp{_S}[uủ][ỷy](?!{_S}viên)(?:{_S}[Đđ]ảng)?|[Cc]hi{_S}(?:bộ|[uủ][ỷy])|[Cc]hi(?=(?:,|{_S}và){_S}[Đđ]ảng{_S}bộ)
        |[Đđ]ảng{_S}bộ(?:{_S}bộ{_S}phận)?|[Tt]ổ{_S}chức{_S}(?:cơ{_S}sở{_S})?[Đđ]ảng){PARTY_NARROWED}
)"""
# "Ban Thường vụ các tỉnh ủy, thành ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy, Thành ủy": the body of that name in each.
_COMMITTEES = rf"(?:các{_S})?[Tt]ỉnh{_S}[uủ][ỷy],{_S}(?:các{_S})?[Tt]hành{_S}[uủ][ỷy]"
OF_COMMITTEES = re.compile(
    rf"(?P<body>(?:Ban|Ủy{_S}ban|Uỷ{_S}ban|Văn{_S}phòng|Thường{_S}trực)(?:{_S}[^\W\d]+){{0,5}}?){_S}"
    rf"(?P<places>{_COMMITTEES}(?:,?{_S}(?:và{_S})?(?:các{_S})?[Đđ]ảng{_S}[uủ][ỷy]{_S}trực{_S}thuộc{_S}[Tt]rung{_S}ương)?)"
)
