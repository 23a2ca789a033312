"""The demonstration ministry: plainly fictional people, and cases made through the one door."""
