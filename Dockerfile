# The site in one image: web and management commands. Data lives in the volume at /data.
FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    IMR_DATA_DIR=/data

RUN useradd --system --uid 10001 --create-home imr && install -d -o imr -g imr /data
WORKDIR /app

COPY .requirements/runtime.lock .requirements/runtime.lock
RUN python -m pip install --no-cache-dir --require-hashes --requirement .requirements/runtime.lock

COPY manage.py ./
COPY imr_site imr_site
COPY determinations determinations
COPY ingest ingest
COPY templates templates
COPY static static
COPY .docker/start .docker/start

USER imr
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD [".docker/start"]
