"""The configuration of a site: what a new one gets, what an owner's says, what that lacks."""
