"""Casework: workbooks for the units that check alerts, and letters on what they found."""
