"""The account: what an export holds besides what becomes pages, counted while it is read."""
