"""One module for each outside form: values in, text or plain data out."""
