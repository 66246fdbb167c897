# The images of docker-compose.yml: the server with the built client, and the proxy in front of it.
FROM caddy:2.11.9-alpine AS caddy

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /hotseat
COPY package.json package-lock.json .npmrc tsconfig.base.json ./
COPY shared/package.json shared/
COPY server/package.json server/
COPY web/package.json web/
COPY test/package.json test/
# The image has the right Node already, so the one that npm would install is left out with the scripts.
RUN npm ci --ignore-scripts
COPY shared shared
COPY web web
RUN npm exec --workspace web -- vite build && npm prune --omit=dev --ignore-scripts && rm -rf node_modules/node

FROM node:24.21.0-bookworm-slim AS server
ENV NODE_ENV=production HOTSEAT_HOST=0.0.0.0 HOTSEAT_DATA=/data
WORKDIR /hotseat
COPY --from=build /hotseat/node_modules node_modules
COPY --from=build /hotseat/package.json package.json
COPY --from=build /hotseat/web/dist web/dist
COPY shared shared
COPY server server
# The slim image knows no authorities. Node brings its own, but LiveKit's client, with which doctor and rehearse join
# through the public address, asks the system.
COPY --from=caddy /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
# A new volume takes over whose its folder is, and who may look into it.
RUN install -d -o node -g node -m 700 /data /secrets
USER node
VOLUME /data
EXPOSE 3600
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "server/box/healthy.ts"]
CMD ["node", "server/src/main.ts"]

# TLS in front: Caddy as it is, for whoever is not root.
FROM caddy AS proxy
# The image lets its program take a capability. Where all are dropped, the kernel then does not start it at all
# (EPERM); a copy has no such mark.
RUN cp /usr/bin/caddy /tmp/caddy && mv /tmp/caddy /usr/bin/caddy
COPY server/box/Caddyfile server/box/turn.Caddyfile server/box/options server/box/pages /etc/caddy/
RUN mkdir -p /data /config && chown -R 1000:1000 /data /config
USER 1000:1000
