"""Whole items: what their types and custom fields say of who could read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from migrate.wildcards import fits

Meta = Sequence[tuple[str, str]]

STATUSES = frozenset({"publish", "future", "draft", "pending", "private", "inherit", "trash", "auto-draft"})
"""Those of WordPress itself. Plugins add others; none of them is known to be public."""
_SHOWN_FILES = frozenset({"inherit", "publish", ""})
"""The statuses of files of the library that visitors could see."""

_GUARDED = re.compile(
    r"/(?:woocommerce_uploads|edd|dlm_uploads|_pda|wpcf7_uploads|cfdb7_uploads|gravity_forms|wpforms|fluentform|formidable"
    r"|ninja-forms|everest_forms_uploads|happyforms|sureforms|forminator|elementor/forms|job-manager-uploads|resumes"
    r"|wc-logs|swpm-protected|mepr|memberpress|rcp|protected|private|restricted|members-only|assignments|essays"
    r"|backups?|backwpup[\w-]*|updraft|ai1wm-backups)/",
    re.I,
)
"""Folders whose files plugins give to those alone who paid for them, sent them or look after the site."""

_FORM_ENTRIES = """
feedback flamingo_* nf_sub nf_subs wpforms[_-]* wpcf7s cf7_* cf7db* cfdb* frm_* fluentform* forminator_* gf_*
happyforms-message kaliforms_submitted mc4wp* everest_forms_* evf_* hf_* sureforms_* srfm_*
*[_-]entry *[_-]entries *[_-]submission *[_-]submissions *[_-]inbound *[_-]subscriber *[_-]response
"""
_ORDERS = """
shop_* edd_payment edd_log edd_discount edd_order* give_payment give_donor* wc_order* wc_user_membership
wc_membership_plan llms_order llms_transaction llms_coupon llms_voucher llms_my_* sfwd-transactions sfwd-essays
sfwd-assignment pms-payment pms-subscription rcp_payment memberpresstransaction mp_order jp_pay_order
*[_-]payment *[_-]payments *[_-]order *[_-]orders *[_-]coupon *[_-]transaction *[_-]donation
*[_-]invoice *[_-]invoices *[_-]booking *[_-]bookings *[_-]appointment *[_-]appointments *[_-]attendee *[_-]attendees
*[_-]enrollment *[_-]enrolment *[_-]subscription *[_-]subscriptions job_application sliced_quote wpinv_*
"""
_LETTERS = """
sensei_message fep_message fep_announcement bp_message bp-email private[_-]message* *[_-]private_message
wpsc_ticket* wpas_ticket support[_-]ticket* *[_-]ticket_reply scheduled-action cron_job *[_-]log *[_-]logs
internal[_-]note private[_-]note
"""
PRIVATE_TYPES = {
    **dict.fromkeys(_FORM_ENTRIES.split(), "private: what people sent through forms"),
    **dict.fromkeys(_ORDERS.split(), "private: orders, payments, coupons and memberships"),
    **dict.fromkeys(_LETTERS.split(), "private: what people wrote to each other, or programs to themselves"),
    "user_request": "private: requests about personal data",
}
"""Types of which no item was ever public, with the reason."""
_DIARIES = re.compile(
    r"(?:.*[_-])?(?:change|release|travel|trip|trail|hik(?:e|ing)|sailing|ships?|captains?|dive|dev|photo|video|garden"
    r"|reading|food)[_-]logs?"
)
"""Logs that people write for people."""
_LEARNERS = """
sfwd-lessons sfwd-topic sfwd-quiz sfwd-question sfwd-certificates
llms_quiz llms_question llms_certificate llms_assignment tutor_quiz tutor_assignments
lp_lesson lp_quiz lp_question lp_assignment stm-lessons stm-quizzes stm-questions stm-assignments
mto-lesson mto-quiz mto-question mpcs-lesson mpcs-quiz mpcs-question mpcs-assignment course_unit
"""
_MEMBERS_TYPES = frozenset(_LEARNERS.split())
"""Types that learners alone see: their items are drafts. Pages of courses are public."""

_NOTHING = frozenset(
    {
        "",
        "0",
        "no",
        "none",
        "false",
        "off",
        "all",
        "public",
        "everyone",
        "everybody",
        "null",
        "disabled",
        "a:0:{}",
        "[]",
    }
)
"""What says that there is no restriction. In lower case."""

PAYWALL = "<!-- wp:jetpack/paywall"
"""What stands before it in a text is public."""
NEWSLETTER = "_jetpack_newsletter_access"
"""The custom field that says for whom a newsletter is."""
_META = (
    # (name of the field, pattern of the values that restrict; empty: all but those that say nothing)
    (NEWSLETTER, r"(?!everybody).+"),
    ("_members_access_role", ""),
    ("rcuserlevel", ""),  # Restrict Content
    ("rcp_*", ""),  # Restrict Content Pro, below
    ("_rcp_*", ""),
    ("_is_paid", ""),
    ("_wc_memberships_*", ""),
    ("s2member_ccaps_req", ""),
    ("um_content_restriction", r'(?s).*"_um_accessible";(?:s:1:"|i:)2.*'),  # Ultimate Member: 1 is visitors alone
    ("_um_accessible", "2"),
    ("swpm_protect*", ""),  # Simple Membership
    ("_swpm_*", ""),
    ("pms-content-restrict-user-status", r".*loggedin.*"),  # Paid Member Subscriptions
    ("pms-content-restrict-subscription-plan", ""),
    ("wppb-content-restrict-user-status", r".*loggedin.*"),  # Profile Builder
    ("wppb-content-restrict-user-role", ""),
    ("groups-read", ""),
    ("groups-groups_read_post", ""),
    ("_llms_is_restricted", ""),
    ("_llms_restricted_levels", ""),
    ("arm_access_plan", ""),
    ("memberful_acl", ""),
    ("memberful_available_to_any_registered_user", ""),
    ("patreon-level", ""),
    ("_wpmem_block", r"[12]"),  # WP-Members: 1 blocked, 2 hidden
    ("_wishlist_protect*", ""),
    ("_wlm_protect*", ""),
    ("_ihc_*who", r".*(?:reg|\d).*"),  # Ultimate Membership Pro
    ("ihc_mb_who", r".*(?:reg|\d).*"),
    ("_wppcp_post_page_visibility", r"(?!guest).+"),  # WP Private Content Plus
    ("_issuem_leaky_paywall_visibility", r'(?s).*"only(?:always)?".*'),
    ("passster_activate_protection", ""),
    ("ppw*_password*", ""),  # Password Protect WordPress
    ("_yith_wcmbs_restrict_access_plan", ""),
    ("aam-post-access-visitor", r'(?s).*"(?:frontend\.)?(?:read|restricted|hidden)".*'),  # Advanced Access Manager
    ("bbp_forum_is_private", ""),
    ("_private_content", ""),
    ("_members_only", ""),
    ("_restricted", ""),
)
"""Custom fields that keep an item for members. Names in lower case, with `*` for any letters."""
_SAYS_SO = re.compile(
    r"_?(?:[a-z0-9]+_)?(?:members?_?only|registered_?only|subscribers?_?only|logged_?in_?only|login_required"
    r"|requires?_login|is_private|private_(?:post|page)|is_restricted|membership_restricted|restricted_(?:access|content)"
    r"|(?:restricted|allowed|required|visible)_(?:user_?)?(?:roles?|levels?|memberships?|plans?))"
)
"""Names of fields by which plugins that nobody described keep an item for some, `-` written `_`."""
_NO_RESTRICTION = (
    *("rcp_*message", "rcp_member_*", "rcp_email*", "*_force_public"),
    *("*_hide_from_feed", "*_excerpt", "*_price", "*_discount*"),
)
"""Fields of those names that restrict nothing by themselves."""
_PUBLIC_ANYWAY = (
    *(("_wc_memberships_force_public", "yes"), ("_llms_free_lesson", "yes"), ("_lesson_preview", "preview")),
    *(("_lp_preview", "yes"), ("_is_preview", "1"), ("preview", "on")),
)
"""Fields that lift every restriction of an item."""
_LESSONS = ("_llms_parent_course", "_lesson_course", "_tutor_course_id_for_lesson")
"""Fields of lessons, whose type has a name that others use too: only who takes the course reads them."""


def restricted(post_type: str, meta: Meta, content: str = "") -> str:
    """What keeps an item with this type, custom fields and text for members or payers; empty: nothing does."""
    is_kept = post_type in _MEMBERS_TYPES or is_private(post_type)
    found = post_type if is_kept else next((name for name, value in meta if _restricts(post_type, name, value)), "")
    if not found or any(one in _PUBLIC_ANYWAY for one in meta):
        return ""
    return "" if found == NEWSLETTER and PAYWALL in content else found


def says_who_reads(field: str) -> bool:
    """Whether a custom field of this name may keep an item for members or payers."""
    return _pattern(field) is not None


def _restricts(post_type: str, name: str, value: str) -> bool:
    pattern = _pattern(name)
    if pattern is None:
        return post_type == "lesson" and name in _LESSONS and value.strip().lower() not in _NOTHING
    said = value.strip().lower()
    return said not in _NOTHING and (not pattern or re.fullmatch(pattern, said) is not None)


@lru_cache(maxsize=5_000)
def _pattern(name: str) -> str | None:
    """What values of a field restrict; None where none does. Sites have few names of fields, each a thousand times."""
    lower = name.lower()
    if any(fits(lower, one) for one in _NO_RESTRICTION):
        return None
    known = next((pattern for known, pattern in _META if fits(lower, known)), None)
    return "" if known is None and _SAYS_SO.fullmatch(lower.replace("-", "_")) else known


@lru_cache(maxsize=1_000)
def is_private(post_type: str) -> bool:
    """Whether no item of this type was ever public."""
    return not _DIARIES.fullmatch(post_type) and any(fits(post_type, pattern) for pattern in PRIVATE_TYPES)


def is_guarded(address: str) -> bool:
    """Whether a file lies where only a plugin hands it out, whatever the folder is called in which WordPress lies."""
    return _GUARDED.search(address.partition("/wp-content")[2] or address) is not None


def shows_file(status: str, password: str, address: str = "") -> bool:
    """Whether visitors could see a file of the library with this status of its own, at this address."""
    return status in _SHOWN_FILES and not password and not is_guarded(address)
