"""Reports of our own coding as events that the files of others can hold: with their mode, code, place and article."""

from dataclasses import replace

from detente.model import Article, Event, EventReport, Imported

# What ``Imported.dataset`` says of our own: no format of others, so that no column of theirs is taken as given.
OWN = "detente"


def of_report(report: EventReport, article: Article) -> Event:
    """One article's telling as an event."""
    parties = {
        side: tuple(mention.actor for mention in mentions if mention.actor is not None)
        for side, mentions in (("sources", report.sources), ("targets", report.targets))
    }
    return Event(
        id=report.id,
        type=report.type,
        status=report.status,
        score=report.score,
        first=report.when.first,
        last=report.when.last,
        reports=(report.id,),
        articles=(article.id,),
        publishers=(article.publisher,) if article.publisher else (),
        independent_sources=1,
        imported=_origin(report, article),
        sources=parties["sources"],
        targets=parties["targets"],
    )


def with_report(event: Event, report: EventReport | None, article: Article | None) -> Event:
    """A linked event with what the chosen one of its tellings says beyond it; as it is where none is known."""
    return event if report is None else replace(event, imported=_origin(report, article))


def _origin(report: EventReport, article: Article | None) -> Imported:
    where = report.where
    return Imported(
        dataset=OWN,
        ids=(),
        mode=report.mode,
        contexts=report.contexts,
        code=report.cameo,
        quad=report.quad,
        published=article.published if article else None,
        place=where.name if where else None,
        country=where.country if where else None,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        urls=(article.url,) if article and article.url else (),
        story=report.article,
    )


def chosen(reports: list[EventReport]) -> EventReport | None:
    """The telling that speaks for an event: the surest, of equal ones the first by id; None of none."""
    return max(reports, key=lambda report: (report.why.score, report.id), default=None)
