"""Exit statuses: 1, some input lines were no questions, or a defect; 2, the operator has something to mend."""

BAD_INPUT, DEFECT, BAD_SET_UP = 1, 1, 2
