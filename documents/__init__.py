"""What the ministry issues and serves: letters, decisions, their wording, rendering and verification."""
