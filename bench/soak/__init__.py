"""`make soak`: an office's weeks in one process, to see whether anything grows or is left behind."""
