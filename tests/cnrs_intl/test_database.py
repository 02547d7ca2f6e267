import os
import stat

import psycopg
import pytest

from cnrs_intl import database


@pytest.fixture(scope="module")
def cluster():
    return database.cluster()


def connect(cluster: database.Cluster, **extra: str) -> psycopg.Connection:
    return psycopg.connect(host=str(cluster.socket), dbname="postgres", user=database.USER, **extra)


def test_a_second_start_finds_it_running(cluster):
    assert cluster.is_running()
    assert cluster.start() is False


def test_only_its_owner_reaches_socket_data_and_password(cluster):
    for folder in (cluster.socket, cluster.data):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(cluster.passfile.stat().st_mode) == 0o600


def test_no_door_without_the_password(cluster):
    with pytest.raises(psycopg.OperationalError, match="password"):
        connect(cluster, passfile=os.devnull, password="wrong")
    with connect(cluster, passfile=str(cluster.passfile)) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW password_encryption").fetchone() == ("scram-sha-256",)


def test_never_as_root(cluster):
    if os.getuid() == 0:
        assert cluster.account.pw_name == "nobody"
        assert cluster.data.stat().st_uid == cluster.account.pw_uid


def test_a_long_path_has_a_short_socket(tmp_path):
    far = database.Cluster(home=tmp_path / ("x" * 120))
    assert len(os.fsencode(far.socket)) <= database.LONGEST_SOCKET_FOLDER


def test_a_missing_wheel_says_what_to_install(monkeypatch):
    monkeypatch.setattr(database, "find_spec", lambda name: None)
    with pytest.raises(database.DatabaseError, match=r"requirements/demo\.txt"):
        database.installed_binaries.__wrapped__()
