# Kembar in containers. Nothing here runs as root, and nothing is written outside /data.
#
#   docker build --target daemon -t kembar .          crawl, flag, alert: kembar run
#   docker build --target public -t kembar-public .   a public copy for everybody
#
# Pin the digest of the base image for a build that is to be the same again.
ARG PYTHON=python:3.13-slim

FROM ${PYTHON} AS built
WORKDIR /source
COPY . .
RUN python -m venv /opt/kembar \
 && /opt/kembar/bin/pip install --no-cache-dir --disable-pip-version-check .

FROM ${PYTHON} AS base
COPY --from=built /opt/kembar /opt/kembar
RUN useradd --uid 10001 --home-dir /data --create-home --shell /usr/sbin/nologin kembar
ENV PATH=/opt/kembar/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM

# The archive is in /data/data/archive.db, the configuration in /data/kembar.toml.
FROM base AS daemon
ENTRYPOINT ["kembar", "run"]

# Expects /data/public.db, made by `kembar archive publish`; add `--name HOST` for each host name.
FROM base AS public
EXPOSE 8001
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8001/-/versions.json', timeout=4)"]
ENTRYPOINT ["kembar", "archive", "serve", "--public", "/data/public.db", "--listen", "0.0.0.0", "--port", "8001"]
