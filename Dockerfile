# One image for every role; the argument says which: api, backoffice, worker or migrate.
# `npm run image` builds it, and infra/image/image.test.js starts each role in it.
ARG NODE_IMAGE=node:26.10.0-trixie-slim

FROM ${NODE_IMAGE} AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps apps
COPY libs libs
# Only what npm reads stays, so that a changed source does not make the next stage install again.
RUN find apps libs -type f ! -name package.json -delete

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY --from=manifests /app ./
# Optional packages are what sharp needs on this platform, and Node itself for machines that lack it; this image has
# Node. The secrets are the builder's own way to the registry (.npmrc, certificate authorities), where it needs one:
# they reach no layer.
RUN --mount=type=cache,target=/var/cache/npm \
    --mount=type=secret,id=npmrc \
    --mount=type=secret,id=authorities \
    NPM_CONFIG_USERCONFIG=/run/secrets/npmrc NPM_CONFIG_CACHE=/var/cache/npm \
    npm ci --omit=dev --ignore-scripts --prefer-offline --no-audit --no-fund && \
    rm -rf node_modules/node-linux-* node_modules/.bin/node

# The staff page is built here, with packages that the image itself does not hold.
FROM ${NODE_IMAGE} AS page
WORKDIR /app
COPY --from=manifests /app ./
RUN --mount=type=cache,target=/var/cache/npm \
    --mount=type=secret,id=npmrc \
    --mount=type=secret,id=authorities \
    NPM_CONFIG_USERCONFIG=/run/secrets/npmrc NPM_CONFIG_CACHE=/var/cache/npm \
    npm ci --workspace=@soomcare/backoffice-web --ignore-scripts --prefer-offline --no-audit --no-fund
COPY apps/backoffice/web apps/backoffice/web
RUN node node_modules/vite/bin/vite.js build apps/backoffice/web --logLevel=warn

FROM ${NODE_IMAGE}
ENV NODE_ENV=production
WORKDIR /app
# What runs belongs to root and is only read: the program can change nothing of itself, and a read-only root file
# system suits it.
COPY --from=packages /app ./
COPY apps apps
COPY libs libs
COPY --from=page /app/apps/backoffice/web/dist apps/backoffice/web/dist
COPY infra/image/inside infra/image/inside
# The official image's user `node`, by number, so that an orchestrator can see that it is not root.
USER 1000:1000
# API, back-office, metrics of whichever role runs
EXPOSE 3000 3100 9464
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["node", "/app/infra/image/inside/health.js"]
ENTRYPOINT ["node", "/app/infra/image/inside/start.js"]
CMD []
# Last, because they change with every commit.
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="soomcare" \
      org.opencontainers.image.description="Asthma self-care: API, back-office, worker and migration" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
