"""The topics, and the words that several tables share."""

from enum import StrEnum

YOU = r"(?:你们?|您|这?个?(?:破|烂|小|傻)?机器人|清风|小清)"


class Topic(StrEnum):
    """What of the bot somebody speaks of."""

    MAKES_UP = "makes_up"  # whether it invents things
    WHO_SEES = "who_sees"  # who sees what one asks
    HOW_LONG = "how_long"  # and how long that is kept
    WORDS_KEPT = "words_kept"  # whether what was said just now is
    NAME_KEPT = "name_kept"  # whether their name is
    WHERE_KEPT = "where_kept"  # and on whose machine
    ITEMS_KEPT = "items_kept"  # what becomes of answers to 每周一题
    BOX_OF_QUESTIONS = "box_of_questions"  # who sees what was asked in vain
    FEEDBACK = "feedback"  # what becomes of a press on 有用 or 没用
    OWN_QUESTIONS = "own_questions"  # what they have asked themselves
    OWN_SCORE = "own_score"  # how many items they have answered right
    RANKED = "ranked"  # who asked most
    MY_ROLE = "my_role"
    OWN_NUMBER = "own_number"  # what Telegram calls them by
    THEIR_NUMBER = "their_number"  # how an operator comes by somebody's
    NEW_HERE = "new_here"  # a new editor or operator says so
    THERE = "there"  # whether it is there
    SPIES = "spies"
    NAME = "name"
    WHO_AM_I = "who_am_i"
    WHO_ASKED = "who_asked"
    GROUP_ASKED = "group_asked"  # what a group has asked
    USELESS = "useless"
    PLAY = "play"  # a joke, a song
    WRITE = "write"  # something to be written for them
    LEAVES = "leaves"
    SUBJECTS = "subjects"  # more quotes of one subject
    FORGOTTEN = "forgotten"  # what becomes of one who has everything deleted
    BOX = "box"  # whether suggestions are nameless
    ANSWERED = "answered"  # whether a suggestion gets an answer
    ANSWERING = "answering"  # how an operator answers one
    TAKE_BACK = "take_back"  # a suggestion
    SILENT = "silent"  # it does not answer, or is slow
    CONTACT = "contact"  # who looks after it, and how to reach them
    FORWARD = "forward"
    STOP = "stop"  # the whole bot
    INVITE = "invite"  # how somebody else comes to use it
    BIND = "bind"  # a passage to a question
    ADD_SPEECH = "add_speech"
    PUSHED = "pushed"  # whether the quote has come today, and why not
    PUSHES = "pushes"  # how the pushes went
    QUIZ = "quiz"  # where the week's item is
    WHO_CHANGED = "who_changed"
    DELETED = "deleted"  # whether what is kept of one is gone by now
    ONE_CHAT = "one_chat"  # a notice for some chats only
    MODEL = "model"  # whether a language model answers
    BLACKED = "blacked"  # which stretches have ***, and what it stands for
    UNTOLD = "untold"  # the number of a document, its signs
    NUMBER = "number"  # what the number of a passage means
    CITED = "cited"  # whether who spoke is to be named where it is quoted
    QUOTABLE = "quotable"  # whether what stands there may be quoted as it is
    PICKS = "picks"  # which sentence is the finest
    PLAINER = "plainer"  # something in plainer words
    NOT_PRACTISING = "not_practising"  # another item, or no more, where nobody practises
    DAY = "day"  # a question to the calendar
