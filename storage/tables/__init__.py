"""The columns of all tables, for both engines; `every` has them together.

What people write is kept as short as it can be: a question's text lives in `updates.payload` until the
update is handled, and in `questions.words` as long as the section [questions] of the settings says.
"""
