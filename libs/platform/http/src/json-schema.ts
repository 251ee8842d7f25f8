import { z } from 'zod';

/** A JSON Schema (draft 2020-12) node as plain data. */
export type JsonSchema = { [key: string]: unknown };

const isObject = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Visits every node bottom-up and puts what `change` returns in its place. */
export const mapSchema = (node: unknown, change: (schema: JsonSchema) => JsonSchema): unknown => {
  if (Array.isArray(node)) return node.map((each) => mapSchema(each, change));
  if (!isObject(node)) return node;

  return change(
    Object.fromEntries(Object.entries(node).map(([key, value]) => [key, mapSchema(value, change)])),
  );
};

/**
 * The JSON Schema of a zod schema.
 * @param io `input` for what a caller sends, `output` for what we answer.
 * @param components receives every schema named by `.meta({ id })`; references point into it.
 */
export const toJsonSchema = (
  schema: z.ZodType,
  io: 'input' | 'output',
  components: Map<string, JsonSchema>,
  refPrefix: string,
): JsonSchema => {
  const {
    $schema: _,
    $defs,
    ...root
  } = z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      const range = jsonSchema['integerInQuery'];
      if (!isObject(range)) return;

      for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
      Object.assign(jsonSchema, { type: 'integer', minimum: range['min'], maximum: range['max'] });
      if (range['description']) jsonSchema['description'] = range['description'] as string;
    },
  }) as JsonSchema;

  const pointToComponents = (node: JsonSchema): JsonSchema => {
    const { $ref, id: _id, ...rest } = node;
    if (typeof $ref !== 'string') return typeof _id === 'string' ? rest : node;
    return { ...rest, $ref: $ref.replace('#/$defs/', refPrefix) };
  };

  if (isObject($defs)) {
    for (const [name, definition] of Object.entries($defs)) {
      components.set(name, mapSchema(definition, pointToComponents) as JsonSchema);
    }
  }
  return mapSchema(root, pointToComponents) as JsonSchema;
};

/** One self-contained schema: every reference replaced by what it points to (our schemas do not recurse). */
export const toInlineSchema = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const components = new Map<string, JsonSchema>();
  const prefix = '#/components/';
  const root = toJsonSchema(schema, io, components, prefix);

  const inline = (node: unknown): unknown =>
    mapSchema(node, (each) => {
      const { $ref, ...rest } = each;
      if (typeof $ref !== 'string') return each;
      return { ...(inline(components.get($ref.slice(prefix.length))) as JsonSchema), ...rest };
    });
  return inline(root) as JsonSchema;
};
