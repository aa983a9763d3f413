"""Logging in as people do: the form of WordPress, posted, and what stands in the way said in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from migrate.diagnostics import MigrateError
from migrate.living.where import below, is_wordpress_com
from migrate.text import one_line
from migrate.tree import Element, parse
from migrate.web.client import Address, web_address
from migrate.web.retry import FetchError
from migrate.web.session import Reply, Session

_LOGIN = "wp-login.php"
_COOKIE = "wordpress_logged_in"
_APPLICATION_PASSWORD = re.compile(r"(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}")
_SECOND_FACTOR = re.compile(
    r"two[-_]?factor|2fa|authcode|googleotp|wfls|otp[-_]|one[- ]time|validate_2fa|mfa|authenticator", re.I
)
_CAPTCHA = re.compile(r"g-recaptcha|h-captcha|cf-turnstile|captcha", re.I)
_ERRORS = frozenset({"login_error", "login-error"})
_LONGEST = 200
_LARGEST_PAGE = 4 << 20
_BY_COOKIE = (
    "Log in with a browser, save the site's cookies as a Netscape file (extensions such as cookies.txt do), and give it"
    " as --cookie-file; or on the server: wp export --stdout | wxr2hugo sync -"
)


@dataclass(frozen=True, slots=True)
class Account:
    """Who logs in. The password is never written or shown."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Form:
    action: Address
    fields: dict[str, str] = field(repr=False)
    page: str = field(repr=False)


def log_in(session: Session, account: Account, login: str = "") -> Address:
    """Log in, at `login` below the site if it was moved. Returns the folder of wp-admin.

    Raises:
        MigrateError: it did not work; the message says why, and what else does.
        FetchError: the site does not answer.

    """
    form = _form(session, below(session.home, login or _LOGIN))
    admin = below(form.action, "wp-admin/") if form.action.path.endswith(f"/{_LOGIN}") and not login else None
    sent = form.fields | {
        "log": account.user,
        "pwd": account.password,
        "redirect_to": str(admin or below(session.home, "wp-admin/")),
        "testcookie": "1",
    }
    reply = session.read(form.action, "text/html", urlencode(sent).encode("ascii"), _LARGEST_PAGE)
    if not any(name.startswith(_COOKIE) for name in session.cookie_names()):
        raise _refused(reply, form, account)
    return admin or _led_to_admin(session, reply)


def _form(session: Session, page: Address) -> _Form:
    """The form at the login page."""
    reply = session.read(page, "text/html", most=_LARGEST_PAGE)
    if not session.is_home(reply.address):
        if is_wordpress_com(reply.address.host):
            raise at_wordpress_com()
        raise MigrateError(
            f"{page}: leads to {reply.address.host}, where no password of this site is sent",
            f"Name the site as it names itself: {reply.address.copy_with(path='/', query=None)}",
        )
    if reply.status != 200:
        raise MigrateError(
            f"{page}: answers {reply.status}: there is no login page",
            "If it was moved, say where: --login PATH. A login of the web server itself: WXR2HUGO_BASIC=name:password.",
        )
    text = reply.text()
    form = next((one for one in parse(text).elements() if one.tag == "form" and _asks_for_password(one)), None)
    if form is None:
        raise _no_form(page, text)
    return _read_form(session, reply.address, form, text)


def _read_form(session: Session, page: Address, form: Element, text: str) -> _Form:
    try:
        action = web_address(str(page.join(form.get("action") or str(page))))
    except (FetchError, ValueError) as error:
        raise MigrateError(f"{page}: the login form leads nowhere", _BY_COOKIE) from error
    if not session.is_home(action):
        raise MigrateError(
            f"{page}: the login form sends to {action.host}, where no password of this site is sent",
            f"Name the site as it names itself: {action.copy_with(path='/', query=None)}",
        )
    hidden = {
        one.get("name"): one.get("value")
        for one in form.elements()
        if one.tag == "input" and one.get("type").lower() == "hidden" and one.get("name")
    }
    return _Form(action, hidden, text)


def _asks_for_password(form: Element) -> bool:
    return any(one.tag == "input" and one.get("name") == "pwd" for one in form.elements())


def _no_form(page: Address, text: str) -> MigrateError:
    if _CAPTCHA.search(text):
        return MigrateError(f"{page}: a captcha stands in front of the login page", _BY_COOKIE)
    return MigrateError(
        f"{page}: is no login page of WordPress", f"If it was moved, say where: --login PATH. {_BY_COOKIE}"
    )


def _refused(reply: Reply, form: _Form, account: Account) -> MigrateError:
    """Why the login did not work, as well as it can be told."""
    text = reply.text()
    where = form.action
    if _SECOND_FACTOR.search(text) and not _SECOND_FACTOR.search(form.page):
        return MigrateError(f"{where}: the site asks {account.user} for a second factor", _BY_COOKIE)
    if _CAPTCHA.search(form.page) or _CAPTCHA.search(text):
        return MigrateError(f"{where}: a captcha stands in front of the login", _BY_COOKIE)
    if _APPLICATION_PASSWORD.fullmatch(account.password.strip()):
        return MigrateError(
            f"{where}: does not accept this password, which looks like an application password",
            "Application passwords open the REST API alone, which has no export: use the password of the account.",
        )
    said = _said(text, account)
    return MigrateError(
        f"{where}: does not let {account.user} in" + (f": {said}" if said else f" (answer {reply.status})"),
        f"Is it the name and password of the login page, not an application password? {_BY_COOKIE}",
    )


def _said(text: str, account: Account) -> str:
    """What the login page says, unless it repeats the password."""
    error = next((one for one in parse(text).elements() if one.get("id") in _ERRORS), None)
    said = " ".join(one_line(error.text()).split())[:_LONGEST] if error else ""
    return "" if account.password and account.password in said else said


def _led_to_admin(session: Session, reply: Reply) -> Address:
    """The folder to which the login leads on, if it is the administration of this site."""
    try:
        there = reply.address.join(str(reply.headers.get("location", "")))
    except ValueError:
        there = session.home
    folder, admin, _ = there.path.partition("/wp-admin/")
    if admin and session.is_home(there):
        return there.copy_with(path=f"{folder}/wp-admin/", query=None, fragment=None)
    return below(session.home, "wp-admin/")


def at_wordpress_com() -> MigrateError:
    """What to do with a site at WordPress.com, whose login is another."""
    return MigrateError(
        "sites at WordPress.com do not let programs log in",
        "Download the export there: Tools > Export > Export all. `fetch --rendered` works: it asks the public API.",
    )
