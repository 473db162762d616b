import { describe, expect, it } from "vitest";
import { checkSameOrigin } from "./same-origin";

/** A real `Request` drops `Host` and `Origin` as forbidden in some runtimes; Node keeps them. */
function ask(headers: Record<string, string>, method = "POST"): Request {
  return new Request("http://localhost/", { method, headers });
}

describe("checkSameOrigin", () => {
  it.each([
    {},
    { Host: "status.example.com" },
    { "Sec-Fetch-Site": "same-origin" },
    { "Sec-Fetch-Site": "none" },
    { Host: "status.example.com", Origin: "https://status.example.com" },
    { Host: "status.example.com", Origin: "http://status.example.com" },
    { Host: "status.example.com:443", Origin: "https://STATUS.example.com" },
    { Host: "localhost:8000", Origin: "http://localhost:8000" },
    { Host: "inner:8000", Origin: "https://status.example.com", "Sec-Fetch-Site": "same-origin" },
  ])("lets %j write", (headers) => {
    expect(checkSameOrigin(ask(headers as Record<string, string>)).kind).toBe("ok");
  });

  it.each([
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "anything" },
    { Host: "status.example.com", Origin: "null" },
    { Host: "status.example.com", Origin: "https://evil.example" },
    { Host: "status.example.com", Origin: "https://status.example.com:8443" },
    { Host: "status.example.com", Origin: "https://status.example.com.evil.example" },
    { Host: "status.example.com", Origin: "" },
    { Host: "", Origin: "file://" },
    { Origin: "https://status.example.com", "Sec-Fetch-Site": "cross-site", Host: "status.example.com" },
  ])("refuses %j", (headers) => {
    expect(checkSameOrigin(ask(headers))).toMatchObject({ kind: "refused", status: 403 });
  });

  it("knows the page's public host behind a proxy that rewrites Host", () => {
    const request = ask({ Host: "inner:8000", Origin: "https://status.example.com" });
    expect(checkSameOrigin(request).kind).toBe("refused");
    expect(checkSameOrigin(request, ["status.example.com"]).kind).toBe("ok");
  });

  it("leaves reading alone", () => {
    expect(checkSameOrigin(ask({ "Sec-Fetch-Site": "cross-site" }, "GET")).kind).toBe("ok");
  });
});
