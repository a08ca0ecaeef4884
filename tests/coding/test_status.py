"""Whether the words say that a thing took place."""

from datetime import date

import pytest

from detente.coding.status import is_historical
from detente.model import Basis, When

from .tables import cases, coded

# A sentence, a word of the trigger, and the status of the event told there. "Will" makes an agreement or a threat of
# it, which is an event that has happened.
TABLE = [
    ("Norway accused Chile of jamming its satellites.", "accused", "happened"),
    ("Norway did not accuse Chile of jamming its satellites.", "accuse", "denied"),
    ("Norway never invaded Chile.", "invaded", "denied"),
    ("Norway will impose sanctions on Chile.", "impose", "happened"),
    ("Norway plans to impose sanctions on Chile.", "impose", "planned"),
    ("Norway is expected to impose sanctions on Chile.", "impose", "planned"),
    ("Norway's foreign minister will visit Chile in June.", "visit", "happened"),
    ("Norway may impose sanctions on Chile.", "impose", "hypothetical"),
    ("Norway could invade Chile.", "invade", "hypothetical"),
    ("Norway might send aid to Peru.", "send", "hypothetical"),
    ("If Norway invades Chile, the fish will be dear.", "invades", "hypothetical"),
    ("Norway wants to visit Chile.", "visit", "hypothetical"),
    ("Norway threatened to bomb Chile.", "bomb", "threatened"),
    ("Norway denied that it had bombed Chile.", "bombed", "denied"),
    ("Norway denied bombing Chile.", "bombing", "denied"),
    ("Norway refused to send aid to Peru.", "send", "hypothetical"),
    ("In 1973, Norway invaded Chile.", "invaded", "historical"),
    ("Norway invaded Chile in March 2012.", "invaded", "historical"),
    ("Norway accused Chile of jamming its satellites on Tuesday.", "accused", "happened"),
    ("On April 5, Norway expelled two Chilean diplomats.", "expelled", "happened"),
    ("Norway has imposed sanctions on Chile.", "imposed", "happened"),
    ("Norway was bombed by Chile.", "bombed", "happened"),
    ("Norway had to withdraw its troops from Chile.", "withdraw", "happened"),
    ("Unless Chile yields, Norway will expel its ambassador.", "expel", "happened"),
    ("Norway would have invaded Chile.", "invaded", "hypothetical"),
    ("Norway is preparing to attack Chile.", "attack", "planned"),
    ("Norway and Chile failed to sign the agreement.", "sign", "hypothetical"),
    ("Norway agreed to send aid to Peru.", "send", "planned"),
    ("Norway sent aid to Peru, which may be attacked by Chile.", "sent", "happened"),
    ("Norway thanked Peru, whose envoy will visit Chile.", "thanked", "happened"),
]
WRONG: dict[str, str] = {
    "If Norway invades Chile, the fish will be dear.": "the parser takes Chile for a part of the fish",
    "Norway wants to visit Chile.": "left out as unsure: the model reads the wish as an agreement",
    "Norway denied bombing Chile.": "the denied deed is a claim and not also a denied event",
    "Norway would have invaded Chile.": "a thing that did not happen is read as a threat",
}


@pytest.mark.parametrize(("text", "trigger", "status"), cases(TABLE, WRONG))
def test_status_of_the_told_event(text: str, trigger: str, status: str) -> None:
    coding = coded(text)
    told = [each for each in coding.reports if trigger in each.spans[0].text]
    absorbed = [
        each
        for each in coding.reports
        for span in each.spans[1:]
        if trigger in span.text and trigger not in each.spans[0].text
    ]
    if told:
        assert [each.status for each in told] == [status]
    else:
        assert status not in {"happened", "historical"}, "the event is not told"
        assert absorbed, "neither told nor the content of another event"


def test_a_question_is_no_event() -> None:
    coding = coded("Did Norway bomb Chile? Nobody in Lima knows.")
    assert coding.reports == ()
    assert "question" in {each.reason for each in coding.left_out}


@pytest.mark.parametrize(
    ("last", "published", "basis", "is_old"),
    [
        (date(2024, 5, 1), date(2024, 5, 3), Basis.STATED, False),
        (date(2023, 5, 1), date(2024, 5, 3), Basis.STATED, True),
        (date(2024, 2, 1), date(2024, 5, 3), Basis.RELATIVE, False),
        (date(2024, 1, 31), date(2024, 5, 3), Basis.RELATIVE, True),
        (date(2023, 5, 1), None, Basis.STATED, False),
        (None, date(2024, 5, 3), Basis.STATED, False),
        (date(2023, 5, 1), date(2024, 5, 3), Basis.PUBLICATION, False),
    ],
)
def test_history_is_what_ended_more_than_92_days_before(
    last: date | None, published: date | None, basis: Basis, is_old: bool
) -> None:
    assert is_historical(When(first=last, last=last, basis=basis), published) is is_old
