FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Not without the optional packages: esbuild, which tsx runs on, comes as one of them.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:22-slim
# By default glibc keeps what each of many threads has freed apart; threads for parsing and drawing come and go.
ENV NODE_ENV=production MALLOC_ARENA_MAX=2
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json tsconfig.json ./
COPY src src
COPY workers workers
COPY agents agents
RUN rm -rf src/dev
USER node
EXPOSE 3000
# node itself, not npm: npm would keep SIGTERM to itself.
CMD ["node", "--import", "tsx", "src/main.ts"]
