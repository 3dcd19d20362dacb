"""The voice: tokenizer, recurrent networks in numpy, mixture, guards, generation and model file."""
