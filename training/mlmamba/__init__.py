"""ML-Mamba in PyTorch, written for reading: the reference of `docs/nano.md`. The graphs of `src/packer/` are held against it."""
