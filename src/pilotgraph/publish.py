"""Loads the graph into a SPARQL server by the Graph Store Protocol."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from http import HTTPStatus
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPBasicAuthHandler,
    HTTPDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    OpenerDirector,
    Request,
    build_opener,
    parse_http_list,
    parse_keqv_list,
)

from pilotgraph.engines import load
from pilotgraph.errors import Problem, RequestError, SourceError

if TYPE_CHECKING:
    from pilotgraph.files import Folder

SECONDS = 120
VIRTUOSO = "/sparql-graph-crud-auth"
# Paths at which a graph store service, rather than a query service, is known to listen.
STORES = ("/store", "/data", "/sparql-graph-crud", VIRTUOSO, "/rdf-graphs/service", "/graph-store")


def publish(
    folder: Folder, endpoint: str, graph_store: str | None = None, user: str = "", password: str = ""
) -> Iterator[tuple[str, int]]:
    """
    Replace the named graphs on a server; gives each graph's IRI and its number of triples once it is there.

    endpoint: the address of the server's SPARQL service or of its graph store service.
    graph_store: the address of its graph store service, where that cannot be told from the endpoint.
    user, password: for servers that ask for them, by basic or digest authentication.
    Raises RequestError for an address that is none, SourceError if a graph cannot be read or the server refuses it.
    """
    import pyoxigraph as ox

    for address in (endpoint, endpoint if graph_store is None else graph_store):
        if urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).netloc:
            remedy = "give an address such as https://example.org/sparql"
            raise RequestError(Problem(f"--endpoint {address}", "is not an http address", remedy))
    store = load(folder, ox.Store())
    opener = _opener(user, password)
    target = graph_store or store_address(endpoint, opener)
    for iri, _ in folder.graphs:
        # N-Triples is also Turtle, and the part of it that every server reads alike.
        content = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(iri)) or b""
        _put(opener, target, iri, content, user, password)
        yield iri, content.count(b"\n")


def store_address(endpoint: str, opener: OpenerDirector | None = None) -> str:
    """
    The address of the graph store service that belongs to a SPARQL service.

    Asks the server who it is only where the path alone does not tell.
    """
    parts = urlsplit(endpoint)
    path = parts.path.rstrip("/")
    if path.endswith(STORES):
        return endpoint
    before, _, last = path.rpartition("/")
    if last in ("query", "update"):
        path = f"{before}/store"
    elif last == "sparql":
        server = _server(endpoint, opener or build_opener())
        # Fuseki keeps a data set below its own name; the others listen at the top.
        path = before + (VIRTUOSO if "virtuoso" in server else "/data" if "fuseki" in server else "/store")
    else:
        path = f"{path}/store"
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


class _Credentials(HTTPPasswordMgrWithDefaultRealm):
    """One name and password, for the one server that is addressed."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__()
        self.both = (user, password)

    def find_user_password(self, realm: str | None, authuri: str) -> tuple[str, str]:  # noqa: ARG002
        return self.both


def _opener(user: str, password: str) -> OpenerDirector:
    if not user:
        return build_opener()
    known = _Credentials(user, password)
    return build_opener(HTTPDigestAuthHandler(known), HTTPBasicAuthHandler(known))


def _challenge(address: str) -> str:
    """
    How the server asks for a password at an address; empty if it does not.

    Asked before a graph is sent: a server that refuses in the middle of a large body closes the line, and what it
    says is lost.
    """
    try:
        with build_opener().open(Request(address, method="HEAD"), timeout=SECONDS) as response:
            response.read()
    except HTTPError as error:
        return str(error.headers.get("WWW-Authenticate", "Basic")) if error.code == HTTPStatus.UNAUTHORIZED else ""
    except (OSError, HTTPException) as error:
        raise _unreachable(address.partition("?")[0], error) from None
    return ""


def _answer(challenge: str, request: Request, user: str, password: str) -> str:
    """The header that answers a server's challenge; empty where the scheme is not known."""
    scheme, _, rest = challenge.partition(" ")
    if scheme.lower() == "basic":
        return "Basic " + b64encode(f"{user}:{password}".encode()).decode("ascii")
    if scheme.lower() == "digest":
        digest = HTTPDigestAuthHandler(_Credentials(user, password))
        found = digest.get_authorization(request, parse_keqv_list(parse_http_list(rest)))
        return f"Digest {found}" if found else ""
    return ""


def _server(endpoint: str, opener: OpenerDirector) -> str:
    """What the server calls itself, in lower case."""
    try:
        with opener.open(Request(endpoint, method="HEAD"), timeout=SECONDS) as response:
            return str(response.headers.get("Server", "")).lower()
    except HTTPError as error:
        return str(error.headers.get("Server", "")).lower()
    except (OSError, HTTPException) as error:
        raise _unreachable(endpoint, error) from None


def _put(opener: OpenerDirector, target: str, iri: str, content: bytes, user: str, password: str) -> None:
    # Virtuoso has a parameter name of its own for the graph.
    name = "graph-uri" if "/sparql-graph-crud" in target else "graph"
    address = f"{target}{'&' if '?' in target else '?'}{name}={quote(iri, safe='')}"
    request = Request(address, data=content, method="PUT", headers={"Content-Type": "text/turtle; charset=utf-8"})
    challenge = _challenge(address)
    if challenge and not user:
        raise SourceError(Problem(target, "does not let us write (401)", "give --user and --password"))
    if challenge and (answer := _answer(challenge, request, user, password)):
        request.add_unredirected_header("Authorization", answer)
    try:
        with opener.open(request, timeout=SECONDS) as response:
            response.read()
    except HTTPError as error:
        raise SourceError(_refused(target, iri, error, named=bool(user))) from None
    except ValueError as error:
        # An authentication scheme that the client does not know.
        raise SourceError(Problem(target, f"refuses: {error}", "use basic or digest authentication")) from None
    except (OSError, HTTPException) as error:
        raise _unreachable(target, error) from None


def _refused(target: str, iri: str, error: HTTPError, *, named: bool) -> Problem:
    if error.code in (401, 403):
        remedy = "check the name and password" if named else "give --user and --password"
        return Problem(target, f"does not let us write ({error.code})", remedy)
    if error.code in (404, 405, 501):
        what = f"takes no graphs ({error.code} {error.reason})"
        return Problem(target, what, "give the address of its graph store service with --graph-store")
    said = " ".join(error.read(300).decode("utf-8", "replace").split())
    return Problem(target, f"refuses {iri}: {error.code} {error.reason} {said}".rstrip(), "see the server's log")


def _unreachable(address: str, error: Exception) -> SourceError:
    reason = error.reason if isinstance(error, URLError) else error
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return SourceError(Problem(address, f"cannot be reached: {said}", "check the address, and that the server runs"))
