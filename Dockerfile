# roundwire as an image: one stage that installs, one that only runs. `docker compose up` builds it.
FROM python:3.13.9-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/roundwire
# Dependencies first: this layer stays until a lock changes.
COPY requirements-rocksdb.txt ./
RUN /opt/roundwire/bin/pip install --require-hashes --prefer-binary -r requirements-rocksdb.txt
COPY pyproject.toml README.md LICENSE ./
COPY seeds seeds
COPY streams streams
RUN /opt/roundwire/bin/pip install --no-deps --no-build-isolation . \
    && /opt/roundwire/bin/pip uninstall --yes hatchling editables trove-classifiers tomlkit pip

FROM python:3.13.9-slim-bookworm
# An ordinary user, by number so that a cluster can see that it isn't root. The only place it writes is the volume, and /tmp.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin roundwire \
    && install --directory --owner=roundwire /var/lib/roundwire
COPY --from=build /opt/roundwire /opt/roundwire
ENV PATH=/opt/roundwire/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp ROUNDWIRE_DATA_DIR=/var/lib/roundwire
USER 10001
WORKDIR /var/lib/roundwire
VOLUME /var/lib/roundwire
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=20s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from streams.bus import Bus; from streams.settings import load; Bus(load()).ping()"]
ENTRYPOINT ["roundwire"]
CMD ["worker"]
