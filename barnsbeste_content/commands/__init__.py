"""What each command of `barnsbeste` does: it takes the options that `cli.py` has read and returns an exit code."""
