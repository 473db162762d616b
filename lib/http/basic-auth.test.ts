import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authorize, parseBasicAuth } from "./basic-auth";

const LOGIN = { username: "operator", password: "p:ä s" };

function ask(authorization?: string): Request {
  return new Request("http://localhost/", { headers: authorization === undefined ? {} : { authorization } });
}

function encode(text: string): string {
  return Buffer.from(text).toString("base64");
}

describe("authorize", () => {
  it("lets the configured name and password in, whatever the scheme's letter case", () => {
    expect(authorize(ask(`Basic ${encode("operator:p:ä s")}`), LOGIN)).toEqual({ kind: "ok", username: "operator" });
    expect(authorize(ask(`bASIC  ${encode("operator:p:ä s")}`), LOGIN).kind).toBe("ok");
  });

  it.each([
    undefined,
    "",
    "Basic",
    "Basic !!!",
    "Bearer abc",
    `Basic ${encode("operator")}`,
    `Basic ${encode("operator:p:ä s\n")}`,
    `Basic ${encode("operator:p:ä")}`,
    `Basic ${encode("operator2:p:ä s")}`,
    `Basic ${encode(":")}`,
    `Basic ${encode("operator:p:ä s")}, Basic x`,
  ])("answers %s with 401 and a challenge", (header) => {
    expect(authorize(ask(header), LOGIN)).toMatchObject({
      kind: "refused",
      status: 401,
      headers: { "WWW-Authenticate": expect.stringContaining("Basic realm=") },
    });
  });

  it("lets nobody in when nothing is configured, and says what to configure", () => {
    const answer = authorize(ask(`Basic ${encode(":")}`), null);
    expect(answer).toMatchObject({
      kind: "refused",
      status: 403,
      detail: expect.stringContaining("API_BASIC_AUTH_PASSWORD"),
    });
  });
});

describe("parseBasicAuth", () => {
  it("gives back what was encoded, divided at the first colon", () => {
    const part = fc.string({ unit: "grapheme" }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(
        part.filter((name) => !name.includes(":")),
        part,
        (username, password) => {
          const parsed = parseBasicAuth(`Basic ${encode(`${username}:${password}`)}`);
          expect(parsed?.username.toString()).toBe(username);
          expect(parsed?.password.toString()).toBe(password);
        },
      ),
    );
  });
});
