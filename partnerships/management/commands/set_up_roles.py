from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from partnerships.choices import StaffRole
from partnerships.services.staff import set_up_groups


class Command(BaseCommand):
    help = "Make the groups of the staff (reader, contributor, reviewer, administrator) with their permissions."

    def handle(self, *arguments: Any, **options: Any) -> None:
        for name, count in set_up_groups().items():
            said = {"role": StaffRole(name).label, "count": count}
            self.stdout.write(_("%(role)s: %(count)d permissions") % said)
