"""Ten subjects, marked in the shipped speeches sentence by sentence before the search for them was written.

Each line: the subject, then for each speech the numbers of the sentences that somebody who reads both speeches
would put into a document on it.
"""

MARKS: dict[str, dict[str, str]] = {
    "作风建设": {
        "2022": "0-03 1-05 1-07 1-09 3-01 3-03 3-06 3-07 3-08 3-09 3-10 3-11 3-12 3-13 3-14 3-15 4-02",
        "2023": "4-04",
    },
    "纪律": {
        "2022": "1-09 2-02 2-03 2-04 2-05 2-06 2-07 2-10 2-12 3-17 3-19 4-02",
        "2023": "4-01 4-02 4-03 4-05",
    },
    "监督": {"2022": "2-13 2-15 2-16 2-17 2-18 3-19 3-20 4-01", "2023": "1-07 3-06 4-05"},
    "责任书": {"2022": "0-02 1-08 1-09 2-14 2-15"},
    "主体责任": {"2022": "1-01 1-02 1-03 1-04 1-05 1-06 1-07 1-09", "2023": "0-06 0-11 2-01 2-06 4-05"},
    "党性修养": {"2022": "3-02 3-03 3-04 3-05"},
    "警示教育": {"2022": "0-02 3-05", "2023": "4-06"},
    "调查研究": {"2022": "3-09 3-10 3-11 3-13"},
    "反腐败": {"2023": "0-06 0-09 2-05 3-02 3-03"},
    "党内政治生活": {"2022": "3-16 3-17 3-18 3-19 3-20 3-21 4-01"},
}


def marked(subject: str) -> set[str]:
    """Return the numbers of the sentences that are marked for a subject: 2022-3-07."""
    return {f"{slug}-{number}" for slug, numbers in MARKS[subject].items() for number in numbers.split()}
