"""Mail of a demonstration: each message is a file, named by its Message-ID. Sent again, it is the same file."""

from pathlib import Path
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import filebased
from django.utils.text import get_valid_filename


class EmailBackend(filebased.EmailBackend):
    def send_messages(self, email_messages: Any) -> int:
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        """A file is there whole or not at all, even when the process is killed."""
        made = message.message()
        name = str(made["Message-ID"]).strip("<>").replace("@", ".")
        path = Path(self.file_path, get_valid_filename(name) + ".eml")
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(made.as_bytes())
        unfinished.replace(path)
