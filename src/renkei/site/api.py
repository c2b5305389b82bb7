"""The site's API: one description (OpenAPI), one shape of errors, every station's routes."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.exceptions import ValidationError as Wrong
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from renkei.defects import DefectsFound
from renkei.site.applications.api import router as applications
from renkei.site.applications.refusal import Closed, Outdated, Refused
from renkei.site.calls.api import router as calls
from renkei.site.desk.api import router as desk
from renkei.site.directory.api import router as organisations
from renkei.site.policy import NotAllowed
from renkei.site.portfolio.api import router as portfolio
from renkei.site.problems import Problem, RemarkOut
from renkei.site.review.api import router as review
from renkei.site.tokens.auth import PersonAuth, TokenAuth
from renkei.site.ui import reader

api = NinjaAPI(
    title="Renkei",
    version="1",
    description="Calls, applications and their submission, as people do it on the pages. Amounts are decimal texts in "
    "major units, moments ISO 8601, countries ISO 3166.",
    urls_namespace="api",
    docs_url=None,
    auth=[TokenAuth(), PersonAuth()],
)
api.add_router("/calls", calls)
api.add_router("/organisations", organisations)
api.add_router("", applications)
api.add_router("", portfolio)
api.add_router("", review)
api.add_router("", desk)


@csrf_exempt
def no_such_address(request: HttpRequest) -> HttpResponse:
    """An address below the API's that is none."""
    return _not_found(request, Http404())


def _answer(request: HttpRequest, status: int, problem: Problem) -> HttpResponse:
    return api.create_response(request, problem.model_dump(exclude_none=True), status=status)


@api.exception_handler(NotAllowed)
@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return _answer(request, 404, Problem(code="not_found", message=_("There is no such thing, or none for you.")))


@api.exception_handler(AuthenticationError)
def _unauthorized(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    message = _("Log in, or send a token of yours as Authorization: Bearer.")
    response = _answer(request, 401, Problem(code="unauthorized", message=message))
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    remarks = [RemarkOut(place=one.place, sentence=str(one.sentence)) for one in error.remarks]
    message = _("Nothing was done: see what must be changed.")
    return _answer(request, 422, Problem(code="refused", message=message, remarks=remarks))


@api.exception_handler(Closed)
def _closed(request: HttpRequest, error: Closed) -> HttpResponse:
    message = _("The call takes no applications at the moment at which this arrived: nothing was changed.")
    problem = Problem(code="closed", message=message, opens=error.opens, until=error.until, arrived=error.arrived)
    return _answer(request, 409, problem)


@api.exception_handler(Wrong)
def _wrong(request: HttpRequest, error: Wrong) -> HttpResponse:
    fields = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    remarks = [RemarkOut(place=name.strip("_"), sentence=said) for name, every in fields.items() for said in every]
    message = _("Nothing was done: see what must be changed.")
    return _answer(request, 422, Problem(code="refused", message=message, remarks=remarks))


@api.exception_handler(DefectsFound)
def _defects(request: HttpRequest, error: DefectsFound) -> HttpResponse:
    remarks = [RemarkOut(place=f"{one.file} {one.column}", sentence=str(one)) for one in reader.defects(error)]
    message = _("Nothing was done: see what must be changed.")
    return _answer(request, 422, Problem(code="refused", message=message, remarks=remarks))


@api.exception_handler(Outdated)
def _outdated(request: HttpRequest, error: Outdated) -> HttpResponse:
    message = _("Somebody saved meanwhile: read what stands, and save over its version.")
    return _answer(request, 409, Problem(code="outdated", message=message, version=error.version))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    remarks = [
        RemarkOut(place=".".join(map(str, one.get("loc", ()))), sentence=str(one.get("msg", "")))
        for one in error.errors
    ]
    message = _("What was sent is not as described.")
    return _answer(request, 422, Problem(code="invalid", message=message, remarks=remarks))


@api.exception_handler(RequestDataTooBig)
def _too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return _answer(request, 413, Problem(code="too_large", message=_("The request is larger than any that is taken.")))


@api.exception_handler(HttpError)
def _failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__ or error.__context__, RequestDataTooBig):
        return _too_large(request, RequestDataTooBig())
    return _answer(request, error.status_code, Problem(code="invalid", message=str(error)))
