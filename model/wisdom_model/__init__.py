"""The voice: tokenizers, LSTMs in numpy, sampler, blend and model file."""
