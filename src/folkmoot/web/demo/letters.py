"""Elmshavn's addresses and the letter to them, in English and in Danish. All of it is invented."""

STREETS = {
    "town": ("Havnegade", "Kajgade", "Skolegade", "Bagerstræde", "Tårnvej", "Rebslagergade", "Apotekergade"),
    "village": ("Mosevej", "Fyrvej", "Hedevej", "Åløkken", "Møllebakken"),
}
HOMES = 20  # of each street


def addresses() -> bytes:
    """A table of every address: how many live there, where it lies, what a letter needs."""
    rows = ["id,residents,area,address,postcode,city,languages"]
    for area, streets in STREETS.items():
        for street in streets:
            rows += [_row(area, street, number) for number in range(1, HOMES + 1)]
    return "\n".join(rows).encode() + b"\n"


def _row(area: str, street: str, number: int) -> str:
    floor = f", {number % 4}. sal" if area == "town" and number % 4 else ""
    speaks = "da en" if number % 5 == 0 else "da" if number % 3 else "en"
    return f'{street}-{number},{1 + number * 7 % 4},{area},"{street} {number}{floor}",9999,Elmshavn,{speaks}'


_SENDER = "Elmshavn Night Bus Assembly\nTown hall, Havnegade 1\n9999 Elmshavn"
_SAME = {
    "sender": _SENDER,
    "signature": "Signe Holm",
    "phone": "80 00 00 00",
    "return_address": "Elmshavn Night Bus Assembly\nReply 118\n9999 Elmshavn",
}
LETTERS = {
    "en": _SAME
    | {
        "heading": "You have been drawn: how do we get home in the evening?",
        "body": "The last bus in Elmshavn leaves at seven. The transport committee decides on the timetable of the next four "
        "years, and wants to hear first what twenty people of this town work out together.\n\n"
        "Your address was drawn by lot. Everybody of 16 and over who lives here may say yes. From those who do, a public "
        "lottery chooses twenty who together are like the town.\n\n"
        "You need to know nothing beforehand. There are three evenings, with a meal, child care, and 450 kroner for each. "
        "Whatever stands in your way, tell us: we help.",
    },
    "da": _SAME
    | {
        "heading": "Lodtrækningen faldt på jer: hvordan kommer vi hjem om aftenen?",
        "body": "Den sidste bus i Elmshavn kører klokken syv. Trafikudvalget beslutter køreplanen for de næste fire år og vil "
        "først høre, hvad tyve mennesker fra byen når frem til sammen.\n\n"
        "Jeres adresse er trukket ved lodtrækning. Alle på 16 år og derover, som bor her, kan sige ja. Blandt dem vælger en "
        "offentlig lodtrækning tyve, som tilsammen ligner byen.\n\n"
        "I behøver ikke at vide noget på forhånd. Der er tre aftener med mad, børnepasning og 450 kroner for hver. Er der "
        "noget, der står i vejen, så sig det: vi hjælper.",
    },
}
