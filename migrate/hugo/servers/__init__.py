"""What servers and hosts are told: where old addresses lead, and how the site is built there."""
