import { PlainPage } from "@/app/plain-page";
import { CodeBlock } from "./_components/code-block";

const FILE = `api:
  basic_auth_username: operator
  basic_auth_password: a long password`;

const ENVIRONMENT = `API_BASIC_AUTH_USERNAME=operator
API_BASIC_AUTH_PASSWORD=…`;

/** While no credentials are configured: how to set them, and nothing else. */
export default function Forbidden() {
  return (
    <PlainPage
      title="The operator's view is closed"
      lede="It opens when a name and a password are configured. They are asked for by the browser; use them over HTTPS only."
    >
      <span className="block">In the configuration file:</span>
      <CodeBlock text={FILE} />
      <span className="mt-3 block">Or in the environment of the service:</span>
      <CodeBlock text={ENVIRONMENT} />
      <span className="mt-3 block">
        A changed file is taken over within seconds. A changed environment needs a restart of the service.
      </span>
    </PlainPage>
  );
}
