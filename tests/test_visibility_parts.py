"""Who saw a shortcode's content or a block, as plugins write it down."""

from typing import Any

import pytest

from migrate.content.grammar.blocks import parse_blocks
from migrate.content.grammar.shortcodes import replace_shortcodes
from migrate.content.nodes import Block
from migrate.visibility.parts import Audience, audience_of_block, audience_of_shortcode

MEMBERS, NOBODY, VISITORS = Audience.MEMBERS, Audience.NOBODY, Audience.VISITORS
MEMBERS_SAW = """
[members_access role="editor"]
[members_logged_in]
[restrict]
[restrict paid="true"]
[is_paid]
[rcp_is_paid]
[mepr-active membership="3"]
[mepr-show if="rule: 3"]
[wcm_restrict plans="gold"]
[s2If current_user_can(access_s2member_level1)]
[s2If is_user_logged_in()]
[s2If !is_user_logged_in() OR is_page()]
[membership level="1,2"]
[membership]
[pms-restrict subscription_plans="1"]
[swpm_protected for="2"]
[um_loggedin]
[private]
[private role="editor"]
[members_only]
[members-only]
[member]
[protected]
[loggedin]
[is_logged_in]
[ihc-hide-content ihc_mb_type="show" ihc_mb_who="reg"]
[wlm_private "Gold"]
[MM_Member_Decision isMember="true"]
[groups_member group="Gold"]
[content_control]
[acme_members_only]
[acme-restricted-content]
[student]
[ppwp]
[aam]
[UAS_role]
[for_members]
[acme_staff_only]
[login_to_view]
[has_access]
[hide_if_logged_out]
[hide-from-guests]
[wlm_private_gold]
[email-locker]
"""
VISITORS_SAW = """
[members_not_logged_in]
[not_logged_in]
[wcm_nonmember]
[visitor]
[loggedout]
[groups_non_member group="x"]
[members_access role="editor" operator="!"]
[mepr-active membership="3" ifallowed="hide"]
[mepr-hide if="loggedin"]
[membership level="0"]
[membership level="-1"]
[pms-restrict display_to="not_logged_in"]
[um_loggedout]
[s2If !is_user_logged_in()]
[s2If !current_user_can(access_s2member_level1)]
[MM_Member_Decision isMember="false"]
[private role="visitor"]
[acme_non_members]
[hide_if_logged_in]
[hide-for-members]
[wppcp_guest_content]
[UAS_guest]
"""
LOGGED_IN = '"controls":{"userRole":{"visibilityByRole":"logged-in"}}'


def of_shortcode(text: Any) -> Any:
    found = []

    def look(shortcode: Any) -> Any:
        found.append(audience_of_shortcode(shortcode.name, shortcode.attributes, shortcode.positional))
        return ""

    replace_shortcodes(f"{text}x[/{text[1:].split()[0].rstrip(']')}]", lambda name: True, look)
    return found[0]


def of_block(text: Any) -> Any:
    (block,) = parse_blocks(f"<!-- wp:{text} /-->")
    assert isinstance(block, Block)
    return audience_of_block(block.name, block.attributes)


@pytest.mark.parametrize("text", MEMBERS_SAW.strip().split("\n"))
def test_members_alone_saw_the_content_of(text: Any) -> None:
    assert of_shortcode(text) is MEMBERS


@pytest.mark.parametrize("text", VISITORS_SAW.strip().split("\n"))
def test_visitors_saw_the_content_of(text: Any) -> None:
    assert of_shortcode(text) is VISITORS


@pytest.mark.parametrize(
    "text",
    [
        "[gallery]",
        "[team_members]",
        "[members_list]",
        "[button]",
        "[membership_form]",
        "[users]",
        "[premium_slider]",
        "[note]",
    ],
)
def test_other_shortcodes_do_not_choose_who_looks(text: str) -> None:
    assert of_shortcode(text) is None


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ('paragraph {"metadata":{"blockVisibility":false}}', NOBODY),
        ('image {"metadata":{"blockVisibility":{"viewport":{"mobile":false,"tablet":false,"desktop":false}}}}', NOBODY),
        ('group {"blockVisibility":{"hideBlock":true}}', NOBODY),
        (
            'group {"blockVisibility":{"controlSets":[{"controls":{"userRole":{"visibilityByRole":"logged-in"}}}]}}',
            MEMBERS,
        ),
        ('group {"blockVisibility":{"visibilityByRole":"user-role","restrictedRoles":["editor"]}}', MEMBERS),
        ('group {"contentControls":{"enabled":true,"rules":{"user":{"userStatus":"logged_in"}}}}', MEMBERS),
        ('group {"otterConditions":[[{"type":"loggedInUser","visibility":true}]]}', MEMBERS),
        ('group {"blockPermissionsCondition":"user","blockPermissionsUserStatus":"logged-in"}', MEMBERS),
        ('group {"llms_visibility":"enrolled"}', MEMBERS),
        ('group {"visibilityBlockEnabled":true,"segment":"all"}', MEMBERS),
        ('group {"um_is_restrict":true,"um_who_access":"1"}', MEMBERS),
        ('group {"editorskit":{"loggedin":true,"loggedout":false}}', MEMBERS),
        ('group {"acmeVisibility":{"show":"members_only"}}', MEMBERS),
        ('group {"hideForLoggedOut":true}', NOBODY),
        ('group {"vsdesk":true,"vstablet":true,"vsmobile":true}', NOBODY),
        ('group {"UAGHideDesktop":true,"UAGHideTab":true,"UAGHideMob":true}', NOBODY),
        ('group {"isVisible":false}', NOBODY),
        ('group {"visibility":"hidden"}', NOBODY),
        ('group {"membersOnly":true}', NOBODY),
        ('group {"allowedRoles":["editor"]}', MEMBERS),
        ('group {"advgbBlockControls":[{"control":"user_role","enabled":true,"approach":"login"}]}', MEMBERS),
        ('group {"newspackAccessControlRules":{"registration":{"active":true}}}', MEMBERS),
        ('group {"blockVisibility":{"controlSets":[{"controls":{"queryString":{"queryStringAll":"a=1"}}}]}}', MEMBERS),
        ('divi/text {"module":{"decoration":{"conditions":{"desktop":{"value":[{"id":"loggedIn"}]}}}}}', MEMBERS),
        (
            'divi/text {"module":{"decoration":{"disabledOn":{"desktop":{"value":"on"},"tablet":{"value":"on"},'
            '"phone":{"value":"on"}}}}}',
            NOBODY,
        ),
        ("passster/content-protection", MEMBERS),
        ("acme/content-restriction", MEMBERS),
        ("premium-content/subscriber-view", MEMBERS),
        ('memberpress/protected-content {"rule":3}', MEMBERS),
        ("learndash/ld-student", MEMBERS),
        ("woocommerce-memberships/member-content", MEMBERS),
    ],
)
def test_blocks_that_visitors_did_not_see(text: str, audience: Any) -> None:
    assert of_block(text) is audience


@pytest.mark.parametrize(
    "text",
    [
        'paragraph {"metadata":{"name":"Lead"}}',
        'group {"vsdesk":true,"vstablet":true,"vsmobile":false}',
        'group {"isVisible":true,"backfaceVisibility":"hidden"}',
        'group {"UAGDisplayConditions":"userRole","UAGUserRole":"subscriber"}',
        'group {"advgbBlockControls":[{"control":"user_role","enabled":true,"approach":"logout"}]}',
        'group {"newspackAccessControlRules":{"registration":{"active":true}},'
        '"newspackAccessControlVisibility":"hidden"}',
        'group {"blockVisibility":{"controlSets":[{"controls":{"queryString":{"queryStringNot":"a=1"}}}]}}',
        'divi/text {"module":{"decoration":{"disabledOn":{"phone":{"value":"on"}}}}}',
        'paragraph {"metadata":{"blockVisibility":true}}',
        'paragraph {"metadata":{"blockVisibility":{"viewport":{"mobile":false}}}}',
        'group {"blockVisibility":{"controlSets":[{"controls":{"screenSize":{"hideOnScreenSize":{"small":true}}}}]}}',
        'group {"blockVisibility":{"controlSets":[{"controls":{"userRole":{"visibilityByRole":"logged-out"}}}]}}',
        f'group {{"blockVisibility":{{"controlSets":[{{"enable":false,{LOGGED_IN}}}]}}}}',
        'group {"contentControls":{"enabled":true,"rules":{"device":{"hideOn":{"mobile":true}}}}}',
        'group {"blockPermissionsCondition":"user","blockPermissionsUserStatus":"logged-out"}',
        'group {"llms_visibility":"not_enrolled"}',
        'group {"visibilityBlockEnabled":true,"invert_restrictions":"1"}',
        'group {"um_is_restrict":true,"um_who_access":"2"}',
        'memberpress/protected-content {"rule":3,"ifallowed":"hide"}',
        'acme/team {"memberName":"Ada","accessibilityLabel":"Members","role":"editor"}',
        "premium-content/logged-out-view",
        "woocommerce-memberships/non-member-content",
    ],
)
def test_blocks_that_visitors_saw(text: str) -> None:
    assert of_block(text) is VISITORS
