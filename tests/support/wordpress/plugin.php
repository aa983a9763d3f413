<?php
/**
 * Plugin Name: Harbour
 * What plugins do to texts: shortcodes, a block that the server fills, a builder, an empty page, a line around each text.
 */

add_shortcode('crew', function ($given) {
    $given = shortcode_atts(['boat' => '1'], $given);
    $members = get_option('harbour_crew_' . $given['boat'], ['Skipper', 'Mate']);
    $rows = '';
    foreach ($members as $member) {
        $rows .= '<tr><td>' . esc_html($member) . '</td><td>boat ' . esc_html($given['boat']) . '</td></tr>';
    }
    return '<div class="crew" onclick="alert(1)"><script>alert(2)</script><table><thead><tr><th>Who</th><th>Where</th></tr></thead><tbody>'
        . $rows . '</tbody></table></div>';
});

add_shortcode('fare', function ($given) {
    $given = shortcode_atts(['to' => ''], $given);
    return '<span class="fare"><strong>' . strlen($given['to']) * 3 . ' crowns</strong></span>';
});

add_shortcode('bell', function ($given, $content = '') {
    return '<div class="bell"><h4>The bell rings</h4>' . wpautop(do_shortcode($content)) . '</div>';
});

add_action('init', function () {
    register_block_type('harbour/tides', [
        'attributes' => ['days' => ['type' => 'number', 'default' => 2]],
        'render_callback' => function ($given) {
            $lines = '';
            for ($day = 1; $day <= $given['days']; $day++) {
                $lines .= "<li>High water of day $day</li>";
            }
            return "<section class=\"tides\"><h3>Tides</h3><ul>$lines</ul></section>";
        },
    ]);
    register_post_type('voyage', [
        'public' => true, 'label' => 'Voyages', 'show_in_rest' => true, 'rest_base' => 'voyages',
        'supports' => ['title', 'editor', 'custom-fields'], 'rewrite' => ['slug' => 'voyages'],
    ]);
});

/** A builder that keeps its page in a field, as JSON. */
add_filter('the_content', function ($text) {
    $stored = get_post_meta(get_the_ID(), '_elementor_data', true);
    if (!$stored) {
        return $text;
    }
    $html = '';
    foreach (json_decode($stored, true) as $widget) {
        $settings = $widget['settings'];
        $html .= $widget['widgetType'] === 'heading'
            ? '<h2>' . esc_html($settings['title']) . '</h2>'
            : '<div class="widget">' . $settings['editor'] . '</div><p>Moored at quay ' . get_the_ID() . '.</p>';
    }
    return "<div class=\"builder\">$html</div>";
}, 5);

/** A page that is empty in the database, and not for visitors. */
add_filter('the_content', function ($text) {
    return get_post_field('post_name') === 'timetable'
        ? '<p>Ships leave at <em>six</em> and at nine.</p><ol><li>North pier</li><li>South pier</li></ol>' : $text;
}, 6);

/** What many plugins do around every text. */
add_filter('the_content', function ($text) {
    return $text . '<div class="share-this-harbour"><a href="https://social.example/share">Share this text</a></div>';
}, 90);
