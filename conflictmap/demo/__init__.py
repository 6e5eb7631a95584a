"""The demo story: a chronology of Iraq and Syria, 2013 to 2019, loaded through the usual way."""
