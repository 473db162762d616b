import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageIcon } from "@/app/(status)/_components/page-icon";

export const metadata: Metadata = { robots: { index: false, follow: false } };

/** Around all pages of the operator. No fact stands here: it is drawn for those who may not see any, too. */
export default function OperatorLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageIcon state={null} />
      <a className="skip" href="#main">
        Skip to the content
      </a>
      {children}
    </>
  );
}
