"""What independent programs say of the issued samples: veraPDF, qpdf, LibreOffice."""
