"""How the site sends mail, from the environment.

`EMAIL_URL`: the server, as `smtp+tls://user:password@host:587`; with `DEBUG` and without it, messages are files in
`var/mail`. `MAIL_FROM`: the sender. `SITE_URL`: how links in messages begin.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

TIMEOUT_SECONDS = 30


def settings_of_mail(*, debug: bool, folder: Path, host: str) -> dict[str, Any]:
    """The settings of Django's mail, SITE_URL and SENDS_MAIL. ImproperlyConfigured names the variable that is wrong."""
    url = os.environ.get("EMAIL_URL", "").strip()
    site = os.environ.get("SITE_URL", "").strip() or (f"http://{host}:8000" if debug else f"https://{host}")
    if urlsplit(site).scheme not in {"http", "https"} or not urlsplit(site).hostname:
        raise ImproperlyConfigured(f"SITE_URL is “{site}”: write how addresses of the site begin: https://example.org")
    backend = {"EMAIL_BACKEND": "cnrs_intl.mail_files.EmailBackend", "EMAIL_FILE_PATH": folder}
    return {
        **(_server(url) if url else backend),
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
        "DEFAULT_FROM_EMAIL": os.environ.get("MAIL_FROM", "").strip() or f"no-reply@{urlsplit(site).hostname}",
        "SITE_URL": site,
        "SENDS_MAIL": bool(url) or debug,
    }


def _server(url: str) -> dict[str, Any]:
    try:
        read: dict[str, Any] = environ.Env.email_url_config(url)
    except (ImproperlyConfigured, ValueError, KeyError):
        read = {}
    if not read.get("EMAIL_HOST"):
        # The address holds a password, so it is not repeated.
        raise ImproperlyConfigured("EMAIL_URL is not understood: write smtp+tls://user:password@host:587.")
    return {name: value for name, value in read.items() if name.isupper() and name != "OPTIONS"}
