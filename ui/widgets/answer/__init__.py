"""One answer as it is shown: what was said, what was found, the parts along the sound."""
