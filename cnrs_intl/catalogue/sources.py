"""Where files come from: folders, zip archives, single files. Archives are judged before they are unpacked."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _

MOST_MEMBERS = 1_000
LARGEST_DIRECTORY = 1_000_000
LARGEST_ARCHIVE = 8 * 1024**3
LARGEST_RATIO = 200
RATIO_MATTERS_FROM = 10 * 1024**2
_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")


class UnreadableError(Exception):
    """A file as a whole cannot be used; the text says which one, where and why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a member of an archive, that can be read from its start as often as needed."""

    name: str
    size: int
    path: Path
    member: str = ""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes. A fault of the disk or of the archive, also one met while reading, is `UnreadableError`."""
        try:
            if not self.member:
                with self.path.open("rb") as stream:
                    yield stream
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as stream:
                    yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise UnreadableError(_broken(self.path, error)) from error
        except OSError as error:
            raise UnreadableError(
                _("%(file)s cannot be read: %(reason)s") % {"file": self.name, "reason": error.strerror or error}
            ) from error


def find_csv(paths: Iterable[Path]) -> list[Source]:
    """The CSV files named, in the folders named (also in their folder `csv`), and in the zip archives named."""
    found: list[Source] = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path)
        elif not path.is_file():
            raise UnreadableError(_("%(path)s: there is no such file or folder.") % {"path": path})
        elif path.suffix.lower() == ".zip":
            found += _in_archive(path)
        elif path.suffix.lower() == ".csv":
            found.append(Source(path.name, path.stat().st_size, path))
        else:
            raise UnreadableError(
                _("%(file)s: give a folder, a .zip archive or .csv files; other formats are not read.")
                % {"file": path.name}
            )
    return found


def _in_folder(folder: Path) -> list[Source]:
    paths = sorted(path for place in (folder, folder / "csv") for path in place.glob("*") if path.is_file())
    found = [Source(path.name, path.stat().st_size, path) for path in paths if path.suffix.lower() == ".csv"]
    if not found:
        raise UnreadableError(
            _("%(folder)s holds no .csv file. An archive is named itself: %(folder)s/….zip") % {"folder": folder}
        )
    return found


def _in_archive(path: Path) -> list[Source]:
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableError(_broken(path, error)) from error
    _check_members(path, members)
    found = [
        Source(f"{path.name}/{member.filename}", member.file_size, path, member.filename)
        for member in members
        if not member.is_dir() and member.filename.lower().endswith(".csv")
    ]
    if not found:
        raise UnreadableError(_("%(archive)s holds no .csv file.") % {"archive": path.name})
    return found


def _check_directory(path: Path) -> None:
    """Refuse an archive by the size of its directory, which would otherwise be read whole."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - _END_OF_DIRECTORY.size - 65_535))
        tail = stream.read()
    start = tail.rfind(b"PK\x05\x06")
    if start < 0 or len(tail) - start < _END_OF_DIRECTORY.size:
        raise UnreadableError(_broken(path, _("it has no directory: the download may have been cut short")))
    _mark, _disk, _first, _here, entries, size, _offset, _comment = _END_OF_DIRECTORY.unpack_from(tail, start)
    if entries > MOST_MEMBERS or size > LARGEST_DIRECTORY:
        raise UnreadableError(_refused(path, _("it has more than %(most)d members") % {"most": MOST_MEMBERS}))


def _check_members(path: Path, members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(set(names)) != len(names):
        raise UnreadableError(_refused(path, _("two of its members have the same name")))
    if sum(member.file_size for member in members) > LARGEST_ARCHIVE:
        raise UnreadableError(_refused(path, _("unpacked it would take more than 8 GiB")))
    for member in members:
        if reason := _distrust(member):
            raise UnreadableError(_refused(path, f"{reason} ({member.filename!a})"))


def _distrust(member: zipfile.ZipInfo) -> str:
    """Why a member is not to be trusted; empty when it is."""
    name = PurePosixPath(member.filename)
    if name.is_absolute() or ".." in name.parts or "\\" in member.filename or ":" in member.filename:
        return _("a member's name leads out of the archive")
    if not member.filename.isprintable():
        return _("a member's name has control characters")
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("a member is a symbolic link")
    if member.flag_bits & 1:
        return _("a member is encrypted")
    if member.file_size > RATIO_MATTERS_FROM and member.file_size > LARGEST_RATIO * max(member.compress_size, 1):
        return _("a member unpacks to more than two hundred times its size")
    return ""


def _broken(path: Path, reason: object) -> str:
    return _(
        "%(archive)s is not a sound zip archive: %(reason)s. Download it again, or give the folder of its files."
    ) % {
        "archive": path.name,
        "reason": reason,
    }


def _refused(path: Path, reason: str) -> str:
    return _("%(archive)s is refused: %(reason)s.") % {"archive": path.name, "reason": reason}
