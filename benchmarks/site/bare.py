"""The bare peer: one Django view that inserts a row and renders a page, behind the same door.

usage: python -m benchmarks.site.bare PORT    (RENKEI_DATABASE names the server)
"""

import os
import sys

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from renkei.site.environment import read_environment

WORKERS = 2
PAGE = "<!doctype html><title>{{ row.pk }}</title><h1>Receipt</h1><p>{{ row.at|date:'c' }}</p><p>{{ row.text }}</p>"


def main(port: int) -> None:
    where = read_environment().database
    assert where is not None
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        SECRET_KEY="bare",
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": where.name,
                "USER": where.user,
                "HOST": where.host,
                "CONN_MAX_AGE": 60,
            }
        },
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        INSTALLED_APPS=[],
    )
    django.setup()

    class Row(models.Model):
        text = models.TextField()
        at = models.DateTimeField(auto_now_add=True)

        class Meta:
            app_label = "bare"

    with connection.schema_editor() as editor:
        editor.create_model(Row)
    connection.close()
    template = engines["django"].from_string(PAGE)

    def insert(request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            row = Row.objects.create(text=request.POST["text"])
        return HttpResponse(template.render({"row": row}, request))

    global urlpatterns  # noqa: PLW0603  # where Django looks for them
    urlpatterns = [path("", insert)]
    sys.modules["bare_urls"] = sys.modules[__name__]
    settings.ROOT_URLCONF = "bare_urls"
    from gunicorn.app.base import BaseApplication

    class Door(BaseApplication):
        def load_config(self) -> None:
            for name, value in {"bind": f"127.0.0.1:{port}", "workers": WORKERS, "threads": 4}.items():
                self.cfg.set(name, value)

        def load(self):
            return get_wsgi_application()

    Door().run()


if __name__ == "__main__":
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    main(int(sys.argv[1]))
