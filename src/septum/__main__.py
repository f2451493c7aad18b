"""`python -m septum` is the command `septum`."""

from septum.cli.main import main

if __name__ == "__main__":
    main()
