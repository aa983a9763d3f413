"""Parts of a text: the shortcodes and blocks that plugins show to some of those who look, and not to others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any, TypeAlias

from migrate.patterns import rare_pattern


class Audience(StrEnum):
    """Who saw a part. The value is what a file says of a hidden one."""

    MEMBERS = "members"
    """Those who are logged in, pay, or are allowed to."""
    NOBODY = "hidden"
    """Nobody: somebody hid it in the editor."""
    VISITORS = "visitors"
    """Those who are not logged in, or all."""


VISITORS = Audience.VISITORS
"""Most blocks are asked for this, and to find it in its class takes as long as all else that is asked of one."""


# Shortcodes

_SHORTCODES = """
Members                   members_access members_logged_in | members_not_logged_in
Restrict Content          restrict is_paid is_free is_active is_expired rcp_is_paid rcp_is_free | not_logged_in
MemberPress               mepr-active mepr-show mepr-rule mepr-protected | mepr-hide mepr-unauthorized
WooCommerce Memberships   wcm_restrict | wcm_nonmember wcm_content_restricted
s2Member                  s2if s2if2 s2member-restrict
Paid Memberships Pro      membership pmpro_membership pmpro_member | pmpro_nonmember
Paid Member Subscriptions pms-restrict wppb-restrict |
Simple Membership         swpm_protected swpm_show_to swpm_paid | swpm_not_logged_in
Ultimate Member           um_loggedin um_show_content | um_loggedout
Ultimate Membership Pro   ihc-hide-content |
WP-Members                wpmem_logged_in wpmem_if | wpmem_logged_out
WishList Member           wlm_private wlm_ismember ismember | wlm_nonmember nonmember wlm_not_member
MemberMouse               mm_member_decision mm_access_decision mm_content_data |
Memberful                 memberful_protected memberful |
Content Control           content_control |
Groups                    groups_member groups_can | groups_non_member groups_can_not
ARMember                  arm_restrict_content arm_content arm_if_user_in_trial | arm_not_login_content
LearnDash                 student course_complete course_inprogress course_notstarted | visitor ld_visitor
LifterLMS                 lifterlms_membership_content llms_restrict llms_members |
Shortcodes Ultimate       su_members su_private | su_guests
Patreon                   patreon_locked patreon_content |
Leaky Paywall             leaky_paywall_restrict |
WP Private Content Plus   wppcp_private_content wppcp_private_page | wppcp_guest_content
Advanced Access Manager   aam |
User Access Shortcodes    uas_loggedin uas_role uas_specific | uas_guest
Sold                      mycred_sell_this sellcontent bitcoinpaywall |
Passwords                 passster content_protector ppw ppwp protected-content wpprotect |
any other                 private private_content private-content members_only members-only membersonly member members
                          member_only member_content protected protected_content restricted restrict_content
                          restricted_content loggedin logged_in logged-in is_logged_in is_user_logged_in user_logged_in
                          if_logged_in if_user_logged_in login_only registered registered_only subscriber subscribers
                          subscribers_only paid paid_content premium premium_content paywall user_role if_role
                          | loggedout logged_out logged-out is_logged_out not_loggedin not-logged-in
                          if_not_logged_in is_not_logged_in guest guests visitors visitor_only nonmembers non_member
"""
"""Plugins, the shortcodes whose content their members saw, and behind the stroke those whose content visitors saw."""
_WHO = (
    r"(?:members?|logged[_-]?in|subscribers?|registered|users?|customers?|students?|patrons?|premium|paid|admins?"
    r"|editors?|teachers?|staff|employees?|supporters?|donors?|vips?|roles?)"
)
_LIKE_MEMBERS = re.compile(
    r"(?:.*[_-])?(?:private|restrict(?:ed)?|paywall|loggedin|logged[_-]in"
    rf"|{_WHO}[_-]?only|only[_-]?(?:for[_-]?)?{_WHO}|(?:for|if|has|show[_-]to|show[_-]for|visible[_-](?:to|for))[_-]{_WHO}"
    r"|visible[_-](?:to|for)|has[_-](?:access|capability)|(?:current[_-])?user[_-](?:can|role)"
    r"|(?:login|log[_-]in|sign[_-]?in|register|subscribe|pay)[_-](?:required|to[_-](?:view|see|read|access|unlock))"
    r"|loginrequired|requires?[_-](?:login|membership|subscription)"
    r"|(?:members?|membership|subscribers?|paid|premium|locked|confidential)[_-]content|confidential|intranet"
    r"|(?:content|social|email|sign-?in|subscribe)[_-]?locker|(?:private|internal|staff|editors?|admin)[_-]?notes?)"
    r"(?:[_-](?:content|text|area|part|block|access|section))?"
    r"|hide[_-](?:if|from|for|to)[_-](?:logged[_-]?out|not[_-]?logged[_-]?in|guests?|visitors?|public|non[_-]?members?)"
    r"|wlm_(?:private|ismember)_.*"
)
"""What names of the same meaning look like."""
_LIKE_VISITORS = re.compile(
    r"(?!hide[_-])(?:.*[_-])?(?:logged[_-]?out|not[_-]logged[_-]?in|non[_-]?members?|visitors?[_-]?only)"
    rf"(?:[_-](?:content|text))?|hide[_-](?:if|from|for|to)[_-]{_WHO}"
)
_TURNED = (
    ("operator", r"!.*|not.*"),  # Members
    ("ifallowed", r"hide"),  # MemberPress
    ("level", r"0|[-!].*"),  # Paid Memberships Pro
    ("levels", r"0|[-!].*"),
    ("display_to", r"not_logged_in"),  # Paid Member Subscriptions, Profile Builder
    ("status", r"out|logged[_-]?out"),  # WP-Members
    ("visibility", r"not_logged_in.*"),  # Simple Membership
    ("show_to", r"not_logged_in|visitors?"),
    ("logged_out", r"1|true|yes"),  # Content Control
    ("ihc_mb_who", r"unreg"),  # Ultimate Membership Pro
    ("ismember", r"false"),  # MemberMouse
    ("access", r"false"),
    ("type", r"hide"),  # ARMember
    ("role", r"visitors?(?:-only)?|guests?|none"),  # Private Content
    ("userlevel", r"none"),  # Restrict Content
)
"""Arguments that turn it around: the content is what visitors saw. Values in lower case."""
_NEGATED = rare_pattern(r"\s*(?:!|not\s)\s*(?:is_user|current_user|user_)\w*.*|\s*is_user_not_logged_in.*", re.I | re.S)


def audience_of_shortcode(name: str, attributes: Mapping[str, str], positional: Sequence[str]) -> Audience | None:
    """Who saw the content of a shortcode; None where that is no question of it."""
    audience = audience_by_name(name)
    if audience is not Audience.MEMBERS:
        return audience
    turned = any(key in attributes and re.fullmatch(said, attributes[key].strip().lower()) for key, said in _TURNED)
    condition = " ".join(positional)
    negated = _NEGATED.fullmatch(condition) and not re.search(r"\b(?:or|and)\b|\|\||&&", condition, re.I)
    return Audience.VISITORS if turned or negated else audience


@lru_cache(maxsize=5_000)
def audience_by_name(name: str) -> Audience | None:
    """Who saw the content of a shortcode unless its arguments turn that around; None where that is no question."""
    name = name.lower()
    if known := _KNOWN.get(name):
        return known
    if _LIKE_VISITORS.fullmatch(name):
        return Audience.VISITORS
    return Audience.MEMBERS if _LIKE_MEMBERS.fullmatch(name) else None


_SWITCHES = (
    ("et_pb_", "disabled", r"on"),
    ("et_pb_", "disabled_on", r"on\|on\|on"),
    ("et_pb_", "display_conditions", r"(?!W10=?=?$).+"),  # JSON in base64; what is ruled out is an empty list
    ("vc_", "disable_element", r"yes"),
    ("fusion_", "status", r"draft"),
    ("fusion_", "render_logics", r"(?!W10=?=?$).+"),
)
"""How the shortcodes of Divi, WPBakery and Avada begin that are elements of a page, and what hides one of them."""
_OF_BUILDER = re.compile(rf"\[(?:{'|'.join(dict.fromkeys(prefix for prefix, _, _ in _SWITCHES))})")
_SWITCH_SET = rare_pattern(rf"\b(?:{'|'.join(dict.fromkeys(key for _, key, _ in _SWITCHES))})\s*=")
_ELEMENT = rare_pattern(r"\[((?:et_pb|vc|fusion)_\w++)([^\]]*+)")
_MOST_NAMES = 100
"""Of elements that one page hides; no builder has more, and whoever makes up names does not slow a run."""


def switched_off(text: str) -> list[str]:
    """The names of the elements of which a text may hide one."""
    if "[" not in text or not _OF_BUILDER.search(text) or not _SWITCH_SET.search(text):
        return []
    found = (name for name, arguments in _ELEMENT.findall(text) if _SWITCH_SET.search(arguments))
    return list(dict.fromkeys(found))[:_MOST_NAMES]


def is_switched_off(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether such an element was hidden from all, or from those that do not fulfil a condition."""
    return any(
        name.startswith(prefix) and key in attributes and re.fullmatch(said, attributes[key].strip())
        for prefix, key, said in _SWITCHES
    )


def _named(table: str) -> Iterator[tuple[str, Audience]]:
    """The names in a table, those before the stroke and those behind it."""
    for plugin in re.split(r"\n(?=\S)", table.strip()):
        before, _, behind = " ".join(line[_COLUMN:] for line in plugin.split("\n")).partition("|")
        yield from ((name, Audience.MEMBERS) for name in before.split())
        yield from ((name, Audience.VISITORS) for name in behind.split())


_COLUMN = 26
_KNOWN = dict(_named(_SHORTCODES))


# Blocks

_MEMBERS_BLOCKS = re.compile(
    r"premium-content/subscriber-view|memberpress/protected-content|pmpro/membership|groups/groups-(?:member|can)"
    r"|learndash/ld-(?:student|course-complete|course-inprogress|course-notstarted)"
    r"|woocommerce-memberships/member-content|restrict-content.*/.*restrict.*|passster/.*content.*|patreon/.*lock.*"
    r"|sensei-lms/conditional-content|[\w-]+/(?:[\w-]+-)?restrict(?:ed|ion)?(?:-(?:content|view|block|area))?|[\w-]+/(?:members?|private|restricted"
    r"|protected|paid|premium|logged-in|subscribers?)(?:-only)?-?(?:content|view|block|area)?"
)
"""Blocks whose content members saw."""
_LOGGED_IN = rare_pattern(
    r"(?:user[-_ ]?)?(?:is[-_ ]?)?(?:logged|signed)[-_ ]?in(?:[-_ ]?users?)?(?:[-_ ]?only)?|members?(?:[-_ ]?only)?"
    r"|subscribers?|(?:user[-_ ]?)?roles?|users?|customers?|enrolled|any_membership|paid|private",
    re.I,
)
_LOGGED_OUT = rare_pattern(
    r"(?:user[-_ ]?)?(?:is[-_ ]?)?(?:not[-_ ]?logged[-_ ]?in|(?:logged|signed)[-_ ]?out)"
    r"(?:[-_ ]?users?)?(?:[-_ ]?only)?|visitors?|guests?|everyone|everybody|all|public|not_enrolled|default",
    re.I,
)
_CONDITION = re.compile(
    r"visib|condition|restrict|permission|access(?!ib)|logged|member(?!s?_?id)|audience|display_?to", re.I
)
"""What attributes are called by which plugins hide blocks."""
_SWITCH = re.compile(
    r"hideblock|block_?hidden|is_?hidden|hide_?(?:all|everywhere|completely)|(?:hide|hidden)_?(?:for|from)?_?(?:logged_?out"
    r"|visitors|guests|public|everyone)|(?:for_?)?(?:members|logged_?in|subscribers)_?only|only_?(?:members|logged_?in)"
    r"|requires?_?login|login_?required|(?:is_?)?private|lock_?content|is_?paywalled|hide|hidden|UAGLoggedOut|logged_?out"
    r"|rcp_?membership",
    re.I,
)
"""What switches are called that, turned on, hide a block from visitors."""


Judge: TypeAlias = Callable[[str, Any, Mapping[str, Any]], Audience]
"""Says who saw a block, by the name and value of one of its attributes and all the others."""


def audience_of_block(name: str, attributes: Mapping[str, Any]) -> Audience:
    """Who saw a block, as its name and attributes say."""
    if _is_members_block(name) and not _is_inverted(attributes):
        return Audience.MEMBERS
    if len(attributes) >= _SCREENS and _is_on_no_screen(attributes):
        return Audience.NOBODY
    for key, value in attributes.items():
        if value is False and key in _SHOWS:
            return Audience.NOBODY
        if value and _is_condition(key):
            judge: Judge = _SPECIAL.get(key, _by_words)
            if (audience := judge(key, value, attributes)) is not VISITORS:
                return audience
        elif key == "metadata" and isinstance(value, dict) and _hidden_in_editor(value.get("blockVisibility")):
            return Audience.NOBODY
    return VISITORS


def _is_on_no_screen(attributes: Mapping[str, Any]) -> bool:
    """Whether a block is hidden on each size of screen, each of which has a switch of its own."""
    return any(all(_on(attributes.get(one)) for one in switches) for switches in _OF_SCREENS)


@lru_cache(maxsize=2_000)
def _is_members_block(name: str) -> bool:
    return _MEMBERS_BLOCKS.fullmatch(name) is not None


@lru_cache(maxsize=5_000)
def _is_condition(key: str) -> bool:
    return key in _SPECIAL or _CONDITION.search(key) is not None or _SWITCH.fullmatch(key) is not None


def _is_inverted(attributes: Mapping[str, Any]) -> bool:
    """Whether a block for members says that its content is for all others."""
    return attributes.get("ifallowed") == "hide" or _on(attributes.get("invert_restrictions"))


def _on(value: object) -> bool:
    return value in (True, 1, "1", "true", "yes", "on")


def _hidden_in_editor(value: object) -> bool:
    """WordPress' own switch; by size of the screen a block is hidden only where it is hidden on each."""
    if isinstance(value, dict) and isinstance(sizes := value.get("viewport"), dict):
        return len(sizes) >= _SCREENS and not any(sizes.values())
    return value is False


_SCREENS = 3
_OF_SCREENS = (
    ("vsdesk", "vstablet", "vsmobile"),  # Kadence
    ("UAGHideDesktop", "UAGHideTab", "UAGHideMob"),  # Spectra
    ("hideDesktop", "hideTablet", "hideMobile"),  # Stackable
    ("hideOnDesktop", "hideOnTablet", "hideOnMobile"),
)
_SHOWS = frozenset({"visible", "isVisible", "is_visible", "visibility", "showBlock"})
"""Switches that, turned off, hide a block."""
_UNSEEN = frozenset({"hidden", "none", "nobody", "never"})


def _by_words(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    """The condition of a plugin that nobody described: it is read by the words in it."""
    if (_SWITCH.fullmatch(key) and _on(value)) or (key in _SHOWS and isinstance(value, str) and value in _UNSEEN):
        return Audience.NOBODY
    words = list(_words(value))
    if any(_LOGGED_OUT.fullmatch(word) for word in words) or not any(_LOGGED_IN.fullmatch(word) for word in words):
        return Audience.VISITORS
    return Audience.MEMBERS


def _words(value: object) -> Iterator[str]:
    """All texts in a value, and the names of switches in it that are on."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one.strip()
        elif isinstance(one, dict):
            yield from (key for key, inner in one.items() if inner is True)
            stack += one.values()
        elif isinstance(one, list):
            stack += one


def _block_visibility(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    """The plugin Block Visibility: a switch, and sets of conditions of which one must be met."""
    if not isinstance(value, dict):
        return Audience.NOBODY if value is False else Audience.VISITORS
    if _on(value.get("hideBlock")):
        return Audience.NOBODY
    sets = value.get("controlSets")
    rules = [one for one in sets if isinstance(one, dict) and one.get("enable", True)] if isinstance(sets, list) else []
    controls = [one.get("controls", one) for one in rules] or [value]
    return Audience.MEMBERS if all(map(_for_roles, controls)) else Audience.VISITORS


def _for_roles(controls: object) -> bool:
    """Whether a set of conditions asks for somebody who is logged in."""
    if not isinstance(controls, dict):
        return False
    if any(_asks_for_more(controls.get(key)) for key in _BEYOND_THE_PAGE):
        return True
    role = controls.get("userRole", controls)
    by = role.get("visibilityByRole", "") if isinstance(role, dict) else ""
    if by in {"user-role", "restrict"}:
        names = role.get("restrictedRoles") or []
        return ("logged-out" in names) is _on(role.get("hideOnRestrictedRoles"))
    if by in {"users", "user-rule-sets"}:
        return not _on(role.get("hideOnRestrictedUsers"))
    fusion = controls.get("wpFusion")
    return by == "logged-in" or (isinstance(fusion, dict) and bool(fusion.get("permittedTagsAny")))


_BEYOND_THE_PAGE = ("queryString", "cookie", "referralSource", "wooCommerce", "woocommerce", "edd")
"""Conditions of what a visitor brings along, which who just opens the page does not."""


def _asks_for_more(control: object) -> bool:
    """Whether a condition asks for something, and not only that something is not there."""
    return isinstance(control, dict) and any(value for key, value in control.items() if key != "queryStringNot")


def _content_control(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    rules = value.get("rules") if isinstance(value, dict) and _on(value.get("enabled")) else None
    user = rules.get("user") if isinstance(rules, dict) else None
    return Audience.MEMBERS if isinstance(user, dict) and user.get("userStatus") == "logged_in" else Audience.VISITORS


def _memberships_pro(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    return Audience.VISITORS if _is_inverted(attributes) or not _on(value) else Audience.MEMBERS


def _ultimate_member(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    by = str(attributes.get("um_who_access", "1"))
    return Audience.MEMBERS if _on(value) and by == "1" else Audience.VISITORS


def _editors_kit(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    hides = isinstance(value, dict) and value.get("loggedout") is False
    return Audience.MEMBERS if hides else Audience.VISITORS


def _block_controls(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    """PublishPress Blocks: a list of conditions, all of which must be met."""
    controls = [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    by_user = (one for one in controls if one.get("control") == "user_role" and one.get("enabled", True))
    is_kept = any(one.get("approach") in {"include", "login"} for one in by_user)
    return Audience.MEMBERS if is_kept else Audience.VISITORS


def _newspack(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    rules = value.values() if isinstance(value, dict) else ()
    is_ruled = any(isinstance(one, dict) and _on(one.get("active")) for one in rules)
    is_turned = attributes.get("newspackAccessControlVisibility") == "hidden"
    return Audience.MEMBERS if is_ruled and not is_turned else Audience.VISITORS


def _divi(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    """Divi keeps for each size of screen whether a module is switched off there, and conditions."""
    decoration = value.get("decoration") if isinstance(value, dict) else None
    if not isinstance(decoration, dict):
        return Audience.VISITORS
    switches = decoration.get("disabledOn")
    values = (
        [one.get("value") for one in switches.values() if isinstance(one, dict)] if isinstance(switches, dict) else []
    )
    if len(values) >= _SCREENS and all(map(_on, values)):
        return Audience.NOBODY
    return Audience.MEMBERS if any(_texts_of(decoration.get("conditions"))) else Audience.VISITORS


def _texts_of(value: object) -> Iterator[str]:
    return (word for word in _words(value) if word)


def _for_some(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    return Audience.MEMBERS


def _block_permissions(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    if value == "user" and attributes.get("blockPermissionsUserStatus") == "logged-out":
        return Audience.VISITORS
    return Audience.VISITORS if value == "default" else Audience.MEMBERS


def _nothing(key: str, value: object, attributes: Mapping[str, Any]) -> Audience:
    return Audience.VISITORS


_SPECIAL: dict[str, Judge] = {
    "blockVisibility": _block_visibility,
    "contentControls": _content_control,
    "visibilityBlockEnabled": _memberships_pro,
    "um_is_restrict": _ultimate_member,
    "editorskit": _editors_kit,
    "advgbBlockControls": _block_controls,
    "newspackAccessControlRules": _newspack,
    "module": _divi,
    **dict.fromkeys(("restrictedRoles", "allowedRoles", "userRoles", "gbBlockCondition"), _for_some),
    "blockPermissionsCondition": _block_permissions,
    **dict.fromkeys(("um_who_access", "invert_restrictions"), _nothing),
    **dict.fromkeys(("UAGDisplayConditions", "UAGUserRole"), _nothing),  # Spectra hides a block from who has the role
    **dict.fromkeys(("blockPermissionsUserStatus", "blockPermissionsRoles", "blockPermissionsType"), _nothing),
}
"""Attributes of plugins whose conditions are known; others are read by their words."""
