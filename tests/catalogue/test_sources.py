import stat
import struct
import zipfile

import pytest

from cnrs_intl.catalogue.sources import UnreadableError, find_csv


def archive(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return path


def test_a_folder_gives_its_files_and_those_of_its_csv_folder(tmp_path):
    (tmp_path / "csv").mkdir()
    for name in ("project.csv", "notes.txt", "csv/topics.CSV"):
        (tmp_path / name).write_text("x")
    assert [source.name for source in find_csv([tmp_path])] == ["topics.CSV", "project.csv"]


def test_a_zip_gives_its_members_wherever_they_lie(tmp_path):
    path = archive(
        tmp_path / "cordis.zip", [("csv/project.csv", "a;b\n"), ("organization.csv", "c;d\n"), ("x.pdf", "")]
    )
    sources = find_csv([path])
    assert [source.name for source in sources] == ["cordis.zip/csv/project.csv", "cordis.zip/organization.csv"]
    with sources[0].open() as stream:
        assert stream.read() == b"a;b\n"


@pytest.mark.parametrize(
    "name", ["../project.csv", "/etc/project.csv", "a\\..\\project.csv", "C:project.csv", "a\nb.csv"]
)
def test_a_zip_whose_members_lead_elsewhere_is_refused(tmp_path, name):
    path = archive(tmp_path / "cordis.zip", [(name, "a;b")])
    with pytest.raises(UnreadableError, match=r"cordis\.zip is refused"):
        find_csv([path])


def test_a_zip_with_a_link_is_refused(tmp_path):
    link = zipfile.ZipInfo("project.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(UnreadableError, match="symbolic link"):
        find_csv([archive(tmp_path / "cordis.zip", [(link, "/etc/passwd")])])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_zip_with_two_members_of_one_name_is_refused(tmp_path):
    with pytest.raises(UnreadableError, match="same name"):
        find_csv([archive(tmp_path / "cordis.zip", [("project.csv", "a"), ("project.csv", "b")])])


def test_a_bomb_is_refused_by_its_declared_size(tmp_path):
    path = archive(tmp_path / "bomb.zip", [("project.csv", b"\0" * (20 * 1024**2))])
    with pytest.raises(UnreadableError, match="two hundred times"):
        find_csv([path])


def test_a_zip_of_thousands_of_members_is_refused(tmp_path):
    path = archive(tmp_path / "many.zip", [(f"{number}.csv", "") for number in range(1_001)])
    with pytest.raises(UnreadableError, match="more than 1000 members"):
        find_csv([path])


def test_a_zip_that_was_cut_short_is_refused(tmp_path):
    path = archive(tmp_path / "cut.zip", [("project.csv", "a;b\n" * 100)])
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UnreadableError, match="not a sound zip"):
        find_csv([path])


def test_a_zip_with_a_damaged_directory_is_refused(tmp_path):
    path = archive(tmp_path / "faulty.zip", [("project.csv", "a;b\n" * 100)])
    content = path.read_bytes()
    start = content.index(b"PK\x01\x02")
    path.write_bytes(content[:start] + b"XX" + content[start + 2 :])
    with pytest.raises(UnreadableError, match="not a sound zip"):
        find_csv([path])


def test_a_member_that_is_damaged_is_found_while_it_is_read(tmp_path):
    path = tmp_path / "faulty.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("project.csv", "a;b\n" * 100)
    path.write_bytes(path.read_bytes().replace(b"a;b\na;b", b"a;b\na;c", 1))
    (source,) = find_csv([path])
    with pytest.raises(UnreadableError, match="not a sound zip"), source.open() as stream:
        stream.read()


def test_a_member_that_says_less_than_it_holds_gives_no_more_than_it_says(tmp_path):
    path = archive(tmp_path / "liar.zip", [("project.csv", b"a" * 50_000)])
    content = bytearray(path.read_bytes())
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 10)
    path.write_bytes(content)
    (source,) = find_csv([path])
    with pytest.raises(UnreadableError), source.open() as stream:
        stream.read()


def test_what_is_no_zip_no_csv_or_not_there_is_said(tmp_path):
    (tmp_path / "project.xlsx").write_text("x")
    (tmp_path / "false.zip").write_text("not a zip")
    for name, said in [
        ("project.xlsx", "other formats"),
        ("false.zip", "not a sound zip"),
        ("none.csv", "no such file"),
    ]:
        with pytest.raises(UnreadableError, match=said):
            find_csv([tmp_path / name])


def test_a_folder_and_a_zip_without_csv_are_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableError, match="holds no"):
        find_csv([tmp_path / "empty"])
    with pytest.raises(UnreadableError, match="holds no"):
        find_csv([archive(tmp_path / "x.zip", [("readme.txt", "")])])
