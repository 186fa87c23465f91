import type { Entity } from '../catalogue/domain.ts';
import type { Blueprint } from './blueprint.ts';
import { isSecret, pascal, plural } from './openapi.ts';
import type { Part } from './parts.ts';

/** A short example in the system's own language: the write path of one service, idempotent, with its outbox. */
export function writeCode(blueprint: Blueprint, part: Part): string {
  const entity = part.entities[0];
  if (entity === undefined) return '';
  // Creating something is told by an event of its beginning, not by one of a later change.
  const event = part.emits.find(
    (name) =>
      !/\.(merged|changed|cancelled|closed|stopped|failed|paid|blocked|settled|ended|viewed)$/.test(name),
  );
  const { language } = blueprint.technology;
  if (/fastapi|django|python/i.test(language)) return fence('python', fastApi(part, entity, event));
  if (/nest|typescript|node/i.test(language)) return fence('typescript', nest(part, entity, event));
  if (/^go$|gin/i.test(language)) return fence('go', go(part, entity, event));
  if (/java|kotlin|spring/i.test(language)) return fence('java', spring(part, entity, event));
  return fence('text', steps(part, entity, event, language));
}

const fence = (language: string, body: string): string => `\`\`\`${language}\n${body}\n\`\`\``;

function inputFields(entity: Entity): string[] {
  return entity.fields
    .filter((field) => !isSecret(field) && field.name !== 'status' && !field.name.endsWith('_at'))
    .slice(0, 4)
    .map((field) => field.name);
}

function fastApi(part: Part, entity: Entity, event: string | undefined): string {
  const name = pascal(entity.name);
  const fields = inputFields(entity);
  const outbox =
    event === undefined
      ? ''
      : `\n        await outbox.add(db, "${event}", {"${entity.name}_id": str(row.id)})`;
  return `# ${part.id}: api/routes.py
router = APIRouter(prefix="/v1/${plural(entity.name).replaceAll('_', '-')}")


class New${name}(BaseModel):
${fields.map((field) => `    ${field}: ${typeName(entity, field, 'python')}`).join('\n') || '    name: str'}


class ${name}(New${name}):
    id: UUID


@router.post("", response_model=${name}, status_code=201)
async def create(
    body: New${name},
    key: Annotated[str, Header(alias="Idempotency-Key", max_length=80)],
    db: Annotated[AsyncSession, Depends(session)],
) -> ${name}:
    async with db.begin():  # the row, its key and its event: all or none
        if (known := await answers.find(db, key)) is not None:
            return ${name}.model_validate(known)
        row = await ${plural(entity.name)}.insert(db, body)${outbox}
        answer = ${name}.model_validate(row, from_attributes=True)
        await answers.keep(db, key, answer.model_dump(mode="json"))
    return answer


@router.get("/{item_id}", response_model=${name})
async def read(item_id: UUID, db: Annotated[AsyncSession, Depends(session)]) -> ${name}:
    row = await ${plural(entity.name)}.find(db, item_id)
    if row is None:
        raise HTTPException(status_code=404, detail="${entity.name}_not_found")
    return ${name}.model_validate(row, from_attributes=True)`;
}

function nest(part: Part, entity: Entity, event: string | undefined): string {
  const name = pascal(entity.name);
  const outbox =
    event === undefined
      ? ''
      : `\n      await this.outbox.add(tx, '${event}', { ${entity.name}_id: row.id });`;
  return `// ${part.id}: ${entity.name.replaceAll('_', '-')}.service.ts
@Injectable()
export class ${name}Service {
  constructor(
    private readonly db: Database,
    private readonly answers: IdempotencyStore,
    private readonly outbox: Outbox,
    private readonly logger: PinoLogger,
  ) {}

  /** The row, its key and its event are written together, or none of them is. */
  create(input: New${name}, key: string): Promise<${name}> {
    return this.db.transaction(async (tx) => {
      const known = await this.answers.find<${name}>(tx, key);
      if (known) return known;
      const row = await tx.insert('${plural(entity.name)}', input);${outbox}
      await this.answers.keep(tx, key, row);
      this.logger.info({ ${entity.name}Id: row.id, key }, '${entity.name} created');
      return row;
    });
  }
}`;
}

function go(part: Part, entity: Entity, event: string | undefined): string {
  const name = pascal(entity.name);
  const outbox =
    event === undefined
      ? ''
      : `\n\tif err := s.outbox.Add(ctx, tx, "${event}", row.ID); err != nil {\n\t\treturn ${name}{}, err\n\t}`;
  return `// ${part.id}: the row, its key and its event are written together.
func (s *Service) Create(ctx context.Context, in New${name}, key string) (${name}, error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return ${name}{}, fmt.Errorf("begin: %w", err)
	}
	defer tx.Rollback()
	if known, ok, err := s.answers.Find(ctx, tx, key); err != nil || ok {
		return known, err
	}
	row, err := s.rows.Insert(ctx, tx, in)
	if err != nil {
		return ${name}{}, fmt.Errorf("insert: %w", err)
	}${outbox}
	if err := s.answers.Keep(ctx, tx, key, row); err != nil {
		return ${name}{}, err
	}
	return row, tx.Commit()
}`;
}

function spring(part: Part, entity: Entity, event: string | undefined): string {
  const name = pascal(entity.name);
  const outbox =
    event === undefined ? '' : `\n        outbox.add("${event}", Map.of("${entity.name}_id", row.id()));`;
  return `// ${part.id}: the row, its key and its event are written together.
@Service
class ${name}Service {
    // constructor injection of rows, answers, outbox

    @Transactional
    ${name} create(New${name} input, String key) {
        Optional<${name}> known = answers.find(key);
        if (known.isPresent()) return known.get();
        ${name} row = rows.insert(input);${outbox}
        answers.keep(key, row);
        return row;
    }
}`;
}

function steps(part: Part, entity: Entity, event: string | undefined, language: string): string {
  return [
    `${part.id} in ${language}, POST /v1/${plural(entity.name)}:`,
    '1. begin a transaction',
    '2. the idempotency key is known: give the kept answer and stop',
    `3. insert the ${entity.name}`,
    ...(event === undefined ? [] : [`4. add ${event} to the outbox table`]),
    '5. keep the answer under its key, commit',
  ].join('\n');
}

function typeName(entity: Entity, field: string, language: 'python'): string {
  const type = entity.fields.find((one) => one.name === field)?.type;
  const known: Record<string, string> = {
    id: 'UUID',
    int: 'int',
    number: 'float',
    money: 'Money',
    bool: 'bool',
    date: 'date',
    list: 'list[str]',
    geo: 'Point',
  };
  return language === 'python' && typeof type === 'string' ? (known[type] ?? 'str') : 'str';
}
