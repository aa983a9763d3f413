"""Where the files of the old site's media library will be, and the pages that they had."""
