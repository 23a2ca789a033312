"""The record of acts: one hash chain per stream, one Merkle tree over all of them, checkpoints kept elsewhere."""
