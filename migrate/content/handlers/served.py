"""Shortcodes in whose place only a server can put something: carts, forms, accounts, what a shop has today."""

from __future__ import annotations

from migrate.content.context import Context
from migrate.content.nodes import Shortcode
from migrate.content.registry import handles
from migrate.diagnostics import Code

_SHOPS = (
    "woocommerce_cart woocommerce_checkout woocommerce_my_account woocommerce_order_tracking download_checkout "
    "purchase_history download_history edd_receipt edd_profile_editor yith_wcwl_wishlist yith_woocompare_table "
    "ti_wishlistsview wcboost_wishlist wcboost_compare woosw_list woosc_list products featured_products "
    "recent_products sale_products best_selling_products top_rated_products related_products product_category "
    "product_categories product_page product_attribute add_to_cart shop_messages"
)
_LISTS = "tribe_events tribe_events_list tribe_mini_calendar tribe_this_week"
_FORMS = (
    "contact-form-7 wpforms gravityform gravityforms ninja_form ninja_forms formidable fluentform forminator_form "
    "caldera_form happyforms everest_form weforms wpuf_form quform mc4wp_form mailpoet_form newsletter_form "
    "contact-form contact-field blog_subscription_form jetpack_subscription_form email-subscribers-form "
    "sibwp_form mailerlite_form mailchimpsf_form"
)
_ACCOUNTS = (
    "register_form login_form rcp_update_card rcp_profile_editor subscription_details wpuf_account wpuf_dashboard "
    "wpuf_profile pmpro_account pmpro_billing pmpro_cancel pmpro_checkout pmpro_confirmation pmpro_invoice "
    "pmpro_login pmpro_member_profile_edit lifterlms_checkout lifterlms_my_account learn_press_profile "
    "learn_press_checkout jetpack-related-posts portfolio"
)


@handles(*(f"shortcode:{name}" for name in f"{_SHOPS} {_LISTS} {_FORMS} {_ACCOUNTS}".split()), shows=False)
def served(shortcode: Shortcode, context: Context) -> str:
    """What needs a server at every visit. No reader saw the title that a form has for its owner."""
    context.report(Code.DYNAMIC_BLOCK, f"[{shortcode.name}]")
    return ""
