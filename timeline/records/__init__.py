"""What a record is: the models, their closed lists of words, and the validation of a tree."""
