"""The quality gate: what is judged of the deliveries, and what the departments are told."""
