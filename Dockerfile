# The web server of conflictmap. The database is another container: see docker-compose.yml.
FROM python:3.12-slim-bookworm

WORKDIR /srv/conflictmap
COPY pyproject.toml uv.lock ./
COPY bin bin
# With DATABASE_URL set, bin/install leaves PostgreSQL out.
RUN DATABASE_URL=elsewhere bin/install run \
    && rm -rf /var/lib/apt/lists/* /root/.cache

COPY . .
# .pg holds the generated secret key; staticfiles and timelines are filled on start.
RUN useradd --system --home-dir /srv/conflictmap conflictmap \
    && mkdir -p .pg staticfiles timelines \
    && chown conflictmap:conflictmap .pg staticfiles timelines
USER conflictmap

ENV HOST=0.0.0.0 PORT=8000 PYTHONUNBUFFERED=1
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/', timeout=4)"]
CMD ["bin/serve"]
