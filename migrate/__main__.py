"""`python -m migrate` is `wxr2hugo`."""

from migrate.cli import main

if __name__ == "__main__":
    main()
