"""One scheduled run: a whole build, told as it goes, and a page that says how it ended."""
