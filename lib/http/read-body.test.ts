import { describe, expect, it } from "vitest";
import { BODY_LIMIT_BYTES, readJsonObject } from "./read-body";

function send(
  body: BodyInit | null,
  headers: Record<string, string> = { "Content-Type": "application/json" },
): Request {
  return new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit);
}

describe("readJsonObject", () => {
  it("reads an object, also with a charset or another kind of JSON", async () => {
    expect(await readJsonObject(send('{"a": [1, "ä"]}'))).toEqual({ kind: "ok", body: { a: [1, "ä"] } });
    for (const type of ["application/json; charset=utf-8", "APPLICATION/JSON", "application/merge-patch+json"]) {
      expect((await readJsonObject(send("{}", { "Content-Type": type }))).kind).toBe("ok");
    }
  });

  it.each([
    ["", 400],
    ["{", 400],
    ["[]", 400],
    ["null", 400],
    ['"x"', 400],
    [Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d), 400],
    ["[".repeat(60_000), 400],
  ])("refuses what is no JSON object (%#)", async (body, status) => {
    expect(await readJsonObject(send(body))).toMatchObject({ kind: "refused", status });
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""])(
    "refuses %s with 415: a form of another site could send it without asking first",
    async (type) => {
      expect(await readJsonObject(send("{}", type === "" ? {} : { "Content-Type": type }))).toMatchObject({
        status: 415,
      });
    },
  );

  it("refuses compressed bodies, which may be bombs", async () => {
    const headers = { "Content-Type": "application/json", "Content-Encoding": "gzip" };
    expect(await readJsonObject(send("{}", headers))).toMatchObject({ status: 415 });
  });

  it("accepts a body of exactly the limit and refuses one byte more", async () => {
    const fill = (length: number) => `{"a":"${"x".repeat(length - 8)}"}`;
    expect((await readJsonObject(send(fill(BODY_LIMIT_BYTES)))).kind).toBe("ok");
    expect(await readJsonObject(send(fill(BODY_LIMIT_BYTES + 1)))).toMatchObject({ status: 413 });
  });

  it("stops reading a body without a length as soon as it is too long", async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        controller.enqueue(new Uint8Array(16_384));
      },
    });
    expect(await readJsonObject(send(endless))).toMatchObject({ kind: "refused", status: 413 });
    expect(sent).toBeLessThan(BODY_LIMIT_BYTES * 3);
  });

  it("refuses by the announced length before reading anything", async () => {
    let pulls = 0;
    const body = new ReadableStream<Uint8Array>({ pull: () => void pulls++ }, { highWaterMark: 0 });
    const headers = { "Content-Type": "application/json", "Content-Length": "65537" };
    expect(await readJsonObject(send(body, headers))).toMatchObject({ status: 413 });
    expect(pulls).toBe(0);
  });

  it("answers 400 to a body that breaks off", async () => {
    const body = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("gone")) });
    expect(await readJsonObject(send(body))).toMatchObject({ status: 400 });
  });

  it("drops __proto__ at any depth", async () => {
    const read = await readJsonObject(send('{"__proto__": {"admin": true}, "a": {"__proto__": {"b": 1}, "c": 2}}'));
    const body = read.kind === "ok" ? read.body : {};
    expect(Object.keys(body)).toEqual(["a"]);
    expect(Object.keys(body.a as object)).toEqual(["c"]);
    expect(({ ...body } as { admin?: boolean }).admin).toBeUndefined();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});
