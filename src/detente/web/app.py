"""An opened store in, the application out: each page under its address, and its twin under the same with ``.json``."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException

from detente.errors import DetenteError, InputError, NotFoundError
from detente.web import layers, wording
from detente.web.article import article_page
from detente.web.event import event_page
from detente.web.guard import Guard
from detente.web.home import home_page
from detente.web.pair import pair_chart, pair_page
from detente.web.pairs import pairs_page
from detente.web.shelf import Page, Shelf

ROOM = Path(__file__).parent
READ = ["GET", "HEAD"]
TWIN = ".json"

# Address, what makes the page, its template. An address with less in it comes after one with more.
PAGES: tuple[tuple[str, Callable[..., Page], str], ...] = (
    ("/", home_page, "home.html"),
    ("/pairs", pairs_page, "pairs.html"),
    ("/pair/{a}/{b}", pair_page, "pair.html"),
    ("/event/{key}", event_page, "event.html"),
    ("/article/{key:path}", article_page, "article.html"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What the page of a failure shows."""

    title: str
    message: str


def make_app(library: Shelf) -> FastAPI:
    """The application that shows an opened store; it reads only, and every page has a ``.json`` twin."""
    app = FastAPI(title="détente", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.shelf = library
    app.add_middleware(Guard)
    app.mount("/static", StaticFiles(directory=ROOM / "static"))
    app.add_api_route("/pair/{a}/{b}.svg", pair_chart, methods=READ, response_class=Response, response_model=None)
    templates = load_templates()
    for path, view, template in PAGES:
        app.add_api_route(path + TWIN, _twin(view), methods=READ, response_model=None)
        app.add_api_route(path, _page(view, template, templates), methods=READ, response_model=None)
    _add_failures(app, templates)
    return app


def load_templates() -> Environment:
    """The templates of this room, with all values escaped."""
    environment = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["words"] = wording
    environment.globals["layers"] = layers
    return environment


def _page(view: Callable[..., Page], template: str, templates: Environment) -> Callable[..., Response]:
    def answer(request: Request, page: Annotated[Page, Depends(view)]) -> Response:
        query = request.url.query
        twin = quote(request.scope["path"]) + TWIN + (f"?{query}" if query else "")
        return HTMLResponse(templates.get_template(template).render(page=page, twin=twin))

    return answer


def _twin(view: Callable[..., Page]) -> Callable[..., Response]:
    def answer(page: Annotated[Page, Depends(view)]) -> Response:
        return JSONResponse(page.row())

    return answer


def _add_failures(app: FastAPI, templates: Environment) -> None:
    """Every failure answers as a page of its own, or as {"error"} where the twin was asked for."""

    def failed(request: Request, status: int, message: str) -> Response:
        if request.url.path.endswith(TWIN):
            return JSONResponse({"error": message}, status_code=status)
        name = HTTPStatus(status).phrase.capitalize()
        shown = templates.get_template("error.html").render(page=Failure(title=name, message=message), twin=None)
        return HTMLResponse(shown, status_code=status)

    @app.exception_handler(DetenteError)
    def own(request: Request, error: DetenteError) -> Response:
        return failed(request, _status(error), str(error))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        answer = failed(request, error.status_code, _explained(request, error))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    def refused(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        name = str(first["loc"][-1])
        return failed(request, HTTPStatus.BAD_REQUEST, f"{name}: {first['input']!r} is not allowed. {first['msg']}")


def _status(error: DetenteError) -> HTTPStatus:
    if isinstance(error, NotFoundError):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.BAD_REQUEST if isinstance(error, InputError) else HTTPStatus.INTERNAL_SERVER_ERROR


def _explained(request: Request, error: HTTPException) -> str:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return f"{request.url.path}: no such page; articles, events and pairs have pages. Begin at the list of articles"
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return f"{request.method}: not allowed; these pages can be read, not written to. Use GET"
    return str(error.detail)
