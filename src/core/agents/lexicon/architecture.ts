/** Concept → words, as in `technology.ts`. */
export const ARCHITECTURE: Record<string, string> = {
  architecture:
    'architect* microservice* micro-service* microservicio* microdienst* distributed_system* landscape blueprint *architektur* arquitectura* systementwurf 架构 微服务 分布式 system_design soa cloud_native',
  boundary:
    'boundar* service_boundar* scope_of responsibilit* grenze* *schnitt zustandig* verantwort* limite* frontera* frontier* responsabil* 边界 职责 划分 belong* which_service where_does_it_live where_should own_service separate_service its_own_service service_of_its_own gehort hineingehor* abgrenz* coupl* gekoppelt kopplung* acopl* 耦合 seam seams god_service god_object entity_service* pertenec* appartien* 哪个服务 归属',
  split:
    'split* decompos* carve* extract* cut cuts cutting pull_out break_up break_apart breaking_up separa* untangle* strangl* aufteil* zerleg* schneiden zerschneid* herauslos* abspalt* trennen dividi* divide descompon* extraer decoup* extraire separer 拆分 拆成 拆出 拆 抽出 分离 peel* disentangl* modulariz* modularis* auslager*',
  monolith:
    'monolith* legacy big_ball modular_monolith mainframe altsystem* bestandssystem* monolit* heredado* 单体 遗留 erp as/400 cobol big_bang 巨石',
  ownership:
    'own owns owner* ownership data_owner* single_source source_of_truth system_of_record master_data shared_database shared_db shared_schema compartida_entre base_de_datos_compartida base_partagee gemeinsame_datenbank 共享数据库 possed* posee* besitz* stammdaten* *stammdaten* fuhrend* datenhoheit master who_writes single_writer dueno* duena* propietari* fuente_de_verdad proprietaire* source_de_verite maestros donnees_de_reference reference_data 归谁 所有权 主数据 数据归属 单一数据源 谁负责',
  context:
    'bounded_context* context_map* ddd domain-driven domain_driven aggregate* ubiquitous subdomain* event_storming eventstorming anticorruption anti-corruption domain domains domane* fachlich* kontext* dominio* contextos contexte* bornes delimitado* agregado* agregat* 限界上下文 上下文 领域 聚合 core_domain domanen*',
  granularity:
    'granular* fine-grained coarse too_small too_big how_small how_big how_many_services nanoservice* too_many_services merge_services feinkornig* zu_klein granularidad* granularite 粒度 太小 combine_services merge_* consolidat* zusammenleg* zusammenfuhr* fusionn* too_many one_service_or* two_services too_fine right_size',
  teams: 'conway squad* teams_own team_topolog* people_team',
  style:
    'orchestrat* choreograph* coreograf* orquest* choreo* 编排 协同 编舞 sync_or_async synchron* asynchron* asincron* 同步 异步',
  contract:
    'contract* vertrag* contrato* contrat* 契约 asyncapi schema_registry avro json_schema api_spec specification* openapi consumer-driven pact',
  versioning:
    'version* deprecat* sunset backward* backwards* compatib* breaking_change* v1 v2 v3 abwartskompat* kompatib* 版本 兼容 弃用 rename_a_field',
  resilience:
    'resilien* fault_toleran* fault-toleran* graceful* degrad* failover fallback* ausfall* ausfallsicher* caida* caido* tolerancia* panne* resilienz 容错 降级 高可用 韧性 outage* bulkhead* robust* cae chaos load_shedding unavailab* goes_down is_down recover* wiederanlauf* recuperac* reprise 恢复 crash* absturz* absturzt',
  timeout:
    'timeout* timed_out time_out deadline* zeituberschreit* 超时 temps_d_attente delai* tiempo_de_espera',
  retry:
    'retry* retries retried backoff back-off jitter reintent* wiederhol* nouvelle_tentative reessai* 重试 退避',
  breaker:
    'circuit* breaker* 熔断 disyuntor* cortacircuito* disjoncteur* sicherungsautomat* hystrix resilience4j',
  cascade:
    'cascad* kaskad* domino falls_over avalanche* 级联 雪崩 连锁 thundering_herd storm storms meltdown',
  idempotency:
    'idempoten* duplicat* deduplicat* dedup twice exactly-once exactly_once at-least-once doppelt* dobles duplicad* doublon* 幂等 重复 charged_twice double_charg* double-submit',
  saga: 'saga* compensat* two-phase 2pc distributed_transaction* kompensation* compensac* transaccion* transakt* transaction* 分布式事务 补偿 事务 rollback_across',
  event:
    'event events event-driven ereignis* evento* evenement* 事件 publish* subscrib* subscriber* domain_event* event_bus',
  message:
    'message* messaging nachricht* mensaje* 消息 consumer* producer* konsument* consumidor* consommateur* out_of_order ordering',
  queue: 'queue* warteschlange* cola colas file_d_attente* 队列 backlog* job_queue* worker_queue* lag',
  deadletter: 'dlq* dead_letter* dead-letter* poison* 死信 parking_lot unprocessable',
  outbox:
    'outbox inbox_pattern cdc change_data_capture dual_write* dual-write* bandeja_de_salida 发件箱 transactional_outbox',
  cqrs: 'cqrs event_sourc* event-sourc* event_store* event-store read_model* projection* projektion* proyeccion* 读模型 事件溯源 投影 replay*',
  consistency:
    'consisten* konsisten* consistencia coherenc* inconsisten* reconcil* abgleich* stale drift* mismatch* out_of_sync eventual* 一致性 不一致 对账 integrity lost_update*',
  cache: 'cach* stampede invalidat* zwischenspeich* 缓存 ttl cdn evict*',
  scaling:
    'scal* skalier* escal* replica* replicas autoscal* horizontal* vertical* shard* throughput 扩展 扩容 伸缩 分片 load_balanc* lastverteil* concurren* rps req/s requests_per capacity peak passage_a_l_echelle millions_of lastspitze*',
  latency:
    'latenc* slow* langsam* lento* lenta* lent lente tarda* tardan performance leistung* rendimiento* p99 p95 millisecond* bottleneck* engpass* cuello_de_botella goulot* 延迟 性能 瓶颈 很慢 ms hot_path response_time*',
  observability:
    'observab* monitor* beobacht* uberwach* 监控 可观测 opentelemetry otel prometheus grafana loki jaeger datadog dashboard* tempo telemetry',
  logs: 'log logs logging protokollier* registros correlation* 日志 structured_log* trace_id journalis*',
  metrics:
    'metric* metrik* metrica* metrique* 指标 cardinalit* slo slos sli slis p50 error_budget* kpi* histogram*',
  tracing: 'tracing trace traces traza* span spans 链路 追踪 tracking_ids baggage',
  alerting: 'page paged pages_people alarm* on-call oncall pager* 告警 incident_response bereitschaft*',
  runbook:
    'runbook* playbook* postmortem* post-mortem betriebshandbuch* 运维手册 operational_guide disaster_recovery restore* backup* sicherung 备份',
  adr: 'adr adrs decision_record* architectural_decision* architecture_decision* entscheidungsprotokoll* 决策记录 readme documentation document_why',
  delivery:
    'ci cd ci/cd pipeline* github_actions gitlab jenkins build builds artifact* artefact* registry_image* release* deploy* redeploy* rollout* rollback* canary blue/green blue-green feature_flag* ausliefer* despliegue* deploiement* 部署 发布 流水线 灰度 回滚 trunk-based gitops repos dependency_update* renovate dependabot',
  testing:
    'test tests testing testen teststrategie integration_test* e2e end-to-end contract_test* load_test* pyramid testcontainers prueba pruebas 测试 mock* staging_env* chaos_engineering flaky staging',
  security:
    'securit* sicherheit* seguridad* securite 安全 zero_trust zero-trust mtls tls certificat* zertifikat* spiffe owasp sast dast encrypt* verschlussel* cifrad* chiffr* 加密 least_privilege vulnerab* pentest threat_model* penetration waf',
  auth: 'auth authn authz authent* authoriz* authoris* login* logout* oauth* oidc jwt* keycloak sso anmeld* autenticac* autorizac* 鉴权 认证 登录 token tokens signup sign-in password_hash* identity_provider',
  secret: 'secret* vault ssm rotate* rotation api_keys geheimnis* secretos 密钥',
  rbac: 'rbac abac permission* role_based roles rolle* berechtig* permiso* droits 权限 角色 access_control policy_engine opa',
  tenant:
    'tenant* multi-tenan* multitenan* mandant* inquilino* locataire* 租户 reseller* sub-account* sub-customer* suspended_customer* white-label',
  quota: 'quota* kontingent* cuota* 配额 limit_per entitlement* plan_limit*',
  ratelimit:
    'rate_limit* rate-limit* throttl* backpressure back-pressure drossel* 限流 429 fair_use gegendruck',
  gateway:
    'gateway* api_gateway kong traefik nginx apigee reverse_proxy pasarela passerelle 网关 bff backend_for_frontend backend-for-frontend edge_proxy',
  session: 'session* sitzung* sesion* 会话 cookie*',
  upload:
    'upload* attachment* anhang* adjunto* piece_jointe pieces_jointes 附件 上传 presigned file_storage uploaded_file* hochlad*',
  troubleshoot:
    'troubleshoot* diagnos* incident* case cases case_service evidence depannage fehleranalyse fehlersuche* 故障排查 排查 案例 证据 caso casos evidencia* preuve* beweis* root_cause* dossier* fall falle storungs*',
  assistant:
    'chat agent agents assistant assistent* asistente* 助手 智能体 conversation* conversacion* gesprach* 对话 聊天',
  migration:
    'migrat* migrier* umzug* umstell* 迁移 cutover zero_downtime zero-downtime expand_and_contract schema_change* move_from move_to replatform*',
  lock: 'lock locks locking distributed_lock* sperre* bloqueo* verrou* 分布式锁 leader_election race_condition* race concurrency_control optimistic*',
  schedule: 'schedul* cron* timer* batch nightly zeitplan* planificad* 定时 调度 job jobs nightly_job*',
  composition:
    'api_composition compos* aggregator* join joins cross-service reporting query_across 聚合查询 跨服务 data_warehouse data_lake etl data_mesh',
  compliance:
    'gdpr dsgvo rgpd pci hipaa compliance audit* soc2 pii personal_data datenschutz* 合规 erase data_residency retention aufbewahr*',
  config:
    'config* settings configuration* env_vars environment_variable* konfigur* einstellung* configurac* parametre* 配置 feature_toggle*',
  pool: 'pool* thread threads bulkhead* connection_pool* verbindungspool* conexiones 连接池 连接数 connection_leak* keepalive keep-alive',
  paging: 'paginat* paging cursor-based 分页 sorting filtering',
  region: 'multi-region multiregion region* datacenter* 多活 异地 active-active availability_zone*',
  blocking:
    'blocking event_loop non-blocking blockier* bloque* 阻塞 threadpool multiprocess* coroutine* nebenlaufig*',
  middleware: 'middleware* dependency_injection inject* interceptor* 中间件 依赖注入 decorator* gzip cors',
  memory: 'oom memory_leak* out_of_memory memory_grows speicherleck* 内存泄漏 cpu profil* garbage_collect*',
  template:
    'project_structure folder_structure scaffold* boilerplate service_template* template* projektstruktur* estructura_del_proyecto 项目结构 vorlage* starter',
  sharedcode:
    'shared_lib* shared_library shared_code common_lib* shared_package* librer* bibliothek* bibliotheque* library libraries 公共库 共享库 sdk sdks',
  streaming: 'streaming stream* webrtc signalling signaling viewer* turn_server* 推流 流媒体',
  notification: 'notification* push_messag* benachrichtig* notificac* 通知 push_notification*',
  account: 'user user-service users_service account* benutzer* usuario* utilisateur* 用户 nutzer* profile*',
};

/** Say only that software is talked about. */
export const GENERIC: Record<string, string> = {
  service:
    'service* servic* dienst* *dienst* servicio* 服务 backend* component* komponente* componente* composant*',
  system:
    'system* sistema* systeme* 系统 platform* plattform* plataforma* plateforme* 平台 software* application* anwendung* aplicacion* 应用 app apps solution_design',
  api: 'api apis client_library',
  data: 'data daten *daten* dato datos donnee* 数据 record* datensatz* dataset*',
  database:
    'database* db dbs datenbank* *datenbank* base_de_datos bases_de_datos base_de_donnees bases_de_donnees 数据库 storage store stores speicher* almacen*',
  module: 'module* modul* package* 模块 modulo*',
  design:
    'design* entwurf* entwerf* diseno* diseñ* concevoir conception 设计 diagram* diagramm* 图 model modell* propose redesign* refactor* 重构 refactoris* refaktor*',
  team: 'team teams equipo* equipe* 团队 mannschaft* developers devs entwickler* requirement* anforderung* requisito* exigence* 需求',
  process:
    'workflow* flow flows ablauf* flujo* 流程 business_logic geschaftslogik* logica_de_negocio 业务逻辑 business_rule*',
  server:
    'server* servidor* serveur* 服务器 host hosts cluster* infrastruct* infrastruk* infraestruct* 基础设施 production prod',
  request:
    'request* response* anfrage* peticion* requete* 请求 payload* call calls llamada* appel* aufruf* 调用 throughput query queries 查询 handler* gateway_timeout*',
  integration:
    'integrat* integrier* integrac* 集成 third-party third_party external_system* interface* sync_data',
};

/** What businesses have services for. */
export const BUSINESS: Record<string, string> = {
  commerce:
    'e-commerce ecommerce webshop online_shop shop* cart checkout catalog* katalog* catalogue catalogo* product_* storefront retail warenwirtschaft* warenkorb* tienda* boutique 电商 购物 商城 商品 discount* pricing promotion* merchant* marketplace* marktplatz* seller* 卖家 listing*',
  orders: 'order orders order_* bestell* pedido* commande* 订单 fulfil* returns restock*',
  payment:
    'payment* payout* refund* zahlung* bezahl* pago* paiement* reembolso* ruckerstatt* remboursement* 支付 退款 扣款 付款 checkout psp settlement* ledger* wallet* 账本 钱包',
  billing:
    'billing invoic* rechnung* *rechnung* abrechn* factur* 计费 账单 发票 subscription* abo abonnement* usage_based metering bill billed tariff* tarif* per_minute',
  customer: 'customer* kunde* kunden* *kunden* cliente* client clients 客户 crm partner partners',
  inventory:
    'inventor* stock bestand* lager* lagerbestand* inventario* almacen* stocks 库存 仓库 warehous* sku skus',
  shipping:
    'shipping shipment* parcel* delivery_platform courier* versand* liefer* envio* expedition* livraison* 物流 配送 快递 logist* tracking_number* depot* fleet_management freight container_terminal',
  travel:
    'booking* buchung* reserv* hotel* flight* airline* flug* vuelo* vol vols 预订 酒店 机票 ride_hailing ride-hailing trips drivers fahrt* viaje* taxi* car_rental car_sharing carsharing passenger* passagier* pasajer* rides driver train_tickets parking',
  finance:
    'bank* loan* kredit* credito* credit_score* insur* versicherung* *versicherung* seguro seguros assurance* 保险 银行 贷款 claim claims underwrit* quoting policy_admin* trading fintech accounting buchhaltung* contabilidad brokerage fraud* schadens*',
  health:
    'hospital* patient* krankenhaus* klinik* medic* clinic* pharmac* sanidad sante 医院 患者 telemedicin* appointment*',
  education:
    'universit* course courses student* exam exams school_system learning_platform lms e-learning campus hochschul* 教育 课程 学生 kurse cursos',
  tickets: 'ticketing ticket_shop concert* venue* festival* stadium* organiser* theat*',
  industry:
    'iot sensor* telemetr* smart_meter* manufactur* factory fertigung* produktion* energy utilities utility grid zahler 传感器 物联网 maschine* mes scada hives harvest* farm* agricult*',
  media:
    'video_platform podcast* news_site publishing_platform content_platform social_network social_feed timeline_feed gaming_backend matchmaking ad_tech adtech recommendation* empfehlung* recomendacion* 推荐 search_engine auction* auktion* 拍卖 dating live_stream* newsletter_service library_system museum_app',
  hr: 'payroll_system payroll hr_system timesheet* personalverwaltung* gehaltsabrechnung* nomina nominas recruiting_platform applicant_tracking loyalty* treue* public_sector government citizen* burger* tax_* real_estate property_management immobilien*',
};
