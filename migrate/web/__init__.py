"""HTTP with manners, for all that asks other servers: public addresses, limited patience, no stored secrets."""
