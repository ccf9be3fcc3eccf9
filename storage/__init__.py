"""What Kembar knows: the archive and the only SQL; knows no site, no rule and no channel."""
