import { PlainPage } from "@/app/plain-page";

/** For those who did not give the name and the password, or wrong ones. */
export default function Unauthorized() {
  return (
    <PlainPage
      title="This view is the operator's"
      lede="It asks for the name and the password of the configuration. Reload the page to be asked again."
    >
      <a className="plain-action" href="/">
        See the status of all services
      </a>
    </PlainPage>
  );
}
