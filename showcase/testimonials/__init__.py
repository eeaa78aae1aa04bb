"""Words of people about a programme: asked for, written and agreed to by themselves, taken back by themselves at any time."""
