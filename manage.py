#!/usr/bin/env python3
"""Command line of cnrs_intl: starts the embedded PostgreSQL where no server is named."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

# They touch no data: a machine without a database can still check, translate or collect.
WITHOUT_DATABASE = {"", "check", "collectstatic", "compilemessages", "database", "help", "makemessages"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cnrs_intl.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    try:
        from cnrs_intl import database
        from cnrs_intl.env import environment
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    if environment.database_url is None and command not in WITHOUT_DATABASE:
        try:
            database.cluster().start()
        except database.DatabaseError as error:
            sys.exit(f"{error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
