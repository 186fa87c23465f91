import { checkSchema, checkStrictSchema } from './validate-schema.ts';
import type { ModelTool } from './wire.ts';

/** What the API demands of tool definitions beyond their shape. */
export function checkTools(tools: readonly ModelTool[]): string | undefined {
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    const where = `tools.${index}.custom`;
    if (!/^[a-zA-Z0-9_-]{1,128}$/.test(tool.name)) {
      return `${where}.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'`;
    }
    if (names.has(tool.name)) return `tools: Tool names must be unique.`;
    names.add(tool.name);
    if (tool.input_schema.type !== 'object') {
      return `${where}.input_schema.type: ${tool.input_schema.type === undefined ? 'Field required' : "Input should be 'object'"}`;
    }
    const schemaWhere = `${where}.input_schema`;
    const problem =
      checkSchema(tool.input_schema, schemaWhere, tool.input_schema) ??
      (tool.strict === true ? checkStrictSchema(tool.input_schema, schemaWhere) : undefined);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
