"""What is read off the decisions: links, menus, redirects, what one item asks about the rest. Changes nothing."""
