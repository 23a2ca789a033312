"""What people fill in: field types, forms by family, attachments and their checks."""
