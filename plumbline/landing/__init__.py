"""Landing: deliveries as they come, turned into text rows that know their file and row number."""
