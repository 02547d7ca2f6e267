"""A real Chromium on a served site that holds the demonstration's data, loaded once for all the journeys."""

import os
import shutil
from collections.abc import Iterator
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

OPTIONS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 10_000
STAFF = ("helene", "a long enough password")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on this machine: apt-get install chromium")
    # Chromium refuses to isolate itself when it runs as root.
    options = [*OPTIONS, "--no-sandbox"] if os.getuid() == 0 else OPTIONS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker, browser) -> Iterator[str]:
    """The address of the site. Its data are committed, for the server's threads to see, and removed at the end."""
    with django_db_blocker.unblock():
        # Without a test marked `django_db` there is no test database, and this would be a person's own.
        assert connection.settings_dict["NAME"].startswith("test_")
        call_command("load_demo", stdout=StringIO())
        with connection.cursor() as cursor:
            # What other tests wrote and rolled back is still in the tables, and in what PostgreSQL thinks of them.
            cursor.execute("VACUUM ANALYZE")
        get_user_model().objects.create_superuser(STAFF[0], password=STAFF[1])
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        assert connection.settings_dict["NAME"].startswith("test_")
        call_command("flush", interactive=False, verbosity=0)
        # While Playwright's event loop runs, Django has a connection of its own, which nobody else would close.
        connection.close()


@pytest.fixture
def problems() -> list[str]:
    """What the browser complained about: scripts that fail, and all that the content security policy refuses."""
    return []


@pytest.fixture
def page(browser, site, problems) -> Iterator[Page]:
    context = browser.new_context(base_url=site, locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            problems.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context.new_page()
    context.close()
    assert not problems
