import secrets
import socket
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import BaseCommand, CommandError, call_command

from cnrs_intl import database
from cnrs_intl.catalogue.history_context import told
from cnrs_intl.env import VAR, environment
from offices.models import Office
from partnerships.choices import StaffRole
from partnerships.models import Institute, Scope, Structure
from partnerships.services.staff import set_up_groups

HOST = "127.0.0.1"
ACCOUNT = "demo"
ROLES = (
    ("tokyo-reader", StaffRole.READER, "tokyo", ""),
    ("tokyo-contributor", StaffRole.CONTRIBUTOR, "tokyo", ""),
    ("tokyo-reviewer", StaffRole.REVIEWER, "tokyo", ""),
    ("rio-contributor", StaffRole.CONTRIBUTOR, "rio-de-janeiro", ""),
    ("insis-reviewer", StaffRole.REVIEWER, "", "INSIS"),
    ("administrator", StaffRole.ADMINISTRATOR, "", ""),
)
"""Accounts of the demonstration: name, role, and of the scope an office and an institute."""


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
        with told(command="demo"):
            set_up_groups()

    def announce(self, port: int) -> None:
        with told(command="demo"):
            password = self.staff_password()
        self.stdout.write(f"\n  Open   http://{HOST}:{port}/")
        self.stdout.write(f"  Staff  http://{HOST}:{port}/admin/   user: {ACCOUNT}   password: {password}\n")
        for name, role, office, institute in ROLES:
            self.stdout.write(f"         {name}: {role.label}, {office or institute or 'everywhere'}")
        self.stdout.write("  They all have this password, kept in var/demo_password.\n")
        self.stdout.write("  Ctrl-C stops the site and its database.\n")
        self.stdout.flush()

    def staff_password(self) -> str:
        """The password of the demonstration's accounts, made once and kept in a file that only its owner reads."""
        users = get_user_model()._default_manager
        path = VAR / "demo_password"
        if path.exists() and users.filter(username=ACCOUNT).exists():
            password = path.read_text().strip()
        else:
            password = secrets.token_urlsafe(9)
            path.touch(mode=0o600)
            path.write_text(password)
        self.make_account(ACCOUNT, password, is_superuser=True)
        for name, role, office, institute in ROLES:
            user = self.make_account(name, password)
            user.groups.set(Group.objects.filter(name=role.value))
            scope, _created = Scope.objects.get_or_create(user=user)
            scope.offices.set(Office.objects.filter(slug=office))
            scope.institutes.set(Institute.objects.filter(acronym=institute))
        return password

    def make_account(self, name: str, password: str, **extra: bool) -> Any:
        user, _created = get_user_model()._default_manager.get_or_create(
            username=name, defaults={"is_staff": True, "email": f"{name}@example.org", **extra}
        )
        if not user.check_password(password):
            user.set_password(password)
            user.save()
        return user
