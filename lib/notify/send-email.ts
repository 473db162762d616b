import { createTransport, type NodemailerError } from "nodemailer";
import { SECOND_MS } from "@/lib/domain/time";
import type { EmailConfig, PageIdentity, SmtpServer } from "./alert-config";
import type { Send, SendResult } from "./delivery";
import { wordAlert } from "./word-alert";

/** One plain address. Mail libraries read lists, names and comments into more, and send them elsewhere. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

export function isPlainAddress(address: string): boolean {
  return ADDRESS.test(address);
}

/** Makes the sender to one address. The sender's address must be plain as well. */
export function createEmailSender(
  { smtp, from }: { smtp: EmailConfig["smtp"]; from: string },
  to: string,
  page: PageIdentity,
  instance: string,
): Send {
  const transport = createTransport({ ...shapeTransport(smtp), disableFileAccess: true, disableUrlAccess: true });
  const domain = from.slice(from.lastIndexOf("@") + 1);
  const nameMail = (id: string) => `<${id}.${instance}@${domain}>`;
  return async (message, signal) => {
    const { subject, text } = wordAlert(message, page);
    try {
      await transport.sendMail({
        envelope: { from, to: [to] },
        from: { name: "Vitrine", address: from },
        to: { name: "", address: to },
        subject,
        text,
        messageId: nameMail(message.id),
        references: message.follows.map(nameMail),
        ...(message.follows[0] === undefined ? {} : { inReplyTo: nameMail(message.follows[0]) }),
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
        date: new Date(message.at),
        signal,
      });
      return { kind: "sent" };
    } catch (error) {
      return judgeFailure(error as NodemailerError, smtp.credentials);
    }
  };
}

function shapeTransport({ host, port, security, credentials }: SmtpServer) {
  // Without a password to lose, unproven encryption is better than none; a password is never sent to a stranger.
  const isLax = security === "opportunistic" && (credentials === null || isLoopback(host));
  return {
    host,
    port,
    secure: security === "tls",
    ignoreTLS: security === "none",
    requireTLS: security === "starttls" || (security === "opportunistic" && !isLax),
    tls: { rejectUnauthorized: !isLax },
    ...(credentials === null ? {} : { auth: { user: credentials.username, pass: credentials.password } }),
    connectionTimeout: 10 * SECOND_MS,
    dnsTimeout: 10 * SECOND_MS,
    greetingTimeout: 10 * SECOND_MS,
    socketTimeout: 30 * SECOND_MS,
    socketCloseTimeout: SECOND_MS,
    maxResponseSize: 64 * 1024,
  };
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

/** A 5xx about sender, receiver or content blames the message; all else blames the server or the way there. */
function judgeFailure(error: NodemailerError, credentials: SmtpServer["credentials"]): SendResult {
  const status = error.responseCode;
  if (status === undefined) return { kind: "failed", why: sayNoStatus(error, credentials) };
  if (error.code === "EAUTH") return { kind: "failed", why: `the mail server refused name or password (${status})` };
  const said = hideSecrets(error.response ?? "", credentials);
  if (error.code === "ETLS") return { kind: "failed", why: `the mail server offers no TLS: ${said}` };
  const why = `the mail server said ${said === "" ? status : said}`;
  const blamesMessage = status >= 500 && (error.code === "EENVELOPE" || error.code === "EMESSAGE");
  return blamesMessage ? { kind: "refused", why } : { kind: "failed", why };
}

/** Errors of a connection name the host and the cause; those of a login may repeat what was sent. */
function sayNoStatus(error: NodemailerError, credentials: SmtpServer["credentials"]): string {
  if (error.code === "EAUTH" || error.code === "ENOAUTH") return "the mail server's login failed";
  if (error.code === "EABORT") return "no answer in time";
  return `the mail server: ${hideSecrets(error.message, credentials)}`;
}

/** A server's line for the log: short, and without what it may have echoed. */
function hideSecrets(line: string, credentials: SmtpServer["credentials"]): string {
  const secrets = credentials === null ? [] : [credentials.password, toBase64(credentials.password)];
  const hidden = secrets.reduce((text, secret) => text.replaceAll(secret, "…"), line);
  return hidden
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200);
}

function toBase64(text: string): string {
  return Buffer.from(text).toString("base64");
}
