"""What the database refused, in the words of the rule it applied."""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

UNKNOWN = _(
    "Nothing was saved: a record that this one names, or one like it, was changed by somebody else meanwhile. "
    "Check the fields and save again."
)


def explain(error: IntegrityError, triggers: Mapping[str, Any]) -> str:
    """The message of the constraint that `error` names; `triggers` gives those of rules that are not constraints."""
    name = constraint_name(error)
    if name in triggers:
        return str(triggers[name])
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return str(UNKNOWN)


def constraint_name(error: IntegrityError) -> str:
    """The name of the constraint that refused, or empty when the database gave none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""
