# syntax=docker/dockerfile:1

FROM rust:1.95-slim-bookworm AS build
# SQLite, libpq and OpenSSL are built from source: they need a C compiler, make and perl.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gcc libc6-dev make perl \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --package whakakaha \
    && cp target/release/whakakaha /usr/local/bin/whakakaha

FROM debian:bookworm-slim
# Root certificates, for TLS to a PostgreSQL server elsewhere.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home whakakaha \
    && install --directory --owner=whakakaha --group=whakakaha --mode=0700 /data
COPY --from=build /usr/local/bin/whakakaha /usr/local/bin/whakakaha
# The service keeps its database and keys in ./data unless told otherwise, so here in /data.
WORKDIR /
USER 10001:10001
VOLUME /data
ENV WHAKAKAHA_BIND=0.0.0.0:8080 \
    WHAKAKAHA_KEYS_DIR=/data/keys
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /livez HTTP/1.0\\r\\n\\r\\n' >&3 && read -r line <&3 && [[ $line == *' 200 '* ]]"]
ENTRYPOINT ["whakakaha"]
CMD ["serve"]
