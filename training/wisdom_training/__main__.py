"""``python -m wisdom_training``, which is the command ``wisdom``; torchrun starts modules."""

from wisdom_training.cli.app import main

if __name__ == "__main__":
    main(prog_name="wisdom")
