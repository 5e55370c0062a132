"""One module for each outside form that comes in: bytes in, values or a typed problem for each row out."""
