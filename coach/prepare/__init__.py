"""The interview being prepared.

- ``documents``: adverts and pages as text, whatever kind of file they come in.
- ``advert``: what a job asks for, and whether it leads people.
"""
