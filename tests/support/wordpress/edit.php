<?php
/* What happens to a living site, by WordPress' own functions: php edit.php FOLDER */
[, $folder] = $argv;
$_SERVER['HTTP_HOST'] = parse_url(getenv('HARBOUR_HOME'), PHP_URL_HOST) . ':' . parse_url(getenv('HARBOUR_HOME'), PHP_URL_PORT);
require "$folder/wp-load.php";
wp_set_current_user(1);
function trip(int $n): WP_Post
{
    return get_posts(['title' => "Trip $n", 'post_type' => 'any', 'post_status' => 'any', 'numberposts' => 1])[0];
}
wp_update_post(['ID' => trip(1)->ID, 'post_content' => 'A trip number 1 to Stavanger costs [fare to="Stavanger"] now.']);
wp_update_post(['ID' => trip(2)->ID, 'post_status' => 'draft']);
wp_delete_post(trip(6)->ID, true);
wp_update_post(['ID' => trip(8)->ID, 'post_name' => 'another-name']);
wp_insert_post(['post_title' => 'Trip new', 'post_content' => "New.\n\n[crew boat=\"2\"]\n\nDone.", 'post_status' => 'publish']);
echo "edited\n";
