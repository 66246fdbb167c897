# The server with the built client. LiveKit, PostgreSQL and TLS are services of their own, see docker-compose.yml.
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

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOTSEAT_HOST=0.0.0.0 HOTSEAT_DATA=/data
WORKDIR /hotseat
COPY --from=build /hotseat/node_modules node_modules
COPY --from=build /hotseat/package.json package.json
COPY --from=build /hotseat/web/dist web/dist
COPY shared shared
COPY server server
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3600
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3600/healthz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/src/main.ts"]
