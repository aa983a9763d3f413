<!DOCTYPE html>
<html <?php language_attributes(); ?>>
<head><?php wp_head(); ?></head>
<body <?php body_class(); ?>>
<header><a href="/"><?php bloginfo('name'); ?></a></header>
<main><?php while (have_posts()) { the_post(); ?>
<article <?php post_class(); ?>><h1><?php the_title(); ?></h1><div class="entry-content"><?php the_content(); ?></div></article>
<?php } ?></main>
<?php wp_footer(); ?>
</body>
</html>
