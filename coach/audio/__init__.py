"""Sound in and out: files that survive a crash, levels, microphones and loudspeakers.

- ``ports``: what the rest of the program knows of sound hardware.
- ``levels``: peak, loudness, clipping, and the overview that a waveform is drawn from.
- ``wav``: the crash-safe writer, repair, and the adoption of recordings that a crash left behind.
- ``files``: sound files to ``Sound`` and back, and resampling; ``av_files`` reads everything but WAV.
- ``flac``: kept sound made smaller without loss.
- ``bringing``: any sound file as a recording of our own, piece by piece.
- ``recorder``: the one writer thread of a recording and its watchdog; it knows no sound card.
- ``device_list``: which of the devices that PortAudio lists a person should see.
- ``sounddevice_io``: real microphones and loudspeakers; the only importer of sounddevice.
- ``pulse``: the sound server's own devices, and whether it moved a recording to another source.
- ``clocks``: whether the computer slept.
"""
