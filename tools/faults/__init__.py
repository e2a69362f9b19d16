"""What builds survive; see `make faults`."""
