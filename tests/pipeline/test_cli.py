"""Every command from end to end, as a person types it: exit codes, the shape of its data, both languages."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import COMMANDS, group, main
from pipeline.errors import NoCopyError, VanThuError

PAPERS = {
    "ke-hoach.txt": """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 215/KH-UBND
Tây Ninh, ngày 05 tháng 3 năm 2024
KẾ HOẠCH
Triển khai phong trào đọc sách ở cơ sở
Thực hiện Chỉ thị số 18-CT/TW ngày 12/02/2023 của Ban Bí thư Trung ương Đảng, Ủy ban nhân dân tỉnh ban hành Kế hoạch:
1. Sở Y tế chủ trì, phối hợp với Công an tỉnh hướng dẫn các trạm y tế, báo cáo kết quả trước ngày 15/6/2024.
2. Các sở, ban, ngành tỉnh báo cáo trước ngày 20/12/2024.
""",
    "quyet-dinh.txt": """ỦY BAN NHÂN DÂN
TỈNH TÂY NINH
Số: 300/KH-UBND
Tây Ninh, ngày 10 tháng 9 năm 2024
KẾ HOẠCH
Đẩy mạnh phong trào đọc sách
Căn cứ Kế hoạch số 215/KH-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh;
Kế hoạch này thay thế Kế hoạch số 215/KH-UBND ngày 05/3/2024 của Ủy ban nhân dân tỉnh.
""",
}

Ask = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a catalogue of two papers."""
    made = tmp_path_factory.mktemp("office")
    for name, text in PAPERS.items():
        (made / name).write_text(text, "utf-8")
    paths = [str(made / name) for name in PAPERS]
    result = CliRunner().invoke(group, ["ingest", *paths, "--jobs", "1", "--catalogue", str(made / "catalogue.db")])
    assert result.exit_code == 0, result.output
    return made


@pytest.fixture
def ask(folder: Path) -> Ask:
    """Call a command on the catalogue, on a day after its papers."""

    def call(*arguments: str, lang: str = "vi") -> Result:
        common = ("--catalogue", str(folder / "catalogue.db"), "--inbox", str(folder / "inbox"))
        return CliRunner().invoke(group, [*arguments, *common, "--as-of", "2024-10-01", "--lang", lang])

    return call


def answer(result: Result) -> object:
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = CliRunner().invoke(group, [name, "--help"])
    assert result.exit_code == 0
    assert "--catalogue" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["search"],
        ["trace"],
        ["due", "--days", "many"],
        ["due", "--format", "dot"],
        ["withdraw", "1"],
        ["task", "abcdef"],
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_two(arguments: list[str]) -> None:
    assert CliRunner().invoke(group, arguments).exit_code == 2


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        ("search sách", 41, "Chưa có mục lục"),
        ("search sách --lang en", 41, "no catalogue"),
        ("read none.pdf", 10, "Không có tệp hay thư mục none.pdf"),
        ("correct none.txt", 60, "Không có tệp hay thư mục none.txt"),
        ("restore none", 42, "không có bản sao lưu"),
        ("tasks --due-before mai", 3, "YYYY-MM-DD"),
        ("status --config none.toml", 3, "none.toml"),
    ],
)
def test_errors_are_told_with_a_hint_and_their_code(
    call: str, code: int, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VANTHU_CATALOGUE", "none/catalogue.db")
    monkeypatch.setattr("sys.argv", ["vanthu", *call.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    lines = capsys.readouterr().err.splitlines()
    assert ended.value.code == code
    assert words.lower() in lines[0].lower()
    assert lines[1]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("serach sách", "Không có lệnh 'serach'"),
        ("search --sice 2025", "Không có tùy chọn '--sice'. Có phải là một trong"),
        ("search", "Thiếu 'QUERY...'"),
        ("due --days nhiều", "Giá trị của '--days' không dùng được: 'nhiều' không phải số nguyên"),
        ("trace 1 --depth 0", "0 nằm ngoài khoảng 1<=x<=50"),
        ("ingest không-có", "không có tệp hay thư mục 'không-có'"),
        ("withdraw một --why nhầm", "'một' không phải số nguyên"),
        ("status thừa", "Thừa: thừa"),
        ("due --days", "Tùy chọn '--days' cần một giá trị"),
        ("due --lang en --days", "Option '--days' requires an argument"),
    ],
)
def test_a_wrong_call_is_told_in_the_language_of_the_person(
    call: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["vanthu", *call.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "said", "not_said"),
    [
        ("due --help", ("Cách gọi:", "Tùy chọn:", "Nhìn trước bao nhiêu ngày.", "[mặc định: 30"), ("Options", "Show")),
        ("due --help --lang en", ("Usage:", "Options:", "days to look ahead", "[default: 30"), ("Nhìn", "Tùy chọn")),
        ("--help", ("Các lệnh:", "Mở bàn làm việc"), ("Commands",)),
        ("--help --lang=en", ("Commands:", "Open the desk"), ("Mở",)),
    ],
)
def test_help_is_in_the_language_of_the_person(
    call: str,
    said: tuple[str, ...],
    not_said: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["vanthu", *call.split()])
    with pytest.raises(SystemExit) as ended:
        main()
    out = capsys.readouterr().out
    assert ended.value.code == 0
    assert [words for words in said if words not in out] == []
    assert [words for words in not_said if words in out] == []


def test_ingest_again_files_nothing_twice(ask: Ask, folder: Path) -> None:
    found = answer(ask("ingest", str(folder / "ke-hoach.txt"), "--json"))
    assert [(f["name"], f["outcome"], f["document"]) for f in found] == [("ke-hoach.txt", "duplicate", 1)]  # type: ignore[attr-defined]


def test_ingest_counts_what_came_in_in_both_languages(ask: Ask, folder: Path) -> None:
    (folder / "rong.txt").write_bytes(b"")
    result = ask("ingest", str(folder / "rong.txt"), str(folder / "ke-hoach.txt"))
    assert "Đến 2 = vào sổ 0 + trùng 1 + không đọc được 1 + mật 0" in result.output
    assert "filed 0" in ask("ingest", str(folder / "rong.txt"), lang="en").output


def test_status_adds_up(ask: Ask) -> None:
    found = answer(ask("status", "--json"))
    assert set(found) >= {"filed", "duplicate", "failed", "secret", "waiting", "failures"}  # type: ignore[call-overload]
    assert found["filed"] == len(PAPERS)  # type: ignore[index]


def test_search_finds_in_all_formats(ask: Ask) -> None:
    hits = answer(ask("search", "doc sach", "--json"))
    assert {h["number"] for h in hits} == {"215/KH-UBND", "300/KH-UBND"}  # type: ignore[attr-defined]
    rows = list(csv.reader(io.StringIO(ask("search", "doc sach", "--format", "csv").output.lstrip("\ufeff"))))
    assert len(rows) == 1 + len(PAPERS)
    assert "Tìm thấy 2 văn bản" in ask("search", "đọc", "sách").output
    assert "2" in ask("search", "doc sach", lang="en").output


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--sort", "date"], ["300/KH-UBND", "215/KH-UBND"]),
        (["--until", "2024-05-01"], ["215/KH-UBND"]),
        (["--in-force"], ["300/KH-UBND"]),
        (["--place", "ca mau"], []),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_search_is_narrowed(ask: Ask, options: list[str], numbers: list[str]) -> None:
    assert [h["number"] for h in answer(ask("search", "doc sach", "--json", *options))] == numbers  # type: ignore[attr-defined]


def test_tasks_of_a_body_with_those_of_its_class(ask: Ask) -> None:
    found = answer(ask("tasks", "--body", "so y te", "--place", "tay ninh", "--json"))
    assert [t["last_day"] for t in found] == ["2024-06-14", "2024-12-19"]  # type: ignore[attr-defined]
    assert {(t["state"], t["replaced_by"]) for t in found} == {("not applicable", "300/KH-UBND")}  # type: ignore[attr-defined]
    assert [t["reached_by"] for t in found] == [None, "Các sở, ban, ngành tỉnh Tây Ninh"]  # type: ignore[attr-defined]
    assert ask("tasks", "--body", "Hội Làm vườn").exception.__class__.__name__ == "NotFoundError"


def test_tasks_as_a_sheet_and_as_a_calendar(ask: Ask, tmp_path: Path) -> None:
    from icalendar import Calendar
    from openpyxl import load_workbook

    sheet, calendar = tmp_path / "viec.xlsx", tmp_path / "viec.ics"
    assert ask("tasks", "--format", "xlsx", "--output", str(sheet)).exit_code == 0
    rows = list(load_workbook(sheet).active.values)  # type: ignore[union-attr]
    assert rows[1][:2] == ("STT", "Nhiệm vụ")
    assert len(rows) == 2 + len(answer(ask("tasks", "--json")))  # type: ignore[arg-type]
    assert ask("tasks", "--format", "ics", "--output", str(calendar)).exit_code == 0
    first = [str(event["uid"]) for event in Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")]
    again = [
        str(event["uid"]) for event in Calendar.from_ical(ask("tasks", "--format", "ics").stdout_bytes).walk("VEVENT")
    ]
    assert first == again
    assert len(set(first)) == len(first) > 1


def test_due_leaves_out_tasks_of_a_replaced_paper(ask: Ask) -> None:
    assert answer(ask("due", "--days", "200", "--json")) == []


def test_the_ledger(ask: Ask) -> None:
    task = answer(ask("tasks", "--body", "so y te", "--json"))[0]["id"]  # type: ignore[index]
    assert ask("task", task[:8], "--done", "--on", "2024-07-01", "--by", "Lan").exit_code == 0
    found = answer(ask("tasks", "--body", "so y te", "--json"))[0]  # type: ignore[index]
    assert (found["state"], found["done_on"], found["is_late"]) == ("done", "2024-07-01", True)
    assert "xong muộn" in ask("tasks", "--body", "so y te", "--format", "csv").output
    assert ask("task", task, "--not-applicable").exit_code == 0
    assert answer(ask("tasks", "--body", "so y te", "--json"))[0]["state"] == "not applicable"  # type: ignore[index]
    assert ask("task", task, "--open").exit_code == 0
    assert ask("task", task, "--extend-to", "2024-11-15", "--note", "CV 9/UBND", "--by", "Lan").exit_code == 0
    found = answer(ask("tasks", "--body", "so y te", "--json"))[0]  # type: ignore[index]
    assert (found["state"], found["set_day"], found["last_day"]) == ("open", "2024-06-14", "2024-11-15")
    assert (found["working_days_left"], found["sayings"][-1]["said_by"]) == (33, "Lan")
    assert "văn bản ghi hạn 14/06/2024" in ask("tasks", "--body", "so y te").output
    assert ask("task", task, "--done", "--extend-to", "2024-11-15").exit_code == 2


def test_trace_in_all_formats(ask: Ask) -> None:
    found = answer(ask("trace", "18-CT/TW", "--json"))
    assert set(found) == {"roots", "authorities", "history", "nodes", "edges"}  # type: ignore[call-overload]
    assert {n["number"] for n in found["nodes"]} == {"18-CT/TW", "215/KH-UBND", "300/KH-UBND"}  # type: ignore[index]
    assert ask("trace", "18 ct tw", "--format", "dot").output.startswith("digraph")
    for form in ("graphml", "svg"):
        ElementTree.fromstring(ask("trace", "18-CT/TW", "--format", form).output.encode())
    assert "Được dẫn bởi" in ask("trace", "18-CT/TW").output
    assert "bởi 300/KH-UBND" in ask("trace", "215/KH-UBND").output


def test_trace_by_relation_and_the_way_to_a_root(ask: Ask) -> None:
    found = answer(ask("trace", "215/KH-UBND", "--relation", "thay thế", "--json"))
    assert [e["relation"] for e in found["edges"]] == ["thay thế"]  # type: ignore[index]
    way = answer(ask("trace", "18-CT/TW", "--to", "300/KH-UBND", "--relation", "căn cứ", "--json"))
    assert {n["number"] for n in way["nodes"]} == {"18-CT/TW", "215/KH-UBND", "300/KH-UBND"}  # type: ignore[index]
    assert "Không có đường dẫn chiếu" in ask("trace", "18-CT/TW", "--to", "18-CT/TW", "--depth", "1").output


def test_missing_and_conflicts(ask: Ask) -> None:
    assert [m["node"]["number"] for m in answer(ask("missing", "--json"))] == ["18-CT/TW"]  # type: ignore[attr-defined]
    assert "18-CT/TW" in ask("missing", "--format", "csv").output
    assert answer(ask("conflicts", "--json")) == {"dated_differently": [], "cite_what_ended": []}
    assert ask("conflicts").exit_code == 0


def test_review_correct_and_reprocess(ask: Ask) -> None:
    doubts = answer(ask("review", "--below", "1", "--json"))
    assert set(doubts[0]) >= {"kind", "id", "document", "text", "confidence"}  # type: ignore[index]
    fact = doubts[0]["id"]  # type: ignore[index]
    assert ask("review", "--accept", fact, "--by", "Lan").exit_code == 0
    assert fact not in {d["id"] for d in answer(ask("review", "--below", "1", "--json"))}  # type: ignore[attr-defined]
    assert ask("review", "--correct", "1", "--set", "title=Kế hoạch đọc sách", "--by", "Lan").exit_code == 0
    done = answer(ask("reprocess", "--where", "id=1", "--jobs", "1", "--json"))
    assert [(d["document"], d["message"]) for d in done] == [(1, None)]  # type: ignore[attr-defined]
    assert "Kế hoạch đọc sách" in ask("search", "ke hoach doc sach", "--json").output
    assert isinstance(ask("review", "--correct", "1", "--set", "colour=red").exception, VanThuError)
    assert isinstance(ask("reprocess", "--where", "colour=red").exception, VanThuError)


def test_check_backup_and_restore(ask: Ask, folder: Path, tmp_path: Path) -> None:
    assert answer(ask("check", "--json")) == []
    assert ask("backup", str(tmp_path / "copy")).exit_code == 0
    target = ["--catalogue", str(tmp_path / "new" / "catalogue.db")]
    assert CliRunner().invoke(group, ["restore", str(tmp_path / "copy"), *target]).exit_code == 0
    found = CliRunner().invoke(group, ["search", "doc sach", "--json", *target])
    assert len(json.loads(found.output)) == len(PAPERS)


def test_a_damaged_catalogue_is_told_by_its_code(ask: Ask, folder: Path, tmp_path: Path) -> None:
    assert ask("backup", str(tmp_path)).exit_code == 0
    next(p for p in (tmp_path / "originals").rglob("*.txt")).unlink()
    result = CliRunner().invoke(group, ["check", "--catalogue", str(tmp_path / "catalogue.db")])
    assert result.exit_code == 33


def test_a_document_is_withdrawn_and_brought_back(ask: Ask, folder: Path, tmp_path: Path) -> None:
    def found() -> int:
        return len(json.loads(CliRunner().invoke(group, ["search", "doc sach", "--json", *target]).output))

    assert ask("backup", str(tmp_path)).exit_code == 0
    target = ["--catalogue", str(tmp_path / "catalogue.db")]
    assert CliRunner().invoke(group, ["withdraw", "2", "--why", "gửi nhầm", "--by", "Lan", *target]).exit_code == 0
    assert found() == 1
    assert CliRunner().invoke(group, ["withdraw", "2", "--undo", *target]).exit_code == 0
    assert found() == 2


def test_read_and_correct_print_without_filing(folder: Path) -> None:
    found = json.loads(CliRunner().invoke(group, ["read", str(folder / "ke-hoach.txt"), "--json"]).output)
    assert (found["schema"], found["heading"]["number"]) == (1, "215/KH-UBND")
    assert CliRunner().invoke(group, ["correct", "--marks-only"], input="bao cao ket qua\n").output.count("\n") == 1


def test_watch_drains_the_inbox(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "moi.txt").write_text(PAPERS["ke-hoach.txt"], "utf-8")
    common = ["--catalogue", str(tmp_path / "catalogue.db"), "--inbox", str(inbox)]
    result = CliRunner().invoke(group, ["watch", "--once", "--jobs", "1", *common])
    assert result.exit_code == 0, result.output
    assert not [p for p in inbox.iterdir() if p.is_file()]
    assert json.loads(CliRunner().invoke(group, ["status", "--json", *common]).output)["filed"] == 1


def test_copy_says_why_a_text_needs_none(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Căn cứ Chỉ thị số 05/CT-UBND", encoding="utf-8")
    result = CliRunner().invoke(group, ["copy", str(path)])
    assert isinstance(result.exception, NoCopyError)
    assert not (tmp_path / "a.tim-kiem.pdf").exists()


def test_copy_writes_over_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    (tmp_path / "b.pdf").write_bytes(b"kept")
    result = CliRunner().invoke(group, ["copy", str(path), str(tmp_path / "b.pdf")])
    assert result.exit_code == 2
    assert (tmp_path / "b.pdf").read_bytes() == b"kept"


def test_tasks_come_line_by_line_and_in_parts(ask: Ask) -> None:
    whole = answer(ask("tasks", "--json"))
    lines = ask("tasks", "--format", "jsonl")
    assert [json.loads(line) for line in lines.output.splitlines()] == whole
    part = ask("tasks", "--format", "jsonl", "--limit", "1", "--offset", "1")
    assert [json.loads(line) for line in part.output.splitlines()] == whole[1:2]  # type: ignore[index]
    assert "--offset" in ask("tasks", "--limit", "1").output


def test_a_member_of_a_container_is_told_to_be_one_when_it_is_withdrawn(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "goi.zip", "w") as container:
        for name, text in PAPERS.items():
            container.writestr(name, text)
    common = ("--catalogue", str(tmp_path / "catalogue.db"))
    filed = CliRunner().invoke(group, ["ingest", str(tmp_path / "goi.zip"), "--jobs", "1", *common])
    assert filed.exit_code == 0, filed.output
    gone = CliRunner().invoke(group, ["withdraw", "1", "--why", "nhầm", *common])
    assert "goi.zip" in gone.output


def test_the_same_number_come_again_is_told(tmp_path: Path) -> None:
    common = ("--jobs", "1", "--catalogue", str(tmp_path / "catalogue.db"))
    for name, text in (("a.txt", PAPERS["ke-hoach.txt"]), ("b.txt", PAPERS["ke-hoach.txt"] + "Nơi nhận: như trên.\n")):
        (tmp_path / name).write_text(text, "utf-8")
        result = CliRunner().invoke(group, ["ingest", str(tmp_path / name), *common])
        assert result.exit_code == 0, result.output
    assert "b.txt: cùng số, ký hiệu với văn bản 1 (215/KH-UBND)" in result.output


def test_an_offices_own_bodies_and_swapped_days_count(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "agencies.csv").write_text("name,level,place_form,aliases\nĐội Xung kích số 7 tỉnh,tỉnh,full,ĐXK7 tỉnh\n")
    (own / "holidays.csv").write_text("day,state,what,source\n2024-06-10,off,Nghỉ hoán đổi,văn phòng\n")
    (tmp_path / "vanthu.toml").write_text(f'reference_dir = "{own.as_posix()}"\n')
    text = PAPERS["ke-hoach.txt"].replace("1. Sở Y tế chủ trì", "1. Đội Xung kích số 7 tỉnh chủ trì")
    (tmp_path / "a.txt").write_text(text, "utf-8")
    common = ("--catalogue", str(tmp_path / "catalogue.db"))
    ours = ("--config", str(tmp_path / "vanthu.toml"), *common)
    assert CliRunner().invoke(group, ["ingest", str(tmp_path / "a.txt"), "--jobs", "1", *ours]).exit_code == 0
    asked = ("tasks", "--body", "ĐXK7 tỉnh", "--as-of", "2024-06-03")
    (task,) = answer(CliRunner().invoke(group, [*asked, *ours, "--json"]))  # type: ignore[misc]
    assert task["agencies"] == ["Đội Xung kích số 7 tỉnh Tây Ninh"]
    left = []
    for how, body in ((ours, "ĐXK7 tỉnh"), (common, "Đội Xung kích số 7 tỉnh Tây Ninh")):
        sheet = tmp_path / "sheet.xlsx"
        wanted = ("tasks", "--body", body, "--as-of", "2024-06-03", "--format", "xlsx", "--output", str(sheet))
        assert CliRunner().invoke(group, [*wanted, *how]).exit_code == 0
        left.append(openpyxl.load_workbook(sheet).worksheets[0]["G3"].value)
    assert left[0] == left[1] - 1


def test_the_whole_catalogue_is_exported_a_document_a_line(ask: Ask) -> None:
    lines = [json.loads(line) for line in ask("export").output.splitlines()]
    assert [line["number"] for line in lines] == ["215/KH-UBND", "300/KH-UBND"]
    assert all(
        fact["text"] == line["text"][fact["start"] : fact["end"]] for line in lines for fact in line["references"]
    )
    assert lines[0]["assignments"][0]["agencies"] == ["Sở Y tế tỉnh Tây Ninh"]
