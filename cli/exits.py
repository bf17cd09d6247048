"""Exit statuses: 1, some input lines were no questions, or a defect; 2, the operator must act.

Of the running bot: 75, it hears nothing any more, start it again; 76, it was to end and had to be broken off.
"""

BAD_INPUT, DEFECT, BAD_SET_UP = 1, 1, 2
DEAF, UNFINISHED = 75, 76
