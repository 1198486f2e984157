"""What can go wrong, in words for the person at the keyboard.

    VanThuError                         1   the root; never raised itself
    ├── ConfigError                     3   vanthu.toml, a VANTHU_ variable or a flag makes no sense
    ├── UnreadableError                10   the file cannot be processed; it is kept as it is
    │   ├── EmptyFileError             11   no bytes
    │   ├── UnknownFormatError         12   none of the formats that are read
    │   ├── WrongSuffixError           13   the name says one format, the content is another that cannot be read as it
    │   ├── EncryptedFileError         14   a password is needed
    │   ├── DamagedFileError           15   cut off or broken
    │   ├── NoPagesError               16   a sound file without a page
    │   ├── TooLargeError              17   more bytes, pages or pixels than the configuration allows
    │   └── SecretPaperError           18   bears a mark of secrecy and may not be filed here
    ├── ToolError                      20   a program this one leans on
    │   ├── MissingToolError           21   is not installed
    │   └── ToolFailedError            22   crashed, hung or answered nonsense
    ├── CatalogueError                 30   the SQLite file
    │   ├── CatalogueVersionError      31   was written by a newer version
    │   ├── CatalogueBusyError         32   is in use
    │   └── CatalogueDamagedError      33   fails its own checks
    ├── NotFoundError                  40   no such document, task or body in the catalogue
    │   ├── NoCatalogueError           41   there is no catalogue yet
    │   └── NoBackupError              42   the folder holds no backup
    ├── NoCopyError                    45   a searchable copy cannot, or need not, be made
    ├── ProgramError                   50   a fault of this program met while others' files wait
    └── DiskError                      60   the disk is full, a file is missing or may not be read or written

The number is the exit code of the command. Wrong usage of a command is exit code 2 (click's own).
What can be processed but is doubtful is no error: it is a `Note` on the document.
"""

from __future__ import annotations

import errno
from typing import ClassVar

REFUSALS = {
    errno.ENOENT: "Không có tệp hay thư mục {}.",
    errno.ENOTDIR: "{} không nằm trong một thư mục.",
    errno.EISDIR: "{} là thư mục, không phải tệp.",
    errno.EACCES: "Không có quyền đọc hoặc ghi {}.",
    errno.EPERM: "Không có quyền đọc hoặc ghi {}.",
    errno.EROFS: "Ổ đĩa chứa {} chỉ cho đọc.",
    errno.ENOSPC: "Ổ đĩa chứa {} đã đầy.",
    errno.EDQUOT: "Đã dùng hết phần ổ đĩa được cấp cho {}.",
}
"""What is said where the file system refuses something, by the number of the error."""


class VanThuError(Exception):
    """An error with words for a person: a Vietnamese template whose `{}` the `values` fill, and a hint what to do."""

    exit_code: ClassVar[int] = 1
    hint: ClassVar[str] = ""

    def __init__(self, message: str, *values: object) -> None:
        super().__init__(message, *values)
        self.message = message
        self.values = tuple(str(v) for v in values)

    def __str__(self) -> str:
        return self.message.format(*self.values)


class ConfigError(VanThuError):
    """The configuration makes no sense."""

    exit_code = 3
    hint = "Xem lại tệp vanthu.toml, các biến môi trường VANTHU_ và các tùy chọn trên dòng lệnh."


class UnreadableError(VanThuError):
    """The file cannot be processed; it is kept as it is."""

    exit_code = 10
    hint = "Tệp gốc được giữ nguyên. Hãy xin bản khác từ nơi gửi."


class EmptyFileError(UnreadableError):
    """The file has no bytes."""

    exit_code = 11
    hint = "Tệp rỗng, thường do sao chép hoặc tải về bị ngắt. Hãy chép lại tệp."


class UnknownFormatError(UnreadableError):
    """The file is of none of the formats that are read."""

    exit_code = 12
    hint = "Hãy lưu văn bản thành PDF, DOCX, TXT hoặc ảnh (PNG, JPEG, TIFF) rồi nộp lại."


class WrongSuffixError(UnreadableError):
    """The name promises one format, and the content is something else."""

    exit_code = 13
    hint = "Hãy mở tệp để xem bên trong là gì, đổi đúng phần mở rộng rồi nộp lại."


class EncryptedFileError(UnreadableError):
    """A password is needed to open the file."""

    exit_code = 14
    hint = "Hãy mở tệp bằng mật khẩu, lưu một bản không đặt mật khẩu rồi nộp bản đó."


class DamagedFileError(UnreadableError):
    """The file is cut off or broken."""

    exit_code = 15
    hint = "Tệp hỏng hoặc bị cắt cụt. Hãy chép lại từ nguồn hoặc xin nơi gửi gửi lại."


class NoPagesError(UnreadableError):
    """The file is sound but has no page."""

    exit_code = 16
    hint = "Tệp không có trang nào. Hãy kiểm tra lại bản quét."


class TooLargeError(UnreadableError):
    """The file holds more bytes, pages or pixels than the configuration allows."""

    exit_code = 17
    hint = "Hãy chia nhỏ tệp, hoặc nâng giới hạn (max_bytes, max_pages, max_pixels) trong vanthu.toml."


class SecretPaperError(UnreadableError):
    """The paper bears a mark of secrecy: nothing of it is kept but the fact that it came."""

    exit_code = 18
    hint = "Văn bản mật không được lưu ở đây. Hãy chuyển tệp theo quy định về bí mật nhà nước, rồi xóa khỏi máy."


class ToolError(VanThuError):
    """A program that this one leans on does not do its work."""

    exit_code = 20
    hint = "Chạy `vanthu doctor` để xem thành phần nào thiếu."


class MissingToolError(ToolError):
    """A program is not installed."""

    exit_code = 21
    hint = "Chạy `make setup`, hoặc cài gói được nêu tên, rồi xem lại bằng `vanthu doctor`."


class ToolFailedError(ToolError):
    """A program crashed, hung or answered nonsense."""

    exit_code = 22
    hint = "Thử lại; nếu vẫn lỗi, chạy `vanthu doctor` và xem trang nào gây lỗi."


class CatalogueError(VanThuError):
    """The catalogue cannot be used."""

    exit_code = 30
    hint = "Chạy `vanthu check` để kiểm tra mục lục."


class CatalogueVersionError(CatalogueError):
    """The catalogue was written by a newer version of the program."""

    exit_code = 31
    hint = "Hãy cập nhật Văn Thư trước khi mở mục lục này."


class CatalogueBusyError(CatalogueError):
    """Another program holds the catalogue."""

    exit_code = 32
    hint = "Đợi việc đang chạy xong rồi thử lại."


class CatalogueDamagedError(CatalogueError):
    """The catalogue fails its own checks."""

    exit_code = 33
    hint = "Khôi phục từ bản sao lưu gần nhất; các tệp gốc vẫn còn để nhập lại."


class NotFoundError(VanThuError):
    """What was asked for is not in the catalogue."""

    exit_code = 40
    hint = "Thử `vanthu search` với vài từ trong số ký hiệu hoặc trích yếu."


class NoCatalogueError(NotFoundError):
    """There is no catalogue yet."""

    exit_code = 41
    hint = "Nhập văn bản trước bằng `vanthu ingest THƯ_MỤC`, hoặc chỉ đúng tệp mục lục bằng --catalogue."


class NoBackupError(NotFoundError):
    """The folder holds no backup."""

    exit_code = 42
    hint = "Hãy chỉ đúng thư mục mà `vanthu backup` đã ghi vào."


class NoCopyError(VanThuError):
    """A searchable copy cannot, or need not, be made."""

    exit_code = 45
    hint = "Tệp gốc được giữ nguyên và vẫn dùng được như trước."


class ProgramError(VanThuError):
    """This program is at fault: the file is put aside with the trace on record, so that the others are read."""

    exit_code = 50
    hint = "Lỗi của chương trình, không phải của tệp. Tệp gốc được giữ nguyên; hãy gửi tệp này cho người phát triển."


class DiskError(VanThuError):
    """The disk is full, a file is missing or may not be read or written."""

    exit_code = 60
    hint = "Những gì đã vào sổ vẫn còn nguyên. Hãy xem lại ổ đĩa, đường dẫn và quyền đọc ghi rồi chạy lại."


def refusal(error: OSError, name: object = None) -> tuple[str, ...]:
    """Return in words why the file system refuses: a template, and the values that fill it."""
    known = REFUSALS.get(error.errno or 0)
    named = str(name or error.filename or "này")
    return (known, named) if known else ("Không đọc hoặc ghi được {}: {}.", named, error.strerror or str(error))
