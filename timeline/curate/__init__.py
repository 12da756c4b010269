"""Changes of a collection as pure plans: no terminal, no disk, no questions."""
