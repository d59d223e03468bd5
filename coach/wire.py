"""Values to and from the JSON of scripts."""
