"""Writes the sample: `python -m plumbline.sample [OUT_DIR]`."""
