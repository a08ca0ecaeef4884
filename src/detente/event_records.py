"""Events in, plain rows for JSON and tables out; what is absent is None."""

from detente.model import Disagreement, Event, Imported
from detente.records import Row, Value, actor_row, day_text


def event_row(event: Event) -> Row:
    """One happening with the ids of all its tellings."""
    return {
        "id": event.id,
        "type": event.type,
        "status": event.status,
        "score": event.score,
        "sources": [actor_row(each) for each in event.sources],
        "targets": [actor_row(each) for each in event.targets],
        "first": day_text(event.first),
        "last": day_text(event.last),
        "independent_sources": event.independent_sources,
        "confidence": event.confidence,
        "publishers": list(event.publishers),
        "articles": list(event.articles),
        "reports": list(event.reports),
        "links": [
            {"report": link.report, "to": link.to, "score": link.score, "reason": link.reason} for link in event.links
        ],
        "disagreements": [_disagreement(each) for each in event.disagreements],
        "imported": _imported(event.imported) if event.imported else None,
    }


def _disagreement(disagreement: Disagreement) -> Row:
    values: list[Value] = [{"value": each.value, "reports": list(each.reports)} for each in disagreement.values]
    return {"about": disagreement.about, "values": values}


def _imported(origin: Imported) -> Row:
    return {
        "dataset": origin.dataset,
        "ids": list(origin.ids),
        "code": origin.code,
        "mode": origin.mode,
        "intensity": origin.intensity,
        "urls": list(origin.urls),
    }
