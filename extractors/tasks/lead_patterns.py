"""The words with which a paper gives somebody a task, and those that only speak of them: expressions of their own."""

from __future__ import annotations

import re

from extractors.letters import UPPER

_S = r"\s{1,4}"
ASKING = re.compile(
    rf"(?:trân{_S}trọng{_S}|kính{_S})?(?P<verb>đề{_S}nghị|yêu{_S}cầu|giao(?:{_S}nhiệm{_S}vụ)?|phân{_S}công|[uủ][ỷy]{_S}quyền|kêu{_S}gọi|chỉ{_S}đạo)(?:(?:{_S}cho)?{_S}|(?<=giao|công)\s?:\s{{1,4}})(?!số\s)",
    re.IGNORECASE,
)
# The letter is looked at first: few of a text are one of these.
ASKING_LATER = re.compile(
    rf"(?=[ĐđYyGgtk])(?:(?<=[.;:,]\s)(?<!trình,\s)(?<!hợp,\s)(?<!xét,\s)|(?<=biết\svà\s)|(?<=do\sđó\s)|(?<=vướng\smắc\s)|(?<=phát\ssinh\s)|(?<=khó\skhăn\s)|(?<=thống\snhất\s)|(?<=đồng\sý\s))(?:trân{_S}trọng{_S}|kính{_S})?(?P<verb>[Đđ]ề{_S}nghị|[Yy]êu{_S}cầu|[Gg]iao)(?:{_S}cho)?{_S}"
)
ASKING_ALL = re.compile(rf"\b(?P<verb>đề{_S}nghị|yêu{_S}cầu|giao)\s*:\s*$", re.IGNORECASE)
# Who asks is not who acts: "Thủ tướng Chính phủ yêu cầu:", "Bộ trưởng giao:"; nor who is only told to be somebody.
ASKS_ALL = re.compile(
    rf"{_S}(?:(?:đề{_S}nghị|yêu{_S}cầu|giao|chỉ{_S}đạo|kết{_S}luận)\s{{0,2}}:|có{_S}(?:ý{_S}kiến|thể)"
    rf"|là{_S}(?![Cc]ơ{_S}quan|[Đđ]ơn{_S}vị|đầu{_S}mối|lực{_S}lượng|nòng{_S}cốt))|\s?:\s*là{_S}(?!(?:cơ{_S}quan{_S}|đơn{_S}vị{_S})?(?:đầu|thường|nòng){_S})"
)
_DUTIES = rf"(?:Trách{_S}nhiệm|Nhiệm{_S}vụ)(?:(?:,|{_S}và){_S}(?:trách{_S}nhiệm|nhiệm{_S}vụ|quyền{_S}hạn))?"
OF_WHOM = re.compile(rf"(?:{_DUTIES}{_S}của|Thủ{_S}trưởng|Người{_S}đứng{_S}đầu){_S}")
# "Trách nhiệm Văn phòng Ủy ban nhân dân tỉnh", "Trách nhiệm các sở, ngành": `của` is often left out.
CONCERNING = re.compile(rf"(?:[Đđ]ối{_S}với|{_DUTIES}(?:{_S}của|(?={_S}(?:các{_S}|[{UPPER}])))|Về{_S}phía){_S}")
SOME = re.compile(
    rf"(?:[Cc]ác|[Nn]hững|[Mm]ỗi|[Tt]oàn{_S}thể){_S}(?:cơ{_S}quan|đơn{_S}vị|tổ{_S}chức|doanh{_S}nghiệp|cơ{_S}sở|cá{_S}nhân|chủ|hộ|nhà|người"
    rf"|thành{_S}viên|đối{_S}tượng|đại{_S}biểu|trưởng|bên|hãng|đội|lực{_S}lượng){_S}"
)
# "Nội dung Sở Nội vụ có trách nhiệm chủ trì", a heading: what follows is theirs to lead.
CONTENT = re.compile(rf"Nội{_S}dung{_S}(?=[^\n]{{3,160}}{_S}trách{_S}nhiệm{_S}chủ{_S}trì\s*:?$)")
# "Cơ quan chủ trì: …", "Chủ trì thực hiện: …", "Phân công: …", on a line below what they are to do.
LABEL = re.compile(
    rf"(?:(?:Các{_S})?(?:[Cc]ơ{_S}quan|[Đđ]ơn{_S}vị|[Bb]ộ{_S}phận)(?:,{_S}(?:đơn{_S}vị|địa{_S}phương))?{_S}(?P<role>chủ{_S}trì|thực{_S}hiện|phối{_S}hợp|(?:chịu{_S})?trách{_S}nhiệm|phụ{_S}trách)[^:\n]{{0,30}}"
    rf"|(?P<alone>Chủ{_S}trì|Thực{_S}hiện|Phối{_S}hợp|Phụ{_S}trách|Phân{_S}công|Trách{_S}nhiệm)(?:{_S}(?:thực{_S}hiện|chính|triển{_S}khai))?)\s?:\s*"
)
# "Cơ quan thực hiện: Sở Nội vụ chủ trì, phối hợp với các sở, ngành." names who leads and who helps, and no more.
LEADS_WITH = re.compile(
    rf",?{_S}chủ{_S}trì(?:[,;]?{_S}phối{_S}hợp(?:{_S}(?:với|cùng)|\s?:)?{_S}|[,;]{_S}(?=.*{_S}phối{_S}hợp\W*$))?"
)
# "…, theo chức năng, nhiệm vụ được giao" after the bodies of a label says nothing that they do.
ACCORDING = re.compile(rf"{_S}theo{_S}")
# What may stand before the body that acts: a time, a ground, a purpose.
OPENING = re.compile(
    rf"""(?:Hằng|Hàng|Định{_S}kỳ|Thường{_S}xuyên|Căn{_S}cứ|Trên{_S}cơ{_S}sở|Theo|Trong|Nhận{_S}được|Để|Sau{_S}(?:khi|mỗi|\d{{1,3}})|Khi|Nhằm|Từ|Trước|Ngoài|Ngay|Trường{_S}hợp
    |(?:Một|Hai|Ba|\d{{1,2}}){_S}(?:năm|tháng|quý|tuần){_S}một{_S}lần|Với|Quá{_S}trình|Trên{_S}đây|Đồng{_S}thời|Chậm{_S}nhất|Kế{_S}hoạch|Thời{_S}gian|Về|Nếu|Đối{_S}với|Mỗi{_S}năm|Tại|Đây|Xét|Cuối|Đầu{_S}năm|Hết|Kết{_S}thúc|Thực{_S}hiện(?!{_S}và{_S})|Tiếp)\b""",
    re.VERBOSE,
)
DUTY = re.compile(
    rf",?{_S}(?:(?:có|chịu){_S}trách{_S}nhiệm|có{_S}(?:các{_S}|những{_S})?(?:chức{_S}năng|nhiệm{_S}vụ)|chủ{_S}trì,{_S}phối{_S}hợp|(?:tổ{_S}chức{_S})?thực{_S}hiện{_S}các{_S}(?:nhiệm|nội|công)|chủ{_S}động|(?:cần|phải){_S}(?!thiết)|tổ{_S}chức{_S}thực{_S}hiện\s{{0,2}}:?$|(?<=\n)(?:Chủ{_S}(?:trì|động)|Phối{_S}hợp|Tham{_S}mưu|Triển{_S}khai|Thực{_S}hiện))(?!\w)"
)
# "Trách nhiệm của Bộ Tư pháp trong hoạt động …", "… các bộ, theo chức năng của mình, …": in what they are charged.
SCOPE = re.compile(
    rf",?{_S}(?:trong{_S}(?:việc|hoạt{_S}động|công{_S}tác|lĩnh{_S}vực|quá{_S}trình|trường{_S}hợp|phạm{_S}vi|quản{_S}lý|sử{_S}dụng|(?:tổ{_S}chức{_S})?thực{_S}hiện"
    rf"|triển{_S}khai|giải{_S}quyết|xây{_S}dựng|phòng,|bảo{_S}đảm|đảm{_S}bảo|cung{_S}cấp|xử{_S}lý)|theo{_S}(?:chức{_S}năng|thẩm{_S}quyền|phân{_S}cấp)|đối{_S}với"
    rf"|(?<!sau\s)khi|sau{_S}khi{_S}có)(?!\w)",
    re.IGNORECASE,
)
WHICH = re.compile(r"(?:hoạt\s+động|trên\s+địa|có\s|được\s|liên\s+quan|thuộc|trong\s|nêu|sau|và\s|gồm|\()")
NAMELY = re.compile(rf"\s?:{_S}")
PART = re.compile(rf"(?:Cơ{_S}quan|Đơn{_S}vị|Cấp)(?:{_S}[^\W\d]+){{1,6}}\s?:{_S}")
GAP = re.compile(r",?\s{1,4}")
OVER = re.compile(r"\s*(?:[.:;]|$)")
# "…; Phân công lãnh đạo cơ quan theo dõi …" is what the same body is to do next.
SENTENCE = re.compile(rf"(?<=[.;]){_S}(?=[{UPPER}])(?!Phân{_S}công)|(?<=;){_S}(?=các\s)")
# "Do đó, đề nghị các chi bộ …": a later sentence that asks somebody else.
THEREFORE = re.compile(
    rf"(?:(?:Do|Vì){_S}(?:đó|vậy)|Đồng{_S}thời|Ngoài{_S}ra|Bên{_S}cạnh{_S}đó),?{_S}(?=đề{_S}nghị|yêu{_S}cầu|giao{_S})"
)
SENTENCE_END = re.compile(r"[.;]\s")
# A clause after one that tells what has been done goes on to tell it: "… đã tập trung lãnh đạo; các sở chủ động …".
TOLD = re.compile(rf"(?<!\w)đã{_S}[^.]*$")
# "Diện tích đã thu hồi, giao cho …": `giao` only goes on with what has been done.
GIVEN = re.compile(rf"(?<!\w)đã{_S}[^,;.]{{2,40}},?\s*$")
# "… xác định rõ trách nhiệm của các bộ, …", "… chuyển cho bộ phận, đơn vị …": they are only spoken of;
# "người dân, doanh nghiệp …" are the public.
SPOKEN_OF = re.compile(
    r"(?:người\s(?:dân|nộp\sthuế),|(?:trách\snhiệm|nhiệm\svụ)\scủa|\scho\s(?:các\s)?\w+(?:\s\w+)?,)\s$"
)
# "… (Sở Y tế chủ trì)", "… (giao Sở Y tế; xong trong tháng 6)", "… - Sở Y tế.": who owns a task, told after it.
LAST = re.compile(r"\s{1,3}(?:\((?=[^()]*\)[\s.;:]*$)|[-–]\s(?=[^-–.;:()]*[\s.;]*$))")
LAST_LABEL = re.compile(
    rf"(?:(?:(?:cơ{_S}quan|đơn{_S}vị|bộ{_S}phận){_S})?(?P<role>chủ{_S}trì|thực{_S}hiện|phụ{_S}trách|(?:chịu{_S})?trách{_S}nhiệm)(?:{_S}\w+){{0,2}}\s?:|(?P<giao>giao|phân{_S}công)(?:{_S}cho)?\s?:?|do)\s{{1,3}}",
    re.IGNORECASE,
)
LAST_VERB = re.compile(
    rf",?{_S}(?P<role>chủ{_S}trì|thực{_S}hiện|phụ{_S}trách|chịu{_S}trách{_S}nhiệm|tham{_S}mưu|phối{_S}hợp{_S}(?:với|cùng)|(?:là{_S}|làm{_S})(?:cơ{_S}quan{_S})?đầu{_S}mối)(?!\w)"
)
HELPS = re.compile(rf"{_S}(?:cùng{_S})?phối{_S}hợp(?=\W*$)")
LAST_ENDS = re.compile(
    rf"\s*(?:[).;]|$|[,;]{_S}(?:phối{_S}hợp|hoàn{_S}thành|xong|trước|trong|thời|chậm|tháng|quý|từ|đến)(?!\w))",
    re.IGNORECASE,
)
# Words of an opening after which the body that acts stands without a comma.
OPENED = re.compile(
    rf"(?:[,:)]|(?<!\w)thì|vướng{_S}mắc|phát{_S}sinh|khó{_S}khăn|[Qq]uá{_S}trình{_S}(?:(?:tổ{_S}chức|triển{_S}khai){_S})*thực{_S}hiện(?:{_S}(?:nhiệm{_S}vụ|(?:[Kk]ế{_S}hoạch|[Cc]hỉ{_S}thị|[Cc]hương{_S}trình){_S}(?:này)?))?"
    # "Trước ngày 15 tháng 3 hằng năm Sở Y tế có trách nhiệm:"
    rf"|Trước{_S}ngày{_S}\d[\d/]*(?:{_S}(?:tháng|năm|h[ằà]ng|\d+))*)\s{{1,4}}$"
)
EVERY_YEAR = re.compile(r"(?:Định\s+kỳ\s+)?(?:[Hh]ằng|[Hh]àng|[Mm]ỗi)\s+năm,?\s+")
