"""Made-up articles on few happenings, many alike, with reports and claims, for linking to tell apart."""

import random
from datetime import date, timedelta

from detente.linking import Found
from detente.model import (
    Actor,
    ActorMention,
    Article,
    Basis,
    Claim,
    EventReport,
    Span,
    Stance,
    Status,
    When,
    Why,
    content_id,
)

DAY = date(2022, 5, 2)
KINDS = ("ACCUSE", "ASSAULT", "CONSULT", "REQUEST")
STATES = ("NOR", "CHL", "PER", "JPN")
WHY = Why(rule="made", score=0.9)
HEADS, TAILS = ("bal", "ker", "tor", "min", "sul", "vag"), ("an", "ed", "im", "os", "ur")
WORDS = [f"{head}{tail}" for head in HEADS for tail in TAILS]


def made(seed: int, size: int = 40) -> list[Found]:
    """Articles of few words on few happenings, some of them copies, with the reports and claims in them."""
    chance = random.Random(seed)  # noqa: S311
    found: list[Found] = []
    for number in range(size):
        day = DAY + timedelta(days=chance.randrange(8))
        text = " ".join(chance.choice(WORDS) + chance.choice(WORDS) for _ in range(40))
        if found and chance.random() < 0.4:
            near = chance.choice(found).articles[0].text.split()
            text = " ".join([*near[: chance.choice((10, 20, 38))], *text.split()])
        if chance.random() < 0.2:
            text = f"OSLO (AP) - {text}"
        published = None if chance.random() < 0.1 else day
        article = Article(
            id=content_id("made", seed, number), text=text, published=published, publisher=f"P{chance.randrange(4)}"
        )
        reports = [_report(chance, article, place, day) for place in range(chance.choice((0, 1, 1, 2)))]
        claims = [_claim(chance, each) for each in reports if chance.random() < 0.3]
        found.append(Found([article], reports, claims))
    return found


def _report(chance: random.Random, article: Article, place: int, day: date) -> EventReport:
    span = Span(start=0, end=3, text=article.text[:3])
    one, other = chance.sample(STATES, 2)
    basis = chance.choice((Basis.STATED, Basis.PUBLICATION))
    length = chance.choice((0, 0, 0, 1, 6, 40))
    dated = chance.random() < 0.9
    return EventReport(
        id=content_id("report", article.id, place),
        article=article.id,
        type=chance.choice(KINDS),
        mode=None,
        contexts=(),
        cameo=None,
        quad=1,
        score=chance.choice((-2.0, 1.0)),
        sources=(_mention(one, chance.choice((None, None, "MIL"))),),
        targets=() if chance.random() < 0.2 else (_mention(other),),
        when=When(first=day if dated else None, last=day + timedelta(days=length) if dated else None, basis=basis),
        where=None,
        status=chance.choice((Status.HAPPENED, Status.HAPPENED, Status.PLANNED)),
        spans=(span,),
        why=WHY,
    )


def _mention(country: str, sector: str | None = None) -> ActorMention:
    return ActorMention(span=Span(start=0, end=3, text="abc"), actor=Actor(country=country, sector=sector), why=WHY)


def _claim(chance: random.Random, report: EventReport) -> Claim:
    return Claim(
        id=content_id("claim", report.id),
        article=report.article,
        proposition=report.spans[0],
        claimant=_mention(chance.choice(STATES)),
        stance=chance.choice(list(Stance)),
        report=report.id,
        quotation=None,
        why=WHY,
    )
