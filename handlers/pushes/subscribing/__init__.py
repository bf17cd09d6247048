"""Whether, when and how a chat gets its pushes."""
