"""From sound to words with times: weights, recogniser, voice activity, pitch.

- ``ports``: what the rest of the program may call.
- ``weights``: the models that are known, with the digest of each file.
- ``store``: finds, assembles and checks them (``places``, ``digests``); ``hub`` fetches one on request.
- ``whisper``: the recogniser; the only module that loads faster-whisper's model.
- ``encoding``: its encoder for short sound; ``live`` transcribes while the person speaks, in stretches that
  ``cutting`` cuts at pauses.
- ``voice_activity``: where a voice is heard, and the pauses between.
- ``assemble``: recogniser's words and voice activity to a transcript; pure.
- ``hesitations``: filled pauses that the recogniser left out; pure.
- ``pitch``: how much the voice's pitch moves; pure.
"""
