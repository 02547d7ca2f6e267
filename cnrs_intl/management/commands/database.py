from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from cnrs_intl import database


class Command(BaseCommand):
    help = "Start, stop, show or remove the embedded PostgreSQL of this checkout."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["start", "stop", "status", "remove"])

    def handle(self, *arguments: Any, action: str, **options: Any) -> None:
        cluster = database.cluster()
        try:
            getattr(self, action)(cluster)
        except database.DatabaseError as error:
            raise CommandError(str(error)) from error

    def start(self, cluster: database.Cluster) -> None:
        self.stdout.write("Started." if cluster.start() else "It was running already.")
        self.status(cluster)

    def stop(self, cluster: database.Cluster) -> None:
        self.stdout.write("Stopped." if cluster.stop() else "It was not running.")

    def status(self, cluster: database.Cluster) -> None:
        account = cluster.account.pw_name if cluster.account else "this user"
        state = "running" if cluster.is_running() else "stopped"
        self.stdout.write(f"PostgreSQL {database.major_version()}, {state}, run by {account}")
        self.stdout.write(f"data    {cluster.data}\nsocket  {cluster.socket}\nlog     {cluster.log}")

    def remove(self, cluster: database.Cluster) -> None:
        cluster.remove()
        self.stdout.write(f"Removed {cluster.home}.")
