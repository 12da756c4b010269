"""What a record is: the models, their closed vocabularies, and what makes a tree a collection."""
