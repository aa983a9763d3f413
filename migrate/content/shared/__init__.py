"""What handlers of text and passes over the tree both know: players, frames, media files, code and its fences."""
