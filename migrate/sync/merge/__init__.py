"""Three-way merge: what a person and WordPress changed in one document, together. Texts in, texts out."""
