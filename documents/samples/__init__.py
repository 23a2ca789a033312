"""Plainly fictional documents, to be looked at and checked by other programs."""
