"""What analysts ask of one alert, one person and one rule."""
