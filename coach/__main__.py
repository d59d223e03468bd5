"""``python -m coach``: the terminal program."""

from coach.cli import main

if __name__ == "__main__":
    main()
