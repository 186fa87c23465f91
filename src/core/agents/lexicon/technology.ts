/**
 * Concept → the words it goes by, in several languages. `x*` is a beginning, `*x*` a part (German compounds), `_` a
 * blank inside a phrase; accents are left out; Chinese is found anywhere.
 */
export const TECHNOLOGY: Record<string, string> = {
  python:
    'python* py fastapi pydantic* uvicorn gunicorn hypercorn asgi wsgi starlette asyncio aiohttp anyio trio httpx flask django sqlalchemy sqlmodel alembic asyncpg psycopg* celery arq dramatiq boto3 aioboto3 tenacity poetry pytest mypy ruff pip pyproject pip-tools conda jinja* aiokafka aio-pika motor structlog orjson gil async_def await asyncio.* def import_asyncio pandas numpy lifespan dependency_overrides await awaits taskgroup gather apscheduler response_model computed_field* beanie basesettings basemodel os.getenv os.environ pip_install venv uvloop granian dataclass* typeddict gevent',
  node: 'node nodejs node.js typescript nestjs nest express javascript npm pnpm yarn prisma typeorm jest pm2 pino monorepo* deno bun',
  go: 'golang gin goroutine* 协程',
  java: 'java spring jvm kotlin quarkus hibernate spring_boot j2ee ejb tomcat',
  dotnet: 'dotnet .net c# asp.net ef_core',
  frontend:
    'frontend* front-end react angular vue browser* spa ant_design svelte ui next.js 前端 浏览器 navigateur* navegador* oberflache*',
  mobile: 'ios swift flutter mobile_app* native_app*',
  kafka: 'kafka* pulsar kinesis debezium consumer_group* partition* redpanda consumer_lag 消费者组',
  rabbitmq:
    'rabbit rabbitmq amqp exchange* routing_key* routing-key* topic_exchange* binding_key* vhost* intercambio* 交换机 路由键',
  broker:
    'broker* nats sqs pubsub pub/sub sns mqtt activemq service_bus message_bus message_broker* 消息中间件',
  redis: 'redis valkey memcached redlock',
  sql: 'sql postgres* postgresql mysql mariadb sqlite oracle pgbouncer aurora cockroach* spanner schema* tabelle* tabla* fremdschlussel* foreign_key* index* table* 表 外键',
  nosql:
    'nosql mongo* cassandra dynamodb couchbase scylla* document_store* elasticsearch opensearch clickhouse neo4j',
  kubernetes:
    'kubernetes k8s pod* helm ingress openshift kustomize argocd hpa daemonset* statefulset* namespace* readiness liveness probe* nodepool* sidecar*',
  container: 'docker* container* podman image* dockerfile compose 容器 contenedor* conteneur* 镜像',
  cloud:
    'aws gcp azure lambda s3 minio ec2 ecs terraform serverless cloudflare bucket* cloud-native blob_storage object_storage 对象存储',
  grpc: 'grpc protobuf* proto protos buf .proto protocol_buffers',
  graphql: 'graphql apollo',
  rest: 'rest restful http https endpoint* openapi swagger route* post get put patch webhook* status_code* 接口 endpunkt* schnittstelle* interfaz*',
  websocket: 'websocket* sse socket.io server-sent long_polling 长连接',
  mesh: 'mesh istio linkerd envoy 服务网格 malla_de_servicios maillage service_mesh',
  consul:
    'consul eureka service_discovery discovery service_registry registry 服务发现 服务注册 descubrimiento_de_servicios',
  llm: 'llm* gpt* claude openai anthropic language_model* chatbot* rag token_stream* 大模型 模型 prompt_template* hallucinat* copilot',
  vector:
    'chroma chromadb vector* embedding* pgvector semantic_search qdrant weaviate faiss reindex* chunk* 向量 嵌入 检索 embeddings vectorial* vektor*',
  knowledge:
    'knowledge_base knowledge knowledgebase wissensdatenbank* wissens* conocimiento* connaissance* 知识库 知识',
  phone:
    'phone phones cloud_phone* cloudphone android redroid adb apk apks handset* smartphone* emulator* scrcpy telefon* handy handys telefono* telephone* movil* 手机 云手机 安卓 screen_streaming rom imei virtual_device* touch_input* 投屏',
  device:
    'device* gerat* *gerat* dispositivo* appareil* 设备 fleet instance* instanz* instancia* 实例 machine_fleet',
  gpu: 'gpu* cuda nvidia 显卡',
  saas: 'stripe salesforce sap paypal adyen twilio sendgrid',
};
