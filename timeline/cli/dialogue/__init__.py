"""Questions to a person, and changes of the collection as they are made and told."""
