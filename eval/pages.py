"""HTML pages in; the share of right titles and days, and ROUGE-LSum F1 of the body, out.

The expectation beside a page has one entry a parser version; the last one is that of the page that is here (its title
stands in the page for all 40, an earlier version's for none). The expected body is the summary, then each section's
headlines and paragraphs, one a line. Titles are compared with runs of white space made one blank, days as
the expectation's own clock has them. A page in which no article is found scores 0. All pages are used.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypedDict

from detente.model import Article
from eval import adapters
from eval.measures import Scores, share
from eval.packs import PacksMissingError, progress, sample

FILES = ("pages",)
PAGE_SUFFIX = ".html.gz"

ReadPage = Callable[[Path], Article | None]


class Section(TypedDict):
    """One section of an expected body."""

    headline: list[str]
    paragraphs: list[str]


class Body(TypedDict):
    """An expected body."""

    summary: list[str]
    sections: list[Section]


class Version(TypedDict):
    """What a parser version is expected to find."""

    title: str
    publishing_date: str
    body: Body


class Judge(Protocol):
    """Anything that says how near a text comes to another, 0 to 1."""

    def __call__(self, expected: str, found: str) -> float:
        """The nearness of the second to the first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page should give, or what it gave; None where it gave nothing."""

    title: str | None
    published: date | None
    body: str | None


def run(bench: Path, limit: int | None = None, *, read_page: ReadPage = adapters.read_page) -> Scores:
    """Scores of the page reader on the pack."""
    paths = page_paths(bench, limit)
    pairs = []
    for path in progress(paths, "pages", len(paths)):
        article = read_page(path)
        found = Page(
            title=article.title if article else None,
            published=article.published if article else None,
            body=article.text if article else None,
        )
        pairs.append((expected(path), found))
    return Scores(rows=len(paths), metrics=score(pairs, rouge()))


def page_paths(bench: Path, limit: int | None) -> list[Path]:
    """The pages of the pack in the order of their names. Raises ``PacksMissingError`` where there are none."""
    paths = sorted((bench / FILES[0]).rglob(f"*{PAGE_SUFFIX}"), key=lambda path: path.relative_to(bench).as_posix())
    if not paths:
        raise PacksMissingError(f"benchmark packs: no page under {str(bench / FILES[0])!r}; *{PAGE_SUFFIX} are needed")
    return sample(paths, limit, key=lambda path: path.name)


def expected(path: Path) -> Page:
    """What the file beside a page says that it holds."""
    outlet = path.name.split("_")[0]
    versions: dict[str, Version] = json.loads((path.parent / f"{outlet}.json").read_text(encoding="utf-8"))
    version = list(versions.values())[-1]
    published = datetime.fromisoformat(version["publishing_date"]).date()
    return Page(title=version["title"], published=published, body=body_text(version["body"]))


def body_text(body: Body) -> str:
    """The expected body as text, one paragraph a line."""
    lines = list(body["summary"])
    for section in body["sections"]:
        lines += section["headline"] + section["paragraphs"]
    return "\n".join(lines)


def score(pairs: list[tuple[Page, Page]], judge: Judge) -> dict[str, float]:
    """The figures of expected pages against those found."""
    bodies = [judge(wanted.body or "", found.body) if found.body else 0.0 for wanted, found in pairs]
    return {
        "title_accuracy": share(
            sum(_plain(wanted.title) == _plain(found.title) for wanted, found in pairs), len(pairs)
        ),
        "date_accuracy": share(sum(wanted.published == found.published for wanted, found in pairs), len(pairs)),
        "body_rouge_lsum_f1": share(sum(bodies), len(pairs)),
    }


def rouge() -> Judge:
    """ROUGE-LSum F1 as the rouge-score package has it, without stemming."""
    from rouge_score import rouge_scorer  # noqa: PLC0415 - an import of seconds that other benchmarks must not pay

    scorer = rouge_scorer.RougeScorer(["rougeLsum"])

    def judge(expected: str, found: str) -> float:
        return float(scorer.score(expected, found)["rougeLsum"].fmeasure)

    return judge


def _plain(title: str | None) -> str | None:
    return " ".join(title.split()) if title else None
