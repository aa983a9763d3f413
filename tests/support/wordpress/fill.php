<?php
/* Installs WordPress and writes the items of the test: php fill.php FOLDER ITEMS PASSWORD */
[, $folder, $items, $password] = $argv;
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('HARBOUR_HOME'), PHP_URL_HOST) . ':' . parse_url(getenv('HARBOUR_HOME'), PHP_URL_PORT);
require "$folder/wp-load.php";
require ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter('pre_wp_mail', '__return_true');
wp_install('Harbour', 'harbourmaster', 'master@harbour.example', true, '', $password);
wp_delete_post(3, true); /* a draft about privacy, whose only words of its own are the address of the site */
wp_insert_user(['user_login' => 'guest', 'user_pass' => $password, 'role' => 'subscriber', 'user_email' => 'g@harbour.example']);
update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');
update_option('active_plugins', ['harbour/harbour.php']);
update_option('template', 'harbour');
update_option('stylesheet', 'harbour');
update_option('harbour_crew_2', ['Ada', 'Bo', 'Cleo']);
require_once WP_PLUGIN_DIR . '/harbour/harbour.php';
do_action('init');
wp_set_current_user(1);

function put(array $fields, array $meta = []): int
{
    $id = wp_insert_post($fields + ['post_status' => 'publish', 'post_type' => 'post', 'meta_input' => $meta], true);
    if (is_wp_error($id)) {
        fwrite(STDERR, $id->get_error_message() . "\n");
        exit(1);
    }
    return $id;
}

$kinds = [
    fn ($n) => "Boat $n went out.\n\nIts crew:\n\n[crew boat=\"2\"]\n\nThey came home at night $n.",
    fn ($n) => "A trip number $n to Oslo costs [fare to=\"Oslo\"] and is worth it.\n\n<ul><li>warm \"coats\"</li><li>rope...</li></ul>",
    fn ($n) => "<!-- wp:paragraph -->\n<p>Day $n at sea, with 2x3 sails.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:harbour/tides {\"days\":3} /-->\n\n<!-- wp:paragraph -->\n<p>The end of day $n &#8211; again.</p>\n<!-- /wp:paragraph -->",
    fn ($n) => "[bell]Hear the bell number {$n}[/bell]\n\nAll hands on deck.",
    fn ($n) => "Only words, number $n, and [crew] at the end:\n\n[crew boat=\"1\"]",
    fn ($n) => "Nothing but words $n. <!--more-->\n\n<blockquote>And a quote.</blockquote>",
];
$north = wp_insert_term('North', 'category')['term_id'];
$far = wp_insert_term('Far north', 'category', ['parent' => $north])['term_id'];
for ($n = 1; $n <= $items; $n++) {
    $status = $n % 29 ? 'publish' : ($n % 2 ? 'private' : 'draft');
    put([
        'post_title' => "Trip $n",
        'post_content' => $kinds[$n % count($kinds)]($n),
        'post_type' => $n % 10 ? 'post' : 'voyage',
        'post_status' => $status,
        'post_category' => $n % 10 ? [[1, $north, $far][$n % 3]] : [],
        'tags_input' => $n % 7 || !($n % 10) ? [] : ['ropes'],
        'post_password' => $n % 31 ? '' : 'anchor',
        'post_date' => gmdate('Y-m-d H:i:s', 1600000000 + $n * 86400),
    ]);
}
put(['post_title' => 'Timetable', 'post_name' => 'timetable', 'post_type' => 'page', 'post_content' => '']);
put(['post_title' => 'Quays', 'post_name' => 'quays', 'post_type' => 'page', 'post_content' => 'Old text'], [
    '_elementor_data' => wp_slash(json_encode([
        ['id' => 'a', 'elType' => 'widget', 'widgetType' => 'heading', 'settings' => ['title' => 'Where to moor']],
        ['id' => 'b', 'elType' => 'widget', 'widgetType' => 'text-editor', 'settings' => ['editor' => '<p>At the long quay.</p>']],
    ])),
]);
delete_option('rewrite_rules'); /* those of the installation know neither the addresses nor the type */
echo wp_count_posts()->publish, "\n";
