from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cnrs_intl.catalogue.history_context import told
from partnerships.choices import StaffRole
from partnerships.services.staff import set_up_groups


class Command(BaseCommand):
    help = "Make the groups of the staff (reader, contributor, reviewer, administrator) with their permissions."

    def handle(self, *arguments: Any, **options: Any) -> None:
        with told(command="set_up_roles"):
            granted = set_up_groups()
        for name, count in granted.items():
            said = {"role": StaffRole(name).label, "count": count}
            self.stdout.write(_("%(role)s: %(count)d permissions") % said)
