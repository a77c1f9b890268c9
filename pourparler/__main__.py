"""`python -m pourparler`: the command line where its script is not on the path."""

from pourparler.cli import main

if __name__ == "__main__":
    main()
