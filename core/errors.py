"""The project's own errors. Each tells who reads its message."""


class QingfengError(Exception):
    """Root of the errors this project raises on purpose."""


class UserError(QingfengError):
    """Something the person in the chat can correct. The message is shown to them, in Chinese."""


class UnreadableDocument(UserError):  # noqa: N818 - says what the document is
    """A document that cannot be read whole. The message says why, and what to send instead."""


class ScannedDocument(UnreadableDocument):
    """A document whose pages are pictures: their words would have to be recognised."""


class OperatorError(QingfengError):
    """Something only the operator can correct.

    The message is one clear sentence in Chinese that names the setting or file by its English name;
    the command line prints it and exits with status 2.
    """
