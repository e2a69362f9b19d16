"""Made-up deliveries, and the truth about them; README.md says how it is built."""
