"""The words that bodies and classes of bodies are written with, as expressions."""

from __future__ import annotations

import re
from functools import cache

from extractors.bodies.party import PARTY_CLASS, PARTY_COMMITTEE
from extractors.bodies.persons import PERSON
from extractors.letters import LOWER, UPPER

_S = r"\s{1,4}"
_ARTICLE = rf"(?:tất{_S}cả{_S}các|toàn{_S}thể|các|mỗi|từng|những|quý)"
# The head of a body stands for the body, a member of a committee for the committee.
_POST = rf"""(?:(?:đồng{_S}chí{_S})?(?:các{_S})?(?:đồng{_S}chí{_S}|(?:ông|bà)(?:{_S}?\(bà\)|,{_S}bà|/bà)?{_S})?
    (?:Phó{_S})?(?:Trưởng{_S}ban(?={_S}(?:các{_S})?Ban)|Tổ{_S}trưởng(?={_S}(?:các{_S})?Tổ)|Đội{_S}trưởng(?={_S}(?:các{_S})?Đội)|Thư{_S}ký(?={_S}(?:Đoàn|Hội{_S}đồng|Ban|Tổ){_S})|Thủ{_S}trưởng|Giám{_S}đốc|Tổng{_S}Giám{_S}đốc|Chủ{_S}tịch{_S}(?:Hội{_S}đồng{_S}(?:thành{_S}viên|quản{_S}trị)|HĐTV|HĐQT)(?:(?:,|{_S}kiêm){_S}Tổng{_S}[Gg]iám{_S}đốc)?|Chủ{_S}tịch(?!{_S}nước)|(?:Bộ{_S}trưởng,{_S})?Chủ{_S}nhiệm(?={_S}(?:[UỦ][ỷy]{_S}ban|Văn{_S}phòng|Tổng{_S}cục)|{_S}UBKT)|Tổng(?={_S}(?:Thanh{_S}tra|Kiểm{_S}toán))|Chánh(?={_S}(?:Văn|Thanh))|Trưởng(?={_S}(?:Ban|Công|Phòng|Thuế|phòng|[Kk]hoa|[Bb]ộ{_S}môn|các|thôn|[Đđ]oàn{_S}(?!thể)
        |ban(?:{_S}(?:nhân|quản|chỉ|dân|tổ|tuyên|nội|chấp)|,{_S}(?:ngành|đoàn|phòng|sở))))
    |Bộ{_S}trưởng|Cục{_S}trưởng|Vụ{_S}trưởng|Chi{_S}cục{_S}trưởng|(?:Trạm|Hạt|Đồn){_S}trưởng|Quản{_S}đốc(?={_S}(?:[Cc]ác|[Pp]hân))|Người{_S}đứng{_S}đầu|Lãnh{_S}đạo(?!,)
        |[UỦ][ỷy]{_S}viên(?:{_S}[Tt]hường{_S}trực)?(?={_S}Ban{_S}(?:[Cc]hỉ|[Cc]hấp|[Tt]hường))|Thành{_S}viên(?:{_S}của(?={_S}(?:các{_S})?(?:Ban|Tổ|Hội{_S}đồng)))?|Chỉ{_S}huy{_S}trưởng|Bí{_S}thư(?:{_S}thứ{_S}nhất(?={_S}Trung{_S}ương)|{_S}[Tt]hường{_S}trực(?={_S}(?:Đảng|Tỉnh|Thành){_S}[uủ][ỷy]))?
    |Tổng{_S}Biên{_S}tập|Hiệu{_S}trưởng|Viện{_S}trưởng|Chánh{_S}án|Tổng{_S}cục{_S}trưởng|Thống{_S}đốc(?={_S}Ngân)
        |Tư{_S}lệnh)
    (?:,{_S}Phó{_S}(?:Giám{_S}đốc|Chủ{_S}tịch))?{_S})"""
# What schools are told by, whose names do not follow.
_SCHOOL = rf"(?:đại{_S}học|mầm{_S}non|tiểu{_S}học|(?:trung{_S}học{_S})?(?:cơ{_S}sở|phổ{_S}thông)|THPT|THCS|TH)"
# What classes are made of. The longer word first, so that "thành phố" is not read as "thành".
_NOUN = rf"""(?:
    {PARTY_CLASS} | (?<=[Cc]ác\s)bộ{_S}phận
  | (?<=[,àc]\s)(?:khoa(?!{_S}học)(?:{_S}chuyên{_S}ngành)?|bộ{_S}môn|trung{_S}tâm)(?!\w|{_S}[{UPPER}])
  | [Bb]ộ{_S}trưởng(?=[,;]) | (?:[Ss]ở|[Bb]ộ|(?:[Ss]ở{_S})?[Bb]an){_S}ngành(?!\w)
  | (?:[Ss]ở|[Bb]ộ|[Bb]an|[Nn]gành|[Đđ]oàn{_S}thể|[Hh]ội(?:{_S}quần{_S}chúng)?|[Hh]iệp{_S}hội|[Tt]ập{_S}đoàn
        |[Tt]ổng{_S}[Cc]ông{_S}ty|(?<=ty,\s)công{_S}ty(?={_S}(?:trực|thuộc|và|nhà)|,))(?![\w-])(?!{_S}(?!(?:Tỉnh|Thành{_S}phố)(?!\w|{_S}(?:[{UPPER}]|ủy|uỷ|đoàn)))[{UPPER}])
  | [Cc]ơ{_S}quan(?:{_S}(?:ngang{_S}[Bb]ộ|thuộc{_S}Chính{_S}phủ|chuyên{_S}môn|chức{_S}năng|báo{_S}chí|truyền{_S}thông
        |(?:chủ{_S}trì|phối{_S}hợp)(?={_S}(?:có|chịu){_S}trách{_S}nhiệm) | (?:chủ{_S}trì{_S})?soạn{_S}thảo
        |chủ{_S}trì{_S}(?:nhiệm{_S}vụ|thẩm{_S}định|thực{_S}hiện)(?={_S}(?:(?:có|chịu){_S}trách{_S}nhiệm|phải))
        |quản{_S}lý{_S}trực{_S}tiếp(?:{_S}cơ{_S}sở{_S}(?:đào|giáo){_S}\w+(?:{_S}(?:đại|nghề){_S}\w+)?)? | cấp{_S}trên
        |(?:thanh|kiểm|điều){_S}tra(?={_S}(?:căn|khẩn|có|chịu|phải|cần|chủ|phối|tiếp|tăng|thực|tập|nhà|các)(?!\w))
        |khối{_S}(?:Đảng|[Cc]hính{_S}quyền|Nhà{_S}nước|nội{_S}chính)(?:,{_S}(?:Mặt{_S}trận|đoàn{_S}thể|[Cc]hính{_S}quyền))*
        |thông{_S}tấn|trung{_S}ương|Trung{_S}ương|đăng{_S}ký{_S}(?:đầu{_S}tư|kinh{_S}doanh|đất{_S}đai|doanh{_S}nghiệp|xe)|quản{_S}lý{_S}nhà{_S}nước|thuế))*
  | [Đđ]ơn{_S}vị(?!\s?:\s?\d)(?:{_S}(?:trực{_S}thuộc|sự{_S}nghiệp(?:{_S}công{_S}lập)?|chức{_S}năng|chuyên{_S}môn))*
  | [Đđ]ịa{_S}phương | [Dd]oanh{_S}nghiệp(?:{_S}(?:viễn{_S}thông|công{_S}nghệ{_S}số|nhà{_S}nước))?
  | (?:tỉnh|huyện|thị|thành|đảng){_S}[uủ][ỷy](?:{_S}trực{_S}thuộc)?
  | Đảng{_S}[uủ][ỷy]{_S}trực{_S}thuộc | [Bb]ệnh{_S}viện | xí{_S}nghiệp
  | [Tt]rạm{_S}[Yy]{_S}tế | [Tt]rường{_S}học | [Nn]hà{_S}trường | cao{_S}đẳng
  | [Tt]rường(?!{_S}hợp|{_S}[{UPPER}][{LOWER}])
        (?:{_S}{_SCHOOL}(?:(?:,|{_S}và|\s?-){_S}?(?:trường{_S})?{_SCHOOL})*(?!\w|{_S}[{UPPER}]))?
  | [Pp]hòng{_S}GD(?:ĐT|&ĐT|-ĐT)(?!\w|{_S}[{UPPER}])
        | [Cc]ơ{_S}sở{_S}(?:giáo{_S}dục|y{_S}tế|đào{_S}tạo|khám{_S}bệnh|KCB)[^,;:.()\n]{{0,40}}?
  | [Tt]ổ{_S}chức(?:{_S}(?:[Đđ]ảng|đoàn{_S}thể|thành{_S}viên|hội{_S}quần{_S}chúng
        |tín{_S}dụng|hành{_S}chính(?:{_S}khác(?!{_S}(?:có|liên)))?|cá{_S}nhân|(?:chính{_S}trị{_S}?-{_S}?)?xã{_S}hội(?:{_S}?-{_S}?nghề{_S}nghiệp)?|CT-XH|xã{_S}hội))*
  | [Xx]ã | [Pp]hường | [Tt]hị{_S}trấn | [Đđ]ặc{_S}khu | [Hh]uyện | [Tt]hị{_S}xã
        | [Tt]hành{_S}phố(?!{_S}[{UPPER}]) | [Qq]uận | tỉnh(?=,)
  | [Kk]hu{_S}dân{_S}cư | (?:[Tt]ỉnh|[Tt]hành|[Đđ]ảng){_S}[uủ][ỷy]{_S}viên
        | [Cc]hính{_S}quyền | [Tt]hôn | [Bb]ản | [Tt]ổ{_S}dân{_S}phố | ấp | kh(?:u|ối){_S}phố
  | [Ll]ực{_S}lượng{_S}chức{_S}năng | [Qq]uân{_S}(?:khu|đoàn|chủng)(?!{_S}(?:[{UPPER}]|\d)) | [Bb]inh{_S}chủng
  | [Pp]hòng(?:,?{_S}ban)?(?:{_S}chuyên{_S}môn)?(?:,{_S}nghiệp{_S}vụ)?(?!{_S}(?!UBND|[UỦ][ỷy]{_S}ban)[{UPPER}])
  | Thuế{_S}cơ{_S}sở | [Cc]hi{_S}nhánh(?={_S}trực{_S}thuộc)
  | [Cc]hủ{_S}(?:đầu{_S}tư|rừng) | [Bb]áo(?=,{_S}đài) | đài | [Hh]ợp{_S}tác{_S}xã
  | [Cc]ấp(?=,{_S}(?:các{_S})?(?:ngành|[Ss]ở|đơn{_S}vị|cơ{_S}quan)) | cá{_S}nhân
        | tập{_S}thể | [Kk]hối{_S}cơ{_S}quan | [Vv]iện(?:{_S}nghiên{_S}cứu)?
        | truyền{_S}(?:thông|hình) | báo{_S}chí | phát{_S}thanh(?=,{_S}truyền) | [Tt]ổ{_S}chuyên{_S}môn
)"""
_TAIL = rf"""(?:{_S}(?:
    khác(?!{_S}(?:có|liên|ở|nhau)(?!\w)) | (?:khác{_S})?(?:có{_S})?liên{_S}quan
  | được{_S}(?:kiểm{_S}tra|giám{_S}sát|thanh{_S}tra)(?:,{_S}giám{_S}sát)? | (?:khác{_S})?ở{_S}[Tt]rung{_S}ương
  | có{_S}thẩm{_S}quyền(?:{_S}giải{_S}quyết(?={_S}(?:(?:có|chịu){_S}trách|phải|tiến{_S}hành|căn{_S}cứ|đối{_S}chiếu
        |xem{_S}xét)(?!\w)))? | quản{_S}lý{_S}(?:(?:chuyên{_S})?ngành(?:,{_S}lĩnh{_S}vực)?|trực{_S}tiếp)
  | ven{_S}biển | miền{_S}núi | biên{_S}giới
  | (?:(?:đóng|thường{_S}trú){_S})?trên{_S}địa{_S}bàn(?:{_S}(?:toàn{_S})?(?:tỉnh|thành{_S}phố|Tỉnh
        |Thành{_S}phố|huyện|xã)(?:{_S}[{UPPER}]\w+){{0,3}})?
  | cấp{_S}(?:tỉnh|huyện|xã|thành{_S}phố)(?:,{_S}cấp{_S}xã)?(?:{_S}quản{_S}lý)? | các{_S}cấp | cùng{_S}cấp
        | trong{_S}(?:toàn{_S})?(?:tỉnh|hệ{_S}thống{_S}chính{_S}trị)
        | trên{_S}toàn{_S}(?:tỉnh|xã|phường)(?!\w) | nêu{_S}trên
  | do{_S}(?:Thủ{_S}tướng{_S}Chính{_S}phủ|Chính{_S}phủ|Nhà{_S}nước|cấp{_S}có{_S}thẩm{_S}quyền
        |(?:Bộ|[UỦ][ỷy]{_S}ban{_S}nhân{_S}dân)[^,;.:()\n]{{0,40}}?){_S}
        (?:quyết{_S}định{_S})?(?:thành{_S}lập|quản{_S}lý|(?:làm|là){_S}(?:đại{_S}diện{_S})?chủ{_S}sở{_S}hữu
        |nắm{_S}giữ{_S}(?:trên{_S})?\d{{2,3}}%{_S}vốn{_S}điều{_S}lệ)(?!\w)
  | (?:của{_S}|thuộc{_S}|thuộc{_S}cấp{_S})?(?:[Tt]ỉnh|[Tt]hành{_S}phố)(?:{_S}quản{_S}lý)? | (?:thuộc
        |trực{_S}thuộc){_S}(?:{PARTY_COMMITTEE}|[Ss]ở|[Bb]ộ|cấp{_S}tỉnh{_S}quản{_S}lý|[Tt]ỉnh)
  | (?:ở{_S})?(?:địa{_S}phương|cơ{_S}sở)(?!{_S}(?:dữ|vật|pháp|để|giáo|đào))
  | (?:(?:trực{_S})?thuộc{_S}|của{_S})?(?:UBND|[UỦ][ỷy]{_S}ban{_S}nhân{_S}dân){_S}(?:xã|phường|đặc{_S}khu)
        (?!\w|,{_S}(?:xã|phường|đặc))
  | (?:trực{_S})?thuộc{_S}(?:UBND|[UỦ][ỷy]{_S}ban{_S}nhân{_S}dân){_S}(?:[Tt]ỉnh|[Tt]hành{_S}phố)
        (?:{_S}[{UPPER}]\w*){{0,3}}(?!\w)
  | thuộc{_S}(?:các{_S})?[Bb]ộ,{_S}ngành(?:{_S}[Tt]rung{_S}ương)?
  | quy{_S}định{_S}tại{_S}[^,;:.]{{0,40}}
        | từ{_S}[{UPPER}][\w{_S}]{{2,20}}{_S}đến{_S}[{UPPER}]\w+{_S}[{UPPER}]\w+
))*"""
_CLASS = rf"(?:{_ARTICLE}{_S})?{_NOUN}(?:(?:,|{_S}và|{_S}?/){_S}?{_NOUN})*(?!\w){_TAIL}"
_FORCE = (
    rf"[Ll]ực{_S}lượng{_S}(?:Công{_S}an(?!{_S}(?:các{_S})?(?:xã|huyện|phường|cấp{_S}xã|tỉnh|thành{_S}phố))|Quân{_S}(?:đội|"
    rf"sự)|Biên{_S}phòng|vũ{_S}trang|nghiệp{_S}vụ)(?:{_S}(?:nhân{_S}dân|các{_S}cấp))?"
)
# A body that no table holds, up to the word for its level or to the end of its capitalised words.
_COMMITTEE = rf"""(?:Văn{_S}phòng{_S}|Cơ{_S}quan{_S}[Tt]hường{_S}trực{_S})?(?:Ban{_S}[Cc]hỉ{_S}(?:đạo|huy)
        |Hội{_S}đồng(?!{_S}nhân{_S}dân)|Tổ{_S}[Cc]ông{_S}tác|Ban{_S}[Tt]ổ{_S}chức|Ban{_S}Điều{_S}hành)
    (?:{_S}(?:\d{{2,3}}|[^;:.()]{{2,170}}?))??{_S}
    (?:(?:các{_S}(?:huyện|xã|tỉnh|địa{_S}phương)(?:,{_S}(?:thị{_S}xã|thành{_S}phố|phường|thị{_S}trấn|đặc{_S}khu))*)|[Tt]ỉnh
        |[Tt]hành{_S}phố|Trung{_S}ương|quốc{_S}gia|các{_S}cấp|cấp{_S}(?:tỉnh|xã)(?:,{_S}cấp{_S}xã)?
        |\d{{2,3}}(?:{_S}(?:[Tt]ỉnh|[Tt]hành{_S}phố|Trung{_S}ương|các{_S}cấp|cấp{_S}(?:tỉnh|xã)))?)(?!\w)"""
_CAPITALISED = rf"[{UPPER}][\w&]*(?:\.[\w&]+|(?<=TP)\.)*(?:-[{UPPER}]\w+)?"
# "Đoàn thẩm định", "Đội kiểm tra 814 các cấp": a team is named by what it does; its level makes a class of it.
_TEAM = rf"""(?:[Đđ]oàn|Đội|Tổ){_S}(?:[Kk]iểm{_S}tra|[Tt]hanh{_S}tra|[Gg]iám{_S}sát|[Tt]hẩm{_S}định|[Kk]hảo{_S}sát)
    (?:{_S}liên{_S}ngành)?(?:{_S}\d{{2,3}})?(?P<level>{_S}(?:các{_S}cấp|cấp{_S}(?:tỉnh|huyện|xã|trên|dưới)
        (?:(?:,|{_S}và){_S}(?:cấp{_S})?(?:huyện|xã|thành{_S}phố|thị{_S}xã))*))?(?!\w)"""
# The law of land calls those who clear sites by what they do; elsewhere the same words are a verb.
_CLEARING = rf"""[Tt]ổ{_S}chức{_S}(?:thực{_S}hiện{_S}nhiệm{_S}vụ|làm{_S}(?:nhiệm{_S}vụ|công{_S}tác)
        |(?<=với\stổ\schức\s)thực{_S}hiện(?:{_S}công{_S}tác)?){_S}
    (?:bồi{_S}thường(?:,{_S}hỗ{_S}trợ)?(?:(?:,|{_S}và){_S}tái{_S}định{_S}cư)?(?:(?:,|{_S}và)?{_S}_SITE)?|_SITE)(?!\w)""".replace(
    "_SITE", rf"(?:giải{_S}phóng{_S}mặt{_S}bằng|GPMB)"
)
_TYPED = rf"""{_TEAM}
    |{_CLEARING}
    |(?:Ban|Sở|Bộ|Cục|Chi{_S}cục|Tổng{_S}cục|Vụ|[Pp]hòng|Văn{_S}phòng|Trung{_S}tâm|Viện|Trường|Công{_S}ty
        |[Kk]hoa|Bộ{_S}môn|Hệ|Học{_S}viện|Bệnh{_S}viện|Phân{_S}(?:hiệu|viện|xưởng)|Trạm|Xí{_S}nghiệp|Nhà{_S}máy
        |Tổng{_S}[Cc]ông{_S}ty|Tập{_S}đoàn|Ngân{_S}hàng
    |Kho{_S}bạc|Báo|Đài|Hội|Liên{_S}(?:đoàn|minh|hiệp)|Hiệp{_S}hội|Đoàn|Đảng{_S}[uủ][ỷy]|[UỦ][ỷỦyỶ]{_S}ban
        |Tỉnh{_S}đoàn|Thành{_S}đoàn
        |Chi{_S}nhánh|Thuế|Công{_S}an|Điện{_S}lực|Viễn{_S}thông|Quỹ|Vườn|Thanh{_S}tra|(?:Tổ|Đội)(?={_S}[{UPPER}])(?!{_S}(?:Quốc|Dân{_S}cư|Liên)(?!\w)))
    (?:{_S}(?:Quản{_S}lý|Dự{_S}án|{_CAPITALISED}|trận|quốc|dân|nữ|niên|(?<=Chấp\s)hành|(?<=Thường\s)vụ|chiến{_S}binh|đỏ|và(?={_S}{_CAPITALISED})(?!{_S}(?:Thủ|Giám|Chủ|Chánh|Trưởng|Bộ|Cục|Sở|Ban|Ủy|UBND){_S})|và(?={_S}các{_S}[Kk]hu{_S})|[Kk]hu(?={_S}công)
        |-(?={_S}{_CAPITALISED})|tỉnh|thành{_S}phố|khu{_S}vực|mở(?={_S}{_CAPITALISED})|quản{_S}lý|đầu{_S}tư|phát{_S}triển|dự{_S}án
        |xây{_S}dựng(?={_S}{_CAPITALISED})|kinh{_S}tế|công{_S}nghiệp|các|nước|[IVX]+|\d{{1,3}})){{1,12}}
  |Hội{_S}đồng{_S}(?:thi(?!{_S}đua)|tuyển{_S}sinh|trường|chấm|coi{_S}thi|khoa{_S}học|kỷ{_S}luật|sáng{_S}kiến|xét|thẩm{_S}định|nghiệm{_S}thu)(?!\w)
  |(?:HĐND|UBND|Hội{_S}đồng{_S}nhân{_S}dân|Tỉnh{_S}[uủ][ỷy]|Thành{_S}[uủ][ỷy])(?!\w)"""
# A committee's name has verbs of its own ("phòng, chống tội phạm"), but none of these: a sentence runs through it.
PREDICATE_INSIDE = re.compile(
    rf"(?<!\w)(?:chủ{_S}trì|trách{_S}nhiệm|khẩn{_S}trương|căn{_S}cứ|[Bb]áo{_S}cáo|tiếp{_S}tục|phối{_S}hợp|kịp{_S}thời|rà{_S}soát|chủ{_S}động)(?!\w)"
    # "Hội đồng nhân dân, các Ban của Hội đồng nhân dân các cấp": another body begins in it.
    rf"|,{_S}(?:và{_S})?(?:các{_S})?(?:[UỦ][ỷy]{_S}ban|Hội{_S}đồng|Thường{_S}trực|Chính{_S}phủ|Sở|Bộ|Ban|UBND|HĐND|Tổ|Công{_S}an|Mặt{_S}trận|Trưởng|Giám{_S}đốc|Chủ{_S}tịch|Thủ{_S}trưởng){_S}"
)
LINE_END = re.compile(r"(?<=[\w,])[ \t]{0,2}\n[ \t\n]{0,4}(?=\w)")
BETWEEN = re.compile(
    r"\s{0,3}(?:[,;]\s{1,4}(?:và\s{1,4})?|;?\s{1,4}(?:và|cùng(?:\s{1,4}với)?|hoặc)\s{1,4})(?:với\s{1,4})?"
    # "; Giám đốc: Trung tâm A, Trung tâm B": the word for the heads of all that follow.
    r"(?:(?:Giám đốc|Thủ trưởng|Cục trưởng|Vụ trưởng)\s{0,2}:\s{1,4})?"
    r"|\s?/\s?(?=(?:Sở|Bộ|Ban|UBND|[ỦU][ỷy] ban|Cục|Chi cục|Công an|Phòng|Văn phòng|Trung tâm|Hội)\s)"
)
# "Trung tâm Kiểm định Chất lượng thuộc Sở Xây dựng": whose it is, and no part of its name.
OF_OWNER = re.compile(rf"{_S}(?:trực{_S})?thuộc{_S}(?=Sở|Bộ|Cục|Tổng{_S}cục|Văn{_S}phòng|[UỦ][ỷy]{_S}ban|UBND)")
# "các đồng chí Bộ trưởng, Thủ trưởng cơ quan ngang bộ": the class begins after the word for its heads.
_COMRADES = re.compile(
    rf"(?:[Cc]ác{_S})?[Đđ]ồng{_S}chí{_S}(?=Bộ{_S}trưởng[,;]|(?:[Tt]ỉnh|[Tt]hành|[Đđ]ảng){_S}[uủ][ỷy]{_S}viên)"
)
# Capitals after a name of the tables on the same line; a word for the place of the paper is none of the name.
GOES_ON = re.compile(
    rf"[ \t]+(?P<open>mở[ \t]+)?(?!(?:Tỉnh|Thành|Trung{_S}ương|Việt{_S}Nam|Nhà|Chính|Nhân|[IVX]+|[A-Z])(?!\w))"
    rf"[{UPPER}][^\W\d]"
)
# What is said of a body: "Tổ công tác (viết tắt là …)", "Đoàn kiểm tra số 1 do đồng chí Bí thư làm Trưởng đoàn"; the
# mark of a footnote in a consolidated text, "Bộ Nội vụ[6]"; persons at the end of a list, "và các ông (bà) có tên …".
ASIDE = re.compile(
    rf"""\s{{0,3}}\([^()]{{1,260}}\) | \[\d{{1,3}}\] | (?<=\d){_S}của{_S}{PARTY_COMMITTEE}
    | ,?{_S}do{_S}đồng{_S}chí{_S}[^;:.()]{{3,160}}?{_S}làm{_S}(?:[Tt]rưởng{_S}(?:đoàn|ban)|[Tt]ổ{_S}trưởng)(?!\w),?
    | (?:,|{_S}và){_S}(?:(?:các|những){_S})?(?:[Ôô]ng|[Bb]à|đồng{_S}chí|cá{_S}nhân)(?:{_S}?\([Bb]à\)|,{_S}[Bb]à|/[Bb]à)?
      {_S}(?:có{_S}tên(?!\w)[^;:\n]{{0,60}}?|[{UPPER}]\w+(?:{_S}[{UPPER}]\w+){{1,4}})(?={_S}(?:(?:có|chịu){_S}trách|căn{_S}cứ|thi{_S}hành))""",
    re.VERBOSE,
)

# "các Tập đoàn VNPT, Viettel": what a company is called where no table has it.
COMPANY_NAME = re.compile(rf"{_CAPITALISED}(?:\s{{1,3}}{_CAPITALISED}){{0,3}}")
# "UBND các xã, phường và đặc khu": the islands close the list of communes; "UBND các xã/phường".
AND_ISLANDS = re.compile(
    rf"(?<=xã|ng)(?:(?:,|{_S}và){_S}đặc{_S}khu|(?:\s?/\s?(?:xã|phường|thị{_S}trấn|đặc{_S}khu))+)(?!\w|{_S}[{UPPER}])"
)
# "Phòng Nội vụ cấp huyện", "Ban Chỉ huy Quân sự huyện, thành phố", "Công an các xã/phường": the bodies of that name in
# each of the places; "Phòng Kinh tế xã/phường" is that of one.
LOCAL = re.compile(
    # "Cục Thuế tỉnh, thành phố", "Sở Y tế các tỉnh, thành phố trực thuộc Trung ương"
    rf"(?:{_S}(?:các{_S})?tỉnh|(?<=tỉnh))(?:,|{_S}và){_S}thành{_S}phố(?:{_S}trực{_S}thuộc{_S}[Tt]rung{_S}ương)?(?!\w|{_S}(?:[{UPPER}]|trực{_S}thuộc))|"
    rf"{_S}(?:(?P<several>các){_S})?(?:huyện|xã|phường|quận)(?:(?:,{_S}|(?(several)\s?/\s?|(?!)))(?:thị{_S}xã|thành{_S}phố|thị{_S}trấn|phường|xã|đặc{_S}khu|"
    rf"huyện)(?!\w))+"
    rf"|{_S}các{_S}(?:tỉnh,{_S}thành{_S}phố|huyện|xã|tỉnh|địa{_S}phương|phường|quận|thị{_S}trấn|đặc{_S}khu|khu{_S}vực)(?!\w)|{_S}(?:các{_S}cấp|cùng{_S}cấp|cấp{_S}(?:tỉnh|huyện|"
    rf"xã)(?:,{_S}(?:cấp{_S}xã|phường|thị{_S}trấn|đặc{_S}khu))*)(?!\w)",
    re.VERBOSE,
)
# The regions of offices that are set up across provinces: "Kho bạc Nhà nước khu vực V".
REGION = re.compile(r"\s{1,3}(?P<number>[IVX]{1,6}|\d{1,2})(?!\w)")
# A noun alone at the start of a sentence is a verb more often: "Tổ chức lấy ý kiến", "Báo cáo".
LONE = re.compile(
    r"(?:[Tt]ổ\s+chức|[Bb]áo|[Cc]ấp|[Tt]hôn|[Bb]ản|[Xx]ã|[Pp]hường|[Hh]uyện|[Qq]uận|[Pp]hòng|[Vv]iện|[Tt]rường|[Hh]ội"
    r"|[Bb]an|[Bb]ộ|[Ss]ở|[Nn]gành"
    r"|ấp|đài|cá\s+nhân|tập\s+thể|[Tt]hành\s+phố|tỉnh|cao\s+đẳng|truyền\s+thông|báo\s+chí|khu\s+phố)"
)
PLURAL = re.compile(
    r"[Cc]ác\s{1,4}(?=(?:Phó\s{1,4}Thủ\s{1,4}tướng|Sở|Phòng|Cục|Vụ|Chi\s{1,4}cục|Trung\s{1,4}tâm|Ban\s{1,4}Quản|Công\s{1,4}ty|Tập\s{1,4}đoàn"
    rf"|Trường|Đài|Báo){_S}[{UPPER}]|Thuế{_S}(?:tỉnh|thành)|(?:Đoàn|Đội|Tổ){_S}(?:[Kk]iểm|[Tt]hanh|[Gg]iám|[Tt]hẩm|[Kk]hảo)|[Tt]ổ{_S}đại{_S}biểu{_S}(?:HĐND|Hội{_S}đồng))"
)
# "lực lượng Công an xã": the word for a force says nothing more than the body of that name.
_FORCE_OF = re.compile(
    r"[Ll]ực\s{1,4}lượng\s{1,4}(?=Công\s{1,4}an\s{1,4}(?:các\s{1,4})?(?:xã|huyện|phường|cấp\s{1,4}xã|tỉnh|thành\s{1,4}phố))"
)


@cache
def post_expression() -> re.Pattern[str]:
    """Return the expression for the heads that stand for their bodies."""
    return re.compile(_POST, re.VERBOSE | re.IGNORECASE)


# What these begin with: most places that are asked begin otherwise.
_FIRST_WORD = re.compile(r"[^\W\d_]{2,6}")
_POST_WORDS = (
    "đồng ông bà các phó trưởng tổ đội thư thủ giám tổng chủ chánh bộ cục vụ chi trạm hạt đồn quản người lãnh ủy uỷ"
    " thành chỉ bí hiệu viện thống tư lực"
)
_POST_STARTS = frozenset(_POST_WORDS.split())


def after_post(text: str, at: int, end: int) -> int:
    """Return where the body begins that a head stands for: `Giám đốc | Sở Y tế`; `at` where there is none."""
    first = _FIRST_WORD.match(text, at, end)
    if first is None or first.group().lower() not in _POST_STARTS:
        return at
    named = PERSON.match(text, at, end)
    at = named.end() if named else at
    post = post_expression().match(text, at, end) or _FORCE_OF.match(text, at, end) or _COMRADES.match(text, at, end)
    return post.end() if post else at


@cache
def class_expression() -> re.Pattern[str]:
    """Return the expression for classes of bodies."""
    each = _CLASS.replace("(?:tất", "(?:[Mm]ỗi|[Tt]ừng|[Qq]uý|tất")
    return re.compile(rf"(?:[Cc]ác{_S}|{_ARTICLE.capitalize()}{_S})?(?:{_FORCE}{_TAIL}|{each})", re.VERBOSE)


@cache
def tail_expression() -> re.Pattern[str]:
    """Return the expression for what narrows a class: `trên địa bàn tỉnh`, `có liên quan`."""
    return re.compile(_TAIL, re.VERBOSE)


@cache
def committee_expression() -> re.Pattern[str]:
    """Return the expression for committees and councils up to the word for their level."""
    return re.compile(_COMMITTEE, re.VERBOSE)


@cache
def typed_expression() -> re.Pattern[str]:
    """Return the expression for a body by its first word and its capitals."""
    return re.compile(_TYPED, re.VERBOSE)


# What a list can begin with, besides the names of the tables, by its first letter: every word of a text is asked.
# Common syllables are told by the one after them.
_FIRST = rf"""
    [Bb](?:ộ|í{_S}thư|an|áo|ệnh{_S}viện)
  | [Cc](?:ác|hủ{_S}(?:tịch|đầu|nhiệm)|hánh|ục|hi{_S}(?:cục|nhánh)|hỉ{_S}huy|ơ{_S}(?:quan|sở)|ấp(?:,|{_S}[uủ])
        |hính{_S}quyền)
  | C(?:ông{_S}(?:an|ty|đoàn))
  | [Dd]oanh{_S}nghiệp
  | [Đđ](?:ồng{_S}chí|ơn{_S}vị|ịa{_S}phương|ài|ảng{_S}[uủ]) | Đ(?:oàn|ội)
  | [Gg]iám{_S}đốc
  | [Hh](?:iệu{_S}trưởng|ội|iệp{_S}hội|ọc{_S}viện|ệ{_S}Quản|uyện(?:,|{_S}[uủ])|ợp{_S}tác) | HĐND
  | [Kk]hu{_S}(?:dân|phố) | [Kk]hối | Kho{_S}bạc | [Kk]hoa{_S}[{UPPER}]
  | [Ll](?:ực{_S}lượng|ãnh{_S}đạo) | Liên{_S}(?:đoàn|minh|hiệp)
  | [Mm]ỗi
  | [Nn](?:gười{_S}đứng|hà{_S}trường) | những | Ngân{_S}hàng
  | [Pp](?:hó{_S}|hòng|hường,)
  | Quỹ | [Qq]uý{_S}(?:cơ|đơn|Cơ|Đơn)
  | [Ss]ở
  | [Tt](?:ừng|oàn{_S}thể|ất{_S}cả|hủ{_S}trưởng|rưởng{_S}(?:[bB]an|[cC]ông|[pP]hòng|[Đđ]oàn|Thuế|các|thôn)|hư{_S}ký
      |hành{_S}(?:phố|viên|[uủ]|[Đđ]oàn)|ổng{_S}(?:[Cc]ục|công|Công|[Bb]iên|[Gg]iám|Thanh|Kiểm)|hống{_S}đốc|ổ{_S}(?:chức|chuyên|trưởng|dân|[Cc]ông|[{UPPER}])|rường|ập{_S}(?:đoàn|thể)
      |ỉnh{_S}(?:[uủ]|[Đđ]oàn|[{UPPER}]))
  | T(?:ư{_S}lệnh|rung{_S}tâm|huế|ỉnh{_S}(?:cần|phải|chủ|tập|khẩn|tiếp)|hanh{_S}tra)
  | [UuỦủ][ỷyỦủ] | Ủy | UBND
  | [Vv](?:ụ{_S}(?:trưởng|[{UPPER}])|iện|ăn{_S}phòng) | Vườn
  | [Xx]ã,"""

_FIRST_LETTERS = "BbCcDdĐđGgHhKkLMmNnlPpQqSsTtUuỦủVvXx"


@cache
def starts_expression() -> re.Pattern[str]:
    """Return the expression for where a body or a class can begin."""
    # The letter comes first, so that the search runs from one such letter to the next.
    return re.compile(rf"[{_FIRST_LETTERS}](?<![\w/-].)(?<=(?=(?:{_FIRST})).)", re.VERBOSE)


@cache
def enumeration_expression() -> re.Pattern[str]:
    """Return the expression for `Các Bộ:` and `Ủy ban nhân dân các tỉnh:`."""
    return re.compile(
        rf"""(?:[Cc]ác{_S}(?P<kind>Bộ|Sở|bộ|sở|Cục|Vụ|[Tt]ập{_S}đoàn|[Tt]ổng{_S}công{_S}ty|[Nn]gân{_S}hàng)(?:,{_S}(?:cơ{_S}quan|ngành|ban))*\s{{0,2}}:
           |[Cc]ác{_S}(?P<several>Bộ|Sở|[Tt]ập{_S}đoàn|[Tt]ổng{_S}[Cc]ông{_S}ty)
           |(?:Chủ{_S}tịch{_S})?(?P<body>[UỦ][ỷỦyỶ]{_S}ban{_S}nhân{_S}dân|UBND|Hội{_S}đồng{_S}nhân{_S}dân|HĐND|Công{_S}an
               |Sở(?:{_S}(?:[{UPPER}]\w*|và|\w+(?={_S}các))){{1,6}}){_S}
            (?:các{_S}|\d{{1,3}}{_S})?(?P<places>tỉnh|thành{_S}phố|xã|phường|huyện|đặc{_S}khu)
               (?:,{_S}(?:[Tt]hành{_S}phố|[Tt]hị{_S}xã|phường|xã|đặc{_S}khu))*(?:\s{{0,2}}:|(?<=các\s\w{{2}})|(?<=các\s\w{{4}})
               |(?<=các\s\w{{5}})|(?<=các\s\w{{6}}))
           |[Cc]ác{_S}(?P<bare>huyện|xã|phường|tỉnh)\s{{0,2}}:)
           \s{{1,3}}(?=[{UPPER}])""",
        re.VERBOSE,
    )


@cache
def member_expression() -> re.Pattern[str]:
    """Return the expression for one of the names after such a colon."""
    return re.compile(rf"[{UPPER}][^\W\d]*(?:(?:,|\s[-–])?\s{{1,3}}[^\W\d]+){{0,9}}")
