"""Workbooks as sheets of text, read in a process of its own with a limit on memory and time.

The libraries that open them follow loops, panic, or take all memory on a spoilt file; so this
package runs as `python -m plumbline.landing.sheets` and imports no more than it needs.
"""
