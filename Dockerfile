FROM node:22-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Not without the optional packages: esbuild, which tsx runs on, comes as one of them.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force

FROM node:22-slim
ENV NODE_ENV=production
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
