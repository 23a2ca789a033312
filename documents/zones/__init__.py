"""The places of letters that staff word themselves: declared zones, a small syntax, versions by two persons."""
