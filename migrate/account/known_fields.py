"""What custom fields are known to be: carried over, WordPress' own, or what plugins keep for themselves."""

from __future__ import annotations

from functools import lru_cache

from migrate.wildcards import fits

CARRIED = "in the site"
_WORDPRESS = "WordPress' own record, which no reader saw"
_NOISE = "kept by a plugin for itself"
PRIVATE = "about people, not for readers"
_STATISTICS = "a count of visits, shares or votes"
_SEARCH = "for search engines and social networks; no page showed it"
_LOOK = "says how a theme shows the item"
GUESSED = frozenset({_NOISE, _LOOK})
"""What names alone betray: a field of such a name that holds a text may be for readers all the same."""
_OF_BUILDERS = """
_elementor_data _bricks_page_content_2 _bricks_page_content _fl_builder_data panels_data ct_builder_json
_ct_builder_json ct_builder_shortcodes _breakdance_data dslc_code _themify_builder_settings_json _cornerstone_data
_zionbuilder_page_elements mfn-page-items tve_updated_post brizy brizy_post brizy-post
"""
OF_BUILDERS = frozenset(_OF_BUILDERS.split())
"""In which page builders keep their pages."""
_KNOWN = {
    CARRIED: f"""
{_OF_BUILDERS} brizy* ct_builder_* _bricks_page_content*
_thumbnail_id _wp_old_slug _wp_old_date _wp_attached_file _wp_attachment_metadata _wp_attachment_image_alt enclosure
footnotes _menu_item_type _menu_item_object _menu_item_object_id _menu_item_url _menu_item_menu_item_parent
_oembed_[0-9a-f]*
_yoast_wpseo_title _yoast_wpseo_metadesc _yoast_wpseo_canonical _yoast_wpseo_redirect _yoast_wpseo_meta-robots-*
_yoast_wpseo_opengraph-image _yoast_wpseo_opengraph-image-id _yoast_wpseo_twitter-image _yoast_wpseo_twitter-image-id
rank_math_title rank_math_description rank_math_canonical_url rank_math_robots
rank_math_facebook_image rank_math_facebook_image_id rank_math_twitter_image rank_math_twitter_image_id
_aioseo_title _aioseo_description _aioseo_canonical_url _aioseo_noindex _aioseo_nofollow _aioseo_robots_noindex
_aioseo_robots_nofollow _aioseo_og_image_custom_url _aioseo_og_image_url _aioseo_twitter_image_custom_url
_aioseop_title _aioseop_description _aioseop_custom_link _aioseop_noindex _aioseop_nofollow
_aioseop_opengraph_settings
_seopress_titles_title _seopress_titles_desc _seopress_robots_canonical _seopress_robots_index
_seopress_robots_follow _seopress_robots_archive _seopress_robots_snippet _seopress_robots_imageindex
_seopress_social_fb_img* _seopress_social_twitter_img* _seopress_redirections_value _seopress_redirections_enabled
_genesis_title _genesis_description _genesis_canonical_uri _genesis_noindex _genesis_nofollow _genesis_noarchive
_EventStartDate* _EventEndDate* _EventAllDay _EventCost _EventCurrencySymbol _EventURL _EventVenueID _EventOrganizerID
_VenueAddress _VenueCity _VenueZip _VenueStateProvince _VenueState _VenueProvince _VenueCountry
mec_start_* mec_end_* mec_allday mec_cost _event_start_* _event_end_* _event_all_day evcal_srow evcal_erow
evcal_location_name evcal_organizer _price _regular_price _sale_price _sku _stock_status
_product_attributes _product_image_gallery
wprm_ingredients wprm_instructions wprm_notes wprm_summary wprm_prep_time wprm_cook_time wprm_total_time wprm_servings
wprm_servings_unit _links_to _pprredirect_url _pprredirect_active _pprredirect_type
audio_file duration filesize_raw cover_image itunes_episode_number itunes_season_number itunes_title
itunes_episode_type ssp_guid ssp_original_guid _kksr_avg _kksr_casts
_wc_average_rating _wc_review_count ratings_average ratings_users rmp_avg_rating rmp_vote_count _molongui_author
_molongui_main_author sfly_guest_author_names
slim_seo _slim_seo_* _su_title _su_description _su_meta_robots_* _metaseo_meta*
advanced_seo_description jetpack_seo_html_title jetpack_seo_noindex
_social_image_id _social_image_url _wds_title _wds_metadesc _wds_canonical _wds_meta-robots-*
""",
    _SEARCH: """
_yoast_wpseo_* rank_math_* _aioseo_* _aioseop_* _seopress_* _open_graph_* _twitter_* _tsf_* _wds_*
""",
    _WORDPRESS: """
_edit_lock _edit_last _encloseme _pingme _wp_trash_meta_* _wp_desired_post_slug _wp_attachment_context
_wp_attachment_backup_sizes _wp_attachment_is_custom_* _wp_suggested_privacy_policy_content _customize_*
_starter_content* _publicize_* _wpas_* _wp_ignored_hooked_blocks _wp_pattern_sync_status wp_pattern_sync_status
_oembed_time_* _trackbackme _import* _wxr_import_* _wp_convert_* _wp_http_referer origin is_wp_com _wp_theme_*
_menu-item-*
""",
    _NOISE: """
_elementor_* _bricks_* _fl_builder_* _et_* et_* _wpb_* _vc_* wpb_* _siteorigin_* _ast_* _astra_* _kad_* _generate_*
_uag_* _uagb_* _stackable_* _kt_* _themify_* slide_template _wpml_* _icl_* _dp_* _wc_* _jetpack_* jetpack_* _jp_*
_wpcom_* geo_public _wpt_* _yst_* _primary_term_* _wp_rocket_* _lscache_* litespeed* _swift* _smush* wp-smpro*
wp-smush* _shortpixel* _ewww* _imagify* _cmplz* _gform* _wpcf7* _mail _mail_2 _messages _additional_settings _form
_locale _hash inline_featured_image _links_to_target _sharing_* sharing_* switch_like_status _social*
_monsterinsights* _mi_* _wpcode* ampforwp* amp_status _relevanssi* _searchwp* _crosspost* snap* _nab_*
_wp_statistics* _itsec* _heateor* essb_* _wpdiscuz* wpdiscuz* _mc4wp* _om_* om_* _eael* eael_* _tve_* tve_*
thrive_* tcb_* _wpupg* _tinymce* _thinkup* _sidebar* _responsive_layout rp4wp* _wpsp* pyre_* avada_* fusion_*
_fusion* _avia* _mk_* _ot_* td_* _sw_* swp_* essential_* _bsf* dsq_* _disqus* _mlp*
""",
    PRIVATE: """
_billing_* _shipping_* _customer_* _payment* _transaction* *_user_ip* _author_ip* *[_-]email *[_-]e-mail
""",
    _STATISTICS: """
post_views_count views *_views *_view_count pvc_* _pageviews* ratings_* _votes* votes_count _kksr_* _liked*
_post_like* _wp_post_views* wpb_post_views* *_shares *_share_count _fbcount
""",
    _LOOK: """
_wp_page_template _menu_item_* _genesis_*
layout _layout* *_layout *_sidebar sidebar* _hide_title* *hide_title* *_header_* header_*
*_background* *_color
""",
}
_EXACT = {key: reason for reason, keys in _KNOWN.items() for key in keys.split() if "*" not in key and "[" not in key}
_PATTERNS = [(key, reason) for reason, keys in _KNOWN.items() for key in keys.split() if "*" in key or "[" in key]


@lru_cache(maxsize=10_000)
def known_as(key: str) -> str:
    """What a custom field is known to be, in words for people; empty where nobody knows."""
    return _EXACT.get(key) or next((reason for pattern, reason in _PATTERNS if fits(key, pattern)), "")
