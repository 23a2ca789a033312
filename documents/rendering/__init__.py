"""From a frozen context to the bytes of a letter: HTML by template, then PDF in a contained process."""
