import secrets
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command

from cnrs_intl import database
from cnrs_intl.env import VAR, environment
from partnerships.models import Structure

HOST = "127.0.0.1"
ACCOUNT = "demo"


class Command(BaseCommand):
    help = "Set up a demonstration and serve it: migrations, fixtures, a staff account, the site. Ctrl-C stops it all."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="port of 127.0.0.1 to serve on (8000)")

    def handle(self, *arguments: Any, port: int, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demonstration runs with DEBUG=true only.")
        self.refuse_taken_port(port)
        database.stop_on_signals()
        try:
            self.prepare()
            self.announce(port)
            call_command("runserver", f"{HOST}:{port}", use_reloader=False, skip_checks=False)
        except KeyboardInterrupt:
            pass
        finally:
            if environment.database_url is None:
                database.cluster().stop()
                self.stdout.write("The database is stopped; its data stay for the next time.")

    def refuse_taken_port(self, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError as error:
                message = f"Port {port} of {HOST} is taken. Choose another one: make demo PORT={port + 1}"
                raise CommandError(message) from error

    def prepare(self) -> None:
        """What a first start needs; a later one finds it done."""
        call_command("migrate", verbosity=0)
        if not Structure.objects.exists():
            call_command("load_demo")

    def announce(self, port: int) -> None:
        password = self.staff_password()
        self.stdout.write(f"\n  Open   http://{HOST}:{port}/")
        self.stdout.write(f"  Staff  http://{HOST}:{port}/admin/   user: {ACCOUNT}   password: {password}\n")
        self.stdout.write("  Ctrl-C stops the site and its database.\n")
        self.stdout.flush()

    def staff_password(self) -> str:
        """The password of the demonstration account, made once and kept in a file that only its owner reads."""
        users = get_user_model()._default_manager
        path = VAR / "demo_password"
        if path.exists() and users.filter(username=ACCOUNT).exists():
            return path.read_text().strip()
        password = secrets.token_urlsafe(9)
        path.touch(mode=0o600)
        path.write_text(password)
        user, _created = users.get_or_create(username=ACCOUNT, defaults={"is_staff": True, "is_superuser": True})
        user.set_password(password)
        user.save()
        return password
