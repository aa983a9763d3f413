"""Which items only members could read: what plugins say beside status and password."""

from typing import Any

import pytest

from migrate.visibility.items import is_guarded, is_private, restricted
from migrate.visibility.rules import MemberRule
from tests.support.time_limit import within

SERIALIZED = 'a:2:{s:26:"_um_custom_access_settings";b:1;s:14:"_um_accessible";s:1:"2";}'


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_jetpack_newsletter_access", "subscribers"),
        ("_jetpack_newsletter_access", "paid_subscribers"),
        ("_members_access_role", "editor"),
        ("rcUserLevel", "Subscriber"),
        ("rcp_subscription_level", "any"),
        ("_rcp_restricted_to", "3"),
        ("_is_paid", "1"),
        ("_wc_memberships_content_restricted_message", "Members only."),
        ("s2member_ccaps_req", 'a:1:{i:0;s:3:"pro";}'),
        ("um_content_restriction", SERIALIZED),
        ("pms-content-restrict-user-status", "loggedin"),
        ("groups-read", "7"),
        ("_llms_is_restricted", "yes"),
        ("_wpmem_block", "1"),
        ("patreon-level", "5"),
        ("_wppcp_post_page_visibility", "member"),
        ("_issuem_leaky_paywall_visibility", 'a:1:{s:15:"visibility_type";s:4:"only";}'),
        ("passster_activate_protection", "1"),
        ("_yith_wcmbs_restrict_access_plan", "a:1:{i:0;i:3;}"),
        ("aam-post-access-visitor", 'a:1:{s:13:"frontend.read";s:1:"1";}'),
        ("acme_members_only", "yes"),
        ("_login_required", "1"),
        ("_acme_allowed_roles", 'a:1:{i:0;s:6:"editor";}'),
    ],
)
def test_a_field_of_a_membership_plugin_keeps_an_item_for_members(name: str, value: Any) -> None:
    assert restricted("post", ((name, value),)) == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_jetpack_newsletter_access", "everybody"),
        ("_members_access_role", ""),
        ("rcUserLevel", "None"),
        ("rcp_user_level", "All"),
        ("rcp_hide_from_feed", "on"),
        ("um_content_restriction", SERIALIZED.replace('"2"', '"1"')),
        ("pms-content-restrict-user-status", "loggedout"),
        ("s2member_ccaps_req", "a:0:{}"),
        ("_wpmem_block", "0"),
        ("_wppcp_post_page_visibility", "guest"),
        ("_issuem_leaky_paywall_visibility", 'a:1:{s:15:"visibility_type";s:7:"default";}'),
        ("acme_members_only", "off"),
        ("_acme_allowed_roles", "a:0:{}"),
        ("_thumbnail_id", "2"),
    ],
)
def test_fields_that_keep_nobody_out(name: str, value: Any) -> None:
    assert restricted("post", ((name, value),)) == ""


def test_a_plugin_may_open_a_single_item_to_all() -> None:
    meta = (("_wc_memberships_content_restricted_message", "Members only."), ("_wc_memberships_force_public", "yes"))
    assert restricted("post", meta) == ""


def test_before_a_paywall_a_newsletter_for_payers_is_public() -> None:
    meta = (("_jetpack_newsletter_access", "paid_subscribers"),)
    assert restricted("post", meta, "Free.<!-- wp:jetpack/paywall /-->Paid.") == ""


@pytest.mark.parametrize(
    ("kind", "kept"),
    [("sfwd-lessons", True), ("sfwd-courses", False), ("llms_quiz", True), ("lp_lesson", True), ("lp_course", False)],
)
def test_what_a_course_holds_is_for_those_who_take_it(kind: str, kept: bool) -> None:
    assert bool(restricted(kind, ())) is kept


def test_a_lesson_is_one_of_a_course_only_if_it_names_one() -> None:
    assert restricted("lesson", (("_llms_parent_course", "12"),))
    assert not restricted("lesson", (("speaker", "Mo"),))
    assert not restricted("lesson", (("_llms_parent_course", "12"), ("_llms_free_lesson", "yes")))


@pytest.mark.parametrize(
    "kind",
    [
        "feedback",
        "flamingo_inbound",
        "nf_sub",
        "wpforms_entries",
        "my_form_entry",
        "give_payment",
        "shop_order",
        "acme_invoice",
        "wc_booking",
        "fep_message",
        "support_ticket",
        "acme_attendee",
        "email_log",
        "sensei_message",
    ],
)
def test_what_people_sent_or_paid_is_private_under_any_name(kind: str) -> None:
    assert is_private(kind)


@pytest.mark.parametrize(
    "kind",
    [
        *("post", "page", "entry", "product", "recipe", "sfwd-courses", "give_forms", "message", "log", "ticket"),
        *("travel_log", "change-log", "acme_release_logs"),
    ],
)
def test_types_with_pages_of_their_own_are_not(kind: str) -> None:
    assert not is_private(kind)


def test_a_folder_keeps_files_back_only_among_those_of_wordpress() -> None:
    assert is_guarded("https://a.example/backup/wp-content/uploads/private/plan.pdf")
    assert is_guarded("https://a.example/files/woocommerce_uploads/album.zip")
    assert not is_guarded("https://a.example/backup/wp-content/uploads/2020/05/plan.pdf")


def test_a_rule_that_names_thousands_is_asked_about_as_many_items() -> None:
    """Of a forum that is not public all topics are named in one rule, and each reply is held against it."""
    rule = MemberRule("parent_reply", " ".join(map(str, range(20_000))))
    with within():
        assert all(rule.keeps(100_000 + topic, "reply", topic, ()) for topic in range(20_000))
    assert not rule.keeps(1, "reply", 20_000, ())
