"""One assembly, as it is told twice: once on everybody's own device, once on paper and by phone.

Words, votes and days stand here, and so does what must come of them, worked out by hand. Both tellings hold it against
what the public pages say.
"""

from datetime import UTC, datetime

from folkmoot.tables import WRITERS

TITLE = "Havneby harbour assembly"
SLUG = "havneby-harbour-assembly"
PLAN = {
    "What is the assembly called?": TITLE,
    "For which place?": "Havneby",
    "What is it about?": "The ferry leaves in two years. Ten people drawn by lot work out what the quay becomes.",
    "How many seats does it have?": "10",
}
DECISION = {
    "Which decision will it change?": "Local plan for the ferry quay",
    "Who takes that decision?": "Havneby town council",
    "By when is it taken?": "2027-12-01",
}
QUESTION = "What should Havneby make of its ferry quay?"
INFLUENCE = "Consult: we listen, and say how your views changed the decision"
# Page of the editor → what is written on it; what stands there already from the model may stay.
CLAUSES = {
    "The question and its decision": {"The question to the assembly": QUESTION},
    "How far the word counts": {
        "What happens when we disagree with a recommendation": "We say why, in writing, to each recommendation.",
    },
    "What may be worked on": {"What is off the table": "The lighthouse stays."},
    "What may come out": {
        "A recommendation needs (share, upper number)": "2",
        "… of (share, lower number)": "3",
        "The share is taken": "of all ballots cast",
    },
    "What we answer, and when": {
        "Time to reply after the hand-over": "90",
        "In which form we reply": "In writing, to each recommendation.",
    },
    "How it is run": {
        "What is public and when": "Everything but the tables.",
        "How personal data is treated": "Members are known by a pseudonym.",
    },
    "If the promise is broken": {
        "What everybody sees if we break this promise": "Every day of silence is counted on the promise board.",
    },
}
MAYOR = {"Office": "Mayor of Havneby", "Name of the person who holds it now": "Karin Lund", "Short name": "mayor"}

# -- The days ------------------------------------------------------------------------------------------------------

QUESTION_DAY = datetime(2027, 1, 11, 9, tzinfo=UTC)
SIGNATURE_DAY = datetime(2027, 1, 13, 9, tzinfo=UTC)
DRAW_DAY = datetime(2027, 2, 1, 17, tzinfo=UTC)
PHONE_DAY = datetime(2027, 2, 3, 9, tzinfo=UTC)
MEETING_DAY = datetime(2027, 3, 6, 10, tzinfo=UTC)
HAND_OVER_DAY = datetime(2027, 3, 22, 16, tzinfo=UTC)
# Ninety days after the hand-over is the 20th of June.
FIRST_REPLY_DAY = datetime(2027, 5, 3, 8, tzinfo=UTC)
LATE_REPLY_DAY = datetime(2027, 6, 25, 8, tzinfo=UTC)
LAST_DAY = datetime(2027, 7, 1, 8, tzinfo=UTC)

# -- The pool ------------------------------------------------------------------------------------------------------

_TARGETS = (
    ("gender", "woman", "5", "5"),
    ("gender", "man", "5", "5"),
    ("age", "under 40", "3", "4"),
    ("age", "40 to 64", "3", "4"),
    ("age", "65 and over", "3", "4"),
)
_AGES = ("under 40", "40 to 64", "65 and over")


def targets(kind: str) -> bytes:
    """The targets as a file: `csv`, `xlsx` or `ods`."""
    return WRITERS[kind](("category", "name", "min", "max"), _TARGETS)


def pool(kind: str, *, mail: bool) -> bytes:
    """Forty people who said yes to the invitation, by mail or on a card that can be sent back."""
    rows = [
        (
            f"H-{n:02}",
            "woman" if n % 2 else "man",
            _AGES[n % 3],
            f"Quay {n}",
            f"Person {n}",
            f"person-{n}@example.net" if mail else "",
            f"+45 70 00 00 {n:02}",
        )
        for n in range(1, 41)
    ]
    return WRITERS[kind](("id", "gender", "age", "address", "name", "email", "phone"), rows)


# -- The meeting ---------------------------------------------------------------------------------------------------

MEETING = {
    "What the meeting is called": "The quay in one day",
    "Date": "2027-03-06",
    "Starts at": "10:00",
    "Ends at": "16:00",
    "Time zone of the place": "Europe/Copenhagen",
    "Place": "Havneby school",
    "How to get there": "Bus 3 to the school. Step-free from the yard.",
    "Agenda": "60 What people said\n120 Texts\n60 Secret ballot",
}
STATEMENT = "On windy days there is nowhere to sit."
TEXTS = (
    ("A roof on the quay", "The town builds a roof with benches on the quay, open day and night."),
    ("A bath in the basin", "The old ferry basin becomes a bath that is free for everybody."),
    ("A car park", "The marshalling lanes become a car park with two hundred places."),
    ("The ferry hall for clubs", "The ferry hall is lent to clubs, free of charge, from next spring."),
)
# Each row is one of the six members who are present, each column a text. Of six cast, two thirds are four.
VOTES = (
    ("yes", "yes", "no", "yes"),
    ("yes", "yes", "no", "yes"),
    ("yes", "yes", "yes", "yes"),
    ("yes", "yes", "no", "yes"),
    ("yes", "blank", "yes", "abstain"),
    ("no", "abstain", "abstain", "yes"),
)
FOREWORD = "We are ten people who did not know each other. **Two thirds of us want what stands here.**"
PLACE = "Havneby town hall"
FIRST_REPLY = (
    "A roof on the quay",
    "Yes, we accept it as it stands",
    {"In your words": "The money is in next year's budget."},
)
LATE_REPLY = (
    "A bath in the basin",
    "No: we give the reason",
    {"The reason": "Cost: name the figure", "In your words": "It costs eleven million, and we have four."},
)

# -- What must come of it ------------------------------------------------------------------------------------------

# SHA-256 of the canonical JSON of {number, text, title}: the same words have the same, whoever typed them.
SHA256 = (
    "9ddbcb7b1648cab06dc27b0f2c955f70afea699c10eaf6c0bdcae81bf53fc6f9",
    "0ae208f323955339c8a3a828dbf9f9d2ce76ab1759f3ab48f868c4762208cf84",
    "e1644c99e97556875066b99137fd13ce8591d8b0ee84a6a4ac5ddc4c1eecd292",
    "bd0c186700534c87436446bdb87598b11ab1077713397d11a1799805b4f66d75",
)
# Text, verdict, yes, needed, no, abstained, cast.
RESULT = [
    ["1. A roof on the quay", "Adopted", "5", "4", "1", "0", "6"],
    ["2. A bath in the basin", "Adopted", "4", "4", "0", "1", "6"],
    ["3. A car park", "Not adopted", "2", "4", "3", "1", "6"],
    ["4. The ferry hall for clubs", "Adopted", "5", "4", "0", "1", "6"],
]
_MARKS: tuple[dict[str, int], ...] = (
    {"yes": 5, "no": 1},
    {"yes": 4, "abstain": 1, "blank": 1},
    {"yes": 2, "no": 3, "abstain": 1},
    {"yes": 5, "abstain": 1},
)
_NONE = dict.fromkeys(("yes", "no", "abstain", "blank", "spoilt"), 0) | {"eligible": 10, "present": 6, "cast": 6}
REPORT = {
    "assembly": SLUG,
    "title": TITLE,
    "question": QUESTION,
    "foreword": FOREWORD,
    "recommendations": [
        {
            "number": number,
            "title": title,
            "text": text,
            "sha256": SHA256[number - 1],
            "adopted": number != 3,
            "outcome": _NONE | {"needed": 4} | _MARKS[number - 1],
            "minority": [],
        }
        for number, (title, text) in enumerate(TEXTS, start=1)
    ],
}
_ROOF = ("1", "yes", "mayor", "replied", "0", "accept", FIRST_REPLY[2]["In your words"])
_CAR_PARK = ("3", "no", "", "", "", "", "")
BOARD_IN_MAY = [
    _ROOF,
    ("2", "yes", "mayor", "waiting", "48", "", ""),
    _CAR_PARK,
    ("4", "yes", "mayor", "waiting", "48", "", ""),
]
BOARD_IN_JULY = [
    _ROOF,
    ("2", "yes", "mayor", "replied-late", "5", "reject", LATE_REPLY[2]["In your words"]),
    _CAR_PARK,
    ("4", "yes", "mayor", "no-answer", "11", "", ""),
]
