"""Cards: a quote as a picture that a person would forward."""
