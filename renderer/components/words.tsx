import { Fragment } from 'react';

/** The vendor's own word (a menu, a label, a button), as it is found on the PBX's screen: never translated. */
export function VendorWord({ children }: { children: string }) {
  return (
    <span className="vendor" lang="en" translate="no">
      {children}
    </span>
  );
}

/** A text in which the vendor's words stand between `<v>` and `</v>`. */
export function Words({ children }: { children: string }) {
  return children
    .split(/<v>(.*?)<\/v>/)
    .map((part, place) =>
      place % 2 === 1 ? <VendorWord key={place}>{part}</VendorWord> : <Fragment key={place}>{part}</Fragment>,
    );
}
