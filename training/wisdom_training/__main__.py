"""The command ``wisdom`` as ``python -m wisdom_training``: torchrun starts modules."""

from wisdom_training.cli.app import main

if __name__ == "__main__":
    main(prog_name="wisdom")
