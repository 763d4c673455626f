"""The bodies of the commands, and the options that they share."""
