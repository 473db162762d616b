import { PlainPage } from "./plain-page";

/** For addresses that show nothing. */
export default function NotFound() {
  return (
    <PlainPage title="This page is not on show" lede="The address is wrong, or what stood here was taken down.">
      <a className="plain-action" href="/">
        See the status of all services
      </a>
    </PlainPage>
  );
}
