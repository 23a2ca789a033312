"""The engine's screens; they serve every procedure and know none."""
