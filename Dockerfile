# Flow Connections as a container: built from this clone, run as its own user on a read-only root.
FROM node:26-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run pack:tarball && mv flow-connections-*.tgz /flow-connections.tgz

FROM node:26-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends bubblewrap util-linux \
  && rm -rf /var/lib/apt/lists/* \
  && groupadd --gid 10001 flow && useradd --uid 10001 --gid 10001 --create-home flow
COPY --from=build /flow-connections.tgz /tmp/flow-connections.tgz
RUN npm install --global --omit=dev --ignore-scripts /tmp/flow-connections.tgz && rm /tmp/flow-connections.tgz \
  && install -d -o flow -g flow -m 0700 /data /keys && install -d /connectors /config
USER 10001:10001
ENV NODE_ENV=production \
    FLOW_HOME=/data \
    FLOW_KEY_FILE=/keys/flow.key \
    FLOW_CONNECTORS=/connectors \
    FLOW_DEPLOYMENT_CONFIG=/config/deploymentConfig.json
VOLUME ["/data", "/keys"]
EXPOSE 4600
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4600/readyz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["flow", "serve", "--host", "0.0.0.0", "--port", "4600"]
