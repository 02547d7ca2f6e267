"""The settings that come from the environment, read once, typed.

`DEBUG=true` is for a machine of one's own: it gives every other variable a default and, without `DATABASE_URL`,
the embedded PostgreSQL. Without `DEBUG` nothing is guessed: a variable that is missing or malformed stops the
start with its name.
"""

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from cnrs_intl.colours import Colours
from cnrs_intl.sso.configuration import SingleSignOn

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"

_environ = environ.Env()


@dataclass(frozen=True, kw_only=True)
class Brand:
    """Whose site it is. Nothing is official until it is set: no logo, our own colours and a plain name."""

    name: str
    """SITE_NAME: in titles of pages. Empty: “International partnerships”, in the reader's language."""
    name_fr: str
    """SITE_NAME_FR: the same on French pages; empty: SITE_NAME."""
    short_name: str
    """SITE_SHORT_NAME: in the header. Empty: the name."""
    organisation: str
    """ORGANISATION: whose partnerships these are."""
    logo: str
    """LOGO: a file in `static/` (`logo.svg`) or a path of this host (`/media/logo.svg`). Empty: none."""
    colours: Colours
    """BRAND_HEADER, BRAND_ACCENT and BRAND_LINK: as #0b2a4a. Empty: ours."""


@dataclass(frozen=True, kw_only=True)
class Environment:
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    database_url: str | None
    """None: the embedded PostgreSQL (only with `debug`)."""
    secure: bool
    """Answer over https only. Off with `debug`."""
    trust_proxy: bool
    """Behind a proxy that sets X-Forwarded-Proto."""
    statement_timeout: int
    """Milliseconds after which the database gives up a statement; 0: never."""
    brand: Brand
    accessibility_contact: str
    """Where a reader tells what is in their way: an address of mail, or of a page over https. Empty: none is said."""
    sso: SingleSignOn
    documents_root: Path
    """DOCUMENTS_ROOT: the folder of the files of documents; nothing may serve it. Empty: in `var/`."""
    document_megabytes: int
    """DOCUMENT_MEGABYTES: no larger file is attached."""


def _boolean(name: str, default: bool) -> bool:
    text = str(_environ.str(name, default="")).strip().lower()
    if text in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return text in {"1", "true", "yes", "on"} if text else default
    raise ImproperlyConfigured(f"{name} is “{text}”: write true or false.")


def _integer(name: str, default: int) -> int:
    text = str(_environ.str(name, default=str(default))).strip()
    if not text.isdecimal():
        raise ImproperlyConfigured(f"{name} is “{text}”: write a whole number, 0 or more.")
    return int(text)


def _required(name: str, debug: bool, default: str) -> str:
    value = str(_environ.str(name, default="")).strip()
    if value or debug:
        return value or default
    raise ImproperlyConfigured(f"{name} is not set. Set it, or set DEBUG=true on a machine of your own.")


def _text(name: str, default: str = "") -> str:
    return str(_environ.str(name, default="")).strip() or default


def _logo() -> str:
    path = _text("LOGO")
    if "//" in path or ":" in path or ".." in path:
        raise ImproperlyConfigured(f"LOGO is “{path}”: write a file of static/ or a path of this host, no other host.")
    return path


def _brand() -> Brand:
    try:
        colours = Colours(header=_text("BRAND_HEADER"), accent=_text("BRAND_ACCENT"), link=_text("BRAND_LINK"))
    except ValueError as error:
        raise ImproperlyConfigured(f"BRAND_{error}") from error
    return Brand(
        name=_text("SITE_NAME"),
        name_fr=_text("SITE_NAME_FR"),
        short_name=_text("SITE_SHORT_NAME"),
        organisation=_text("ORGANISATION", "CNRS"),
        logo=_logo(),
        colours=colours,
    )


def _private_folder(name: str, default: Path) -> Path:
    path = Path(_text(name) or default).resolve()
    if not Path(_text(name) or default).is_absolute():
        raise ImproperlyConfigured(f"{name} is “{_text(name)}”: write the whole path, from the root of the machine.")
    if any(path.is_relative_to(public) for public in (ROOT / "static", VAR / "static")):
        raise ImproperlyConfigured(f"{name} is “{path}”, whose files everybody can read: choose another folder.")
    return path


def _sso() -> SingleSignOn:
    try:
        return SingleSignOn(
            name=_text("SSO_NAME"),
            oidc_issuer=_text("OIDC_ISSUER"),
            oidc_client_id=_text("OIDC_CLIENT_ID"),
            oidc_client_secret=_text("OIDC_CLIENT_SECRET"),
            saml_entity_id=_text("SAML_ENTITY_ID"),
            saml_metadata_url=_text("SAML_METADATA_URL"),
        )
    except ValueError as error:
        raise ImproperlyConfigured(str(error)) from error


def _contact(name: str) -> str:
    text = str(_environ.str(name, default="")).strip()
    if text and not re.fullmatch(r"[^@\s]+@[^@\s]+|https://\S+", text):
        raise ImproperlyConfigured(f"{name} is “{text}”: write an address of mail, or of a page over https.")
    return text


def _development_key() -> str:
    """A key of this checkout's own, kept so that sessions outlive a restart."""
    path = VAR / "secret_key"
    if not path.exists():
        VAR.mkdir(exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def read() -> Environment:
    """Read the environment. Raises ImproperlyConfigured with the name of the variable that is wrong."""
    debug = _boolean("DEBUG", default=False)
    hosts = _required("ALLOWED_HOSTS", debug, "localhost,127.0.0.1,[::1]")
    secret_key = _required("SECRET_KEY", debug, "")
    return Environment(
        debug=debug,
        secret_key=secret_key or _development_key(),
        allowed_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        database_url=_required("DATABASE_URL", debug, "") or None,
        secure=_boolean("SECURE", default=not debug),
        trust_proxy=_boolean("TRUST_PROXY", default=False),
        statement_timeout=_integer("STATEMENT_TIMEOUT", default=30_000),
        brand=_brand(),
        accessibility_contact=_contact("ACCESSIBILITY_CONTACT"),
        sso=_sso(),
        documents_root=_private_folder("DOCUMENTS_ROOT", VAR / "documents"),
        document_megabytes=_integer("DOCUMENT_MEGABYTES", default=20),
    )


environment = read()
