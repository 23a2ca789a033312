"""Verifiable credentials: what a decision or a diploma says, signed for machines (W3C VC 2.0, Open Badges 3.0)."""
