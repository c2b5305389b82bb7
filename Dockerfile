# The site's image: the wheel built from this folder, in a small Python, as a user without rights.
FROM python:3.12-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --constraint constraints.txt --wheel-dir /wheels ".[site]"

FROM python:3.12-slim
RUN useradd --system --uid 1000 --create-home renkei && install -d -o renkei /data
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir --no-index --find-links /wheels "renkei[site]" && rm -r /wheels
USER renkei
ENV RENKEI_DATA=/data PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
ENTRYPOINT ["renkei", "site"]
CMD ["run", "--bind", "0.0.0.0:8000"]
