# Two stages: what builds stays behind; what runs is Python, Pango and the application.
FROM python:3.11-slim-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
RUN python -m venv /venv
COPY requirements.txt /tmp/
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r /tmp/requirements.txt
WORKDIR /app
COPY . .
RUN for catalogue in locale/*/LC_MESSAGES/*.po; do \
        msgfmt --check-format -o "${catalogue%.po}.mo" "$catalogue" || exit 1; \
    done
# Collecting files needs settings, but no secret: this key serves nobody.
RUN DEBUG=False SECRET_KEY=only-for-collecting-static-files-while-the-image-is-built \
    DATA_DIR=/tmp/data /venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim-bookworm
# pg_dump must not be older than the server of the compose file, so it comes from PostgreSQL's own
# packages, by the script that Debian ships for it.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install --yes --no-install-recommends postgresql-client-16 \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libseccomp2 fonts-dejavu-core \
        tesseract-ocr-eng tesseract-ocr-chi-sim poppler-utils \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 app \
    && install --directory --owner app --group app /data
COPY --from=build /venv /venv
COPY --from=build /app /app
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DEBUG=False \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000
WORKDIR /app
USER app
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "scripts/healthcheck.py"]
CMD ["gunicorn"]
