from email import message_from_bytes

import pytest
from django.core.mail import EmailMessage
from django.test import override_settings


@pytest.fixture
def folder(tmp_path):
    with override_settings(EMAIL_BACKEND="cnrs_intl.mail_files.EmailBackend", EMAIL_FILE_PATH=tmp_path / "mail"):
        yield tmp_path / "mail"


def send(body, **headers):
    return EmailMessage("Ends", body, to=["a@example.org"], bcc=["b@example.org"], headers=headers).send()


def test_a_message_is_a_file_that_a_mail_program_opens(folder):
    assert send("Été", **{"Message-ID": "<1.a@example.org>"}) == 1
    (path,) = folder.iterdir()
    assert path.name == "1.a.example.org.eml"
    written = message_from_bytes(path.read_bytes())
    assert written["Subject"] == "Ends"
    assert written.get_payload(decode=True).decode() == "Été"
    assert "b@example.org" not in path.read_text()


def test_the_same_message_is_the_same_file_and_others_are_others(folder):
    for body in ("one", "two"):
        send(body, **{"Message-ID": "<../1@example.org>"})
    assert [b"two" in path.read_bytes() for path in folder.iterdir()] == [True]
    for _ in range(2):
        send("without an id of its own")
    assert len(list(folder.iterdir())) == 3
