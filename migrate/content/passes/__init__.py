"""The passes over the tree, one reason a file. `clean` lists them in their order."""
