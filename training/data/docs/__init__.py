"""Questions and answers about real documentation images, from their OCR lines, their pixels and their authors' words."""
