"""From all that was collected to the place, the addresses and the names of every page. Nothing asks links here."""
