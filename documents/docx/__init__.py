"""Letters as Word files: the copy of an issued document, and the draft that an officer edits and hands back."""
