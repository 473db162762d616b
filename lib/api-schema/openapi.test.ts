import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, expectTypeOf, it } from "vitest";
import { z } from "zod";
import type { PollAnswer } from "@/lib/server/commands";
import { readStatus, type StatusAnswer } from "@/lib/server/publication";
import { API_ROUTES } from "@/lib/view/api-reference";
import { matching } from "./matching";
import { type pollAnswer, statusAnswer } from "./objects";
import { describeOpenApi } from "./openapi";
import { NAMED_SCHEMAS, ROUTE_SCHEMAS } from "./route-schemas";

interface Operation {
  operationId: string;
  parameters: { name: string; in: string }[];
  responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

const DOCUMENT = describeOpenApi("1.2.3") as unknown as Document;
const OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, path, operation })),
);

/** Examples that only hint at what they leave out. */
const SHORTENED = new Set(["GET /api/v2/summary.json", "GET /api/openapi.json"]);

describe("a schema", () => {
  it("does not compile where it and its type have drifted apart", () => {
    interface Told {
      name: string;
      at: number | null;
    }
    matching<Told>()(z.strictObject({ name: z.string(), at: z.number().nullable() }));
    // @ts-expect-error: the type allows null.
    matching<Told>()(z.strictObject({ name: z.string(), at: z.number() }));
    // @ts-expect-error: the schema lacks a field.
    matching<Told>()(z.strictObject({ name: z.string() }));
    // @ts-expect-error: the schema asks for a field that the type does not have.
    matching<Told>()(z.strictObject({ name: z.string(), at: z.number().nullable(), more: z.string() }));
  });

  it("agrees with answers whose types live where schemas may not look", () => {
    expectTypeOf<z.infer<typeof statusAnswer>>().toEqualTypeOf<{ [Key in keyof StatusAnswer]: StatusAnswer[Key] }>();
    expectTypeOf<z.infer<typeof pollAnswer>>().toEqualTypeOf<PollAnswer>();
    statusAnswer.parse(readStatus());
  });

  it.each(API_ROUTES.map((route) => ({ ...route, name: `${route.method} ${route.path}` })))(
    "takes the example of $name in the reference",
    ({ name, example, statuses }) => {
      const [schema] = statuses.flatMap((status) => ROUTE_SCHEMAS[name]?.[status] ?? []);
      const isTaken = statuses.some((status) => ROUTE_SCHEMAS[name]?.[status]?.safeParse(example).success);
      expect(isTaken).toBe(schema !== undefined && !SHORTENED.has(name));
    },
  );

  it("belongs to a route that there is", () => {
    const names = API_ROUTES.map(({ method, path }) => `${method} ${path}`);
    for (const name of Object.keys(ROUTE_SCHEMAS)) expect(names).toContain(name);
  });
});

describe("the description of the routes", () => {
  it("is OpenAPI 3.1, as its own schema says", async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(describeOpenApi("1.2.3"));
    expect(errors).toBeUndefined();
    expect([valid, validator.version]).toEqual([true, "3.1"]);
  });

  it("has every public route, with a name of its own and every parameter of its path", () => {
    const open = API_ROUTES.filter(({ path }) => !path.startsWith("/api/admin/"));
    expect(OPERATIONS.map(({ name }) => name).sort()).toEqual(
      open.map(({ method, path }) => `${method} ${path}`).sort(),
    );
    expect(new Set(OPERATIONS.map(({ operation }) => operation.operationId)).size).toBe(OPERATIONS.length);
    for (const { path, operation } of OPERATIONS) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
      expect(inPath.sort()).toEqual(named.sort());
    }
  });

  it("describes each JSON answer by a schema, but the page's own, which is nobody's contract", () => {
    const vague = OPERATIONS.filter(({ operation }) => {
      const json = operation.responses["200"]?.content?.["application/json"];
      return json !== undefined && Object.keys(json.schema).length === 0;
    });
    expect(vague.map(({ name }) => name).sort()).toEqual(["GET /api/openapi.json", "GET /api/page"]);
  });

  it("refers to nothing that it does not hold, and holds nothing that is only for tests", () => {
    const text = JSON.stringify(DOCUMENT);
    const known = Object.keys(NAMED_SCHEMAS).map((name) => `#/components/schemas/${name}`);
    for (const [, reference] of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(known).toContain(reference);
    expect(text).not.toMatch(/additionalProperties|"\$id"|"\$schema"/);
  });

  it("says in which form errors come", () => {
    const formOf = (route: string) => {
      const found = OPERATIONS.find(({ name }) => name === route);
      return Object.keys(found?.operation.responses["500"]?.content ?? {});
    };
    expect(formOf("GET /api/v2/summary.json")).toEqual(["application/problem+json"]);
    expect(formOf("GET /api/status")).toEqual(["application/json"]);
  });
});
