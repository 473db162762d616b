/** Where alerts go, as the configuration says it. */
export interface AlertConfig {
  /** Null: no e-mail. */
  email: EmailConfig | null;
  webhook: WebhookConfig | null;
}

export interface EmailConfig {
  to: readonly string[];
  /** Null: `vitrine@` and the name of this machine. */
  from: string | null;
  smtp: SmtpServer;
}

export interface SmtpServer {
  host: string;
  port: number;
  security: "opportunistic" | "starttls" | "tls" | "none";
  credentials: { username: string; password: string } | null;
}

export interface WebhookConfig {
  url: string;
  /** `whsec_` and base64; null: not signed. */
  secret: string | null;
}

export type Channel = "email" | "webhook";

/** Whose page it is, and where it can be read. */
export interface PageIdentity {
  name: string;
  /** Without a slash at its end; null when the operator gave none. */
  publicUrl: string | null;
}
