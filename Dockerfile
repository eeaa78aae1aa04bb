# Three stages: fonts and scripts, Python packages, and the image that runs. No compiler and no npm reach the last one.
ARG PYTHON=3.12

FROM node:22-bookworm-slim AS node
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error

FROM python:${PYTHON}-slim-bookworm AS packages
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements/run.txt /requirements/
RUN python -m venv /venv \
 && /venv/bin/pip install --quiet --require-hashes -r /requirements/run.txt

FROM python:${PYTHON}-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data STATIC_ROOT=/app/build/static
RUN useradd --uid 10001 --create-home --shell /usr/sbin/nologin veillee \
 && install -d -o veillee -g veillee /data
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
# Assets and translations belong to the image: the same for every process that runs from it. The key signs nothing.
COPY --from=node /app/node_modules node_modules
RUN export SECRET_KEY=only-while-building DATA_DIR=/tmp/build \
 && python manage.py build_assets \
 && python manage.py translations compile \
 && python manage.py collectstatic --no-input --verbosity 0 \
 && python -m compileall -q incubator programmes participants mentoring showcase \
 && rm -rf node_modules /tmp/build
USER veillee
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# gunicorn reads its options here, so that every place starts it by the same two words
ENV GUNICORN_CMD_ARGS="--bind 0.0.0.0:8000 --worker-class gthread --threads 4 --worker-connections 24 --preload \
--max-requests 20000 --max-requests-jitter 5000 --worker-tmp-dir /dev/shm --access-logfile -"
CMD ["gunicorn", "incubator.wsgi:application"]
