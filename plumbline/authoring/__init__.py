"""What writes files of the project: extracts from their contract, and the frame of a new rule."""
