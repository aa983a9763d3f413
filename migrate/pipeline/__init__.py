"""What WordPress says now, as documents: pass one surveys an export, pass two converts the items that are asked for."""
