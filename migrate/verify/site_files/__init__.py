"""The files of a site beside its items: what they lead to and leak, rules of servers, files of the tool's own."""
