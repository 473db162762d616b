import { z } from "zod";
import { API_NOTES, API_ROUTES, type ApiParameter, type ApiRoute, STATUS_MEANINGS } from "@/lib/view/api-reference";
import { detail, problem } from "./errors";
import { NAMED_SCHEMAS, ROUTE_SCHEMAS } from "./route-schemas";

/** The description of the public routes as OpenAPI 3.1, made of the reference for people and of the schemas. */
export function describeOpenApi(version: string): Record<string, unknown> {
  const routes = API_ROUTES.filter(({ path }) => !path.startsWith("/api/admin/"));
  const paths = new Map<string, Record<string, object>>();
  for (const route of routes) {
    paths.set(route.path, { ...paths.get(route.path), [route.method.toLowerCase()]: describeRoute(route) });
  }
  return {
    openapi: "3.1.1",
    info: { title: "Vitrine", version, description: API_NOTES.join("\n\n") },
    servers: [{ url: "/" }],
    paths: Object.fromEntries(paths),
    components: {
      schemas: describeSchemas(),
      securitySchemes: { basic: { type: "http", scheme: "basic" } },
    },
  };
}

function describeRoute(route: ApiRoute): object {
  const { method, path, summary, needsLogin, parameters, statuses } = route;
  const body = parameters.filter(({ where }) => where === "body");
  const words = path.split(/[^a-z0-9]+/i).filter((word) => word !== "");
  return {
    operationId: [method.toLowerCase(), ...words].join("_"),
    summary: summary.split(/(?<=[.!?])\s/, 1)[0],
    description: summary,
    ...(needsLogin && { security: [{ basic: [] }] }),
    parameters: parameters.filter(({ where }) => where !== "body").map(describeParameter),
    ...(body.length > 0 && { requestBody: describeBody(body) }),
    responses: Object.fromEntries(statuses.map((status) => [status, describeResponse(route, status)])),
  };
}

function describeParameter({ name, where, required, meaning }: ApiParameter): object {
  return { name, in: where, required, description: meaning, schema: { type: "string" } };
}

function describeBody(parameters: readonly ApiParameter[]): object {
  const properties = parameters.map(({ name, meaning }) => [name, { type: "string", description: meaning }]);
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const schema = { type: "object", properties: Object.fromEntries(properties), required };
  return { required: true, content: { "application/json": { schema } } };
}

function describeResponse({ method, path, contentType }: ApiRoute, status: number): object {
  const description = STATUS_MEANINGS[status] ?? "";
  if (status === 304) return { description };
  const own = ROUTE_SCHEMAS[`${method} ${path}`]?.[status];
  if (own !== undefined) return { description, content: { "application/json": { schema: referTo(own) } } };
  if (status < 400) return { description, content: { [nameType(contentType)]: { schema: {} } } };
  if (!ANSWERS_PROBLEMS.test(path))
    return { description, content: { "application/json": { schema: referTo(detail) } } };
  return { description, content: { "application/problem+json": { schema: referTo(problem) } } };
}

const ANSWERS_PROBLEMS = /^\/(?:api\/(?:v2\/|up$)|(?:badge|calendar|embed|maintenance)\b)/;

/** The media type without its parameters. */
function nameType(contentType: string): string {
  return contentType.split(";", 1)[0] ?? contentType;
}

const PLACE = "#/components/schemas/";

function referTo(schema: z.ZodType): object {
  const [name] = Object.entries(NAMED_SCHEMAS).find(([, named]) => named === schema) ?? [];
  if (name !== undefined) return { $ref: PLACE + name };
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodType) {
    return { type: "array", items: referTo(schema.element) };
  }
  throw new Error("A schema of a route has no name.");
}

/** Fields may be added with any version: only tests are strict about those that nobody knows. */
function describeSchemas(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED_SCHEMAS)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => PLACE + id,
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}
