import { isRecord, type Json, toList } from '../json.ts';
import {
  byType,
  type Check,
  chars,
  type Fields,
  type Findings,
  flag,
  list,
  oneOf,
  report,
  type Surface,
  shape,
  url,
} from './check.ts';
import {
  actionsElement,
  cardButton,
  contextActionsElement,
  contextElement,
  inputElement,
  sectionAccessory,
} from './elements.ts';
import { image } from './images.ts';
import { RICH_TEXT_FIELDS, richText } from './rich-text.ts';
import { checkDataTable, countTable, DATA_TABLE_FIELDS, TABLE_FIELDS } from './tables.ts';
import { anyText, mrkdwn, plainText } from './texts.ts';

const MOST_MARKDOWN_CHARS = 12_000;

/** Blocks that came with the agent features: an old workspace knows none of them. */
const NEWER = new Set([
  'markdown',
  'table',
  'data_table',
  'plan',
  'task_card',
  'context_actions',
  'card',
  'carousel',
  'container',
  'alert',
]);

type Also = (value: Json, pointer: string, findings: Findings) => void;

/** A block: its id is unique in the payload, its action ids in a message, or in a view within the block. */
function block(required: Fields, optional: Fields = {}, also?: Also): Check {
  return identified(shape(required, { block_id: chars(1, 255), ...optional }, also));
}

function identified(check: Check): Check {
  return (value, pointer, findings) => {
    if (findings.surface !== 'message') findings.actionIds.clear();
    check(value, pointer, findings);
    const id = isRecord(value) ? value.block_id : undefined;
    if (typeof id !== 'string') return;
    if (findings.blockIds.has(id)) report(findings, `${pointer}/block_id`, `block_id "${id}" already exists`);
    findings.blockIds.add(id);
  };
}

const sectionText: Also = (value, pointer, findings) => {
  if (value.text === undefined && value.fields === undefined) {
    report(findings, pointer, 'missing required field: text or fields');
  }
};

const markdownTotal: Also = (value, pointer, findings) => {
  const before = findings.markdownChars;
  findings.markdownChars += typeof value.text === 'string' ? value.text.length : 0;
  if (before <= MOST_MARKDOWN_CHARS && findings.markdownChars > MOST_MARKDOWN_CHARS) {
    report(
      findings,
      `${pointer}/text`,
      `all markdown must be less than ${MOST_MARKDOWN_CHARS + 1} characters`,
    );
  }
};

const cardContent: Also = (value, pointer, findings) => {
  if (!['hero_image', 'title', 'actions', 'body'].some((field) => value[field] !== undefined)) {
    report(findings, pointer, 'missing required field: hero_image, title, actions or body');
  }
};

const containerRules: Also = (value, pointer, findings) => {
  if (value.title === undefined && value.rich_text_title === undefined) {
    report(findings, pointer, 'missing required field: title or rich_text_title');
  }
  if (value.default_collapsed !== undefined && value.is_collapsible !== true) {
    report(findings, `${pointer}/default_collapsed`, 'requires is_collapsible');
  }
};

const imageElement = byType({ image: image() });
const source = byType({ url: shape({ url: url(3_000), text: chars(1, 256) }) });
const taskCard = block(
  {
    task_id: chars(1, 255),
    title: chars(1, 256),
    status: oneOf('pending', 'in_progress', 'complete', 'error'),
  },
  { details: richText, output: richText, sources: list(source, { most: 50 }) },
);
const card = block(
  {},
  {
    hero_image: imageElement,
    icon: imageElement,
    title: mrkdwn(150),
    subtitle: mrkdwn(150),
    body: mrkdwn(200),
    actions: list(cardButton, { least: 1, most: 5 }),
  },
  cardContent,
);

const BASIC: Record<string, Check> = {
  actions: block({ elements: list(actionsElement, { least: 1, most: 25 }) }),
  context: block({ elements: list(contextElement, { least: 1, most: 10 }) }),
  divider: block({}),
  header: block({ text: plainText(150) }),
  image: identified(image({ block_id: chars(1, 255), title: plainText(2_000) })),
  rich_text: block(RICH_TEXT_FIELDS),
  section: block(
    {},
    {
      text: anyText(3_000),
      fields: list(anyText(2_000), { least: 1, most: 10 }),
      accessory: sectionAccessory,
      expand: flag,
    },
    sectionText,
  ),
};

const input = block(
  { label: plainText(2_000), element: inputElement },
  { hint: plainText(2_000), optional: flag, dispatch_action: flag },
);
const alert = block(
  { text: anyText(3_000) },
  { level: oneOf('default', 'info', 'warning', 'error', 'success') },
);
const table = block(TABLE_FIELDS.required, TABLE_FIELDS.optional, countTable);

function container(inside: Record<string, Check>): Check {
  return block(
    { child_blocks: list(byType(inside), { least: 1, most: 10 }) },
    {
      title: plainText(150),
      rich_text_title: richText,
      subtitle: anyText(150),
      width: oneOf('narrow', 'standard', 'wide', 'full'),
      icon: imageElement,
      is_collapsible: flag,
      default_collapsed: flag,
      has_header_divider: flag,
    },
    containerRules,
  );
}

const VIEW_BLOCKS = { ...BASIC, input, alert, container: container({ ...BASIC, input }) };
const BLOCKS: Record<Surface, Record<string, Check>> = {
  modal: VIEW_BLOCKS,
  home: VIEW_BLOCKS,
  message: {
    ...BASIC,
    alert,
    container: container({ ...BASIC, table }),
    markdown: block({ text: chars(1, MOST_MARKDOWN_CHARS) }, {}, markdownTotal),
    table,
    data_table: block(DATA_TABLE_FIELDS.required, DATA_TABLE_FIELDS.optional, (value, pointer, findings) => {
      countTable(value, pointer, findings);
      checkDataTable(value, pointer, findings);
    }),
    task_card: taskCard,
    plan: block({ title: chars(1, 256) }, { tasks: list(byType({ task_card: taskCard }), { most: 50 }) }),
    context_actions: block({ elements: list(contextActionsElement, { least: 1, most: 5 }) }),
    card,
    carousel: block({ elements: list(byType({ card }), { least: 1, most: 10 }) }),
  },
};

/** Checks the blocks of one payload; the number of blocks depends on the surface. */
export function checkBlocks(blocks: unknown, pointer: string, findings: Findings): void {
  const known = byType(BLOCKS[findings.surface]);
  const check: Check = (value, at, found) => {
    const type = isRecord(value) ? value.type : undefined;
    if (found.isOld && typeof type === 'string' && NEWER.has(type)) {
      return report(found, `${at}/type`, `unsupported type: ${type}`);
    }
    known(value, at, found);
  };
  list(check, { most: findings.surface === 'message' ? 50 : 100 })(blocks, pointer, findings);
}

/** Blocks with an id each, elements with an action id each: Slack makes up those that are left out. */
export function withIds(blocks: unknown[], newId: () => string): unknown[] {
  return blocks.map((entry) => {
    if (!isRecord(entry)) return entry;
    const filled: Json = { ...entry, block_id: entry.block_id ?? newId() };
    if (isRecord(entry.accessory)) filled.accessory = withActionId(entry.accessory, newId);
    if (isRecord(entry.element)) filled.element = withActionId(entry.element, newId);
    if (entry.type === 'actions' || entry.type === 'context_actions') {
      filled.elements = toList(entry.elements).map((element) => withActionId(element, newId));
    }
    if (Array.isArray(entry.actions)) {
      filled.actions = entry.actions.map((element) => withActionId(element, newId));
    }
    if (entry.type === 'carousel') filled.elements = withIds(toList(entry.elements), newId);
    if (Array.isArray(entry.child_blocks)) filled.child_blocks = withIds(entry.child_blocks, newId);
    return filled;
  });
}

function withActionId(element: unknown, newId: () => string): unknown {
  if (!isRecord(element) || element.type === 'image') return element;
  return { ...element, action_id: element.action_id ?? newId() };
}
