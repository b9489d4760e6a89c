/**
 * How a PBX is recognised in the answer of `GET network/pbxes`, whose keys the vendor has not published. All keys and words are
 * compared squeezed (lower case, letters and digits only). They are plain English for the thing; edit this table when a real
 * answer is known. What no word fits is not told, and the installer is asked.
 */
export interface NetworkRecipe {
  serial: readonly string[];
  name: readonly string[];
  address: readonly string[];
  version: readonly string[];
  /** Keys whose value names the role, and those values. */
  role: readonly string[];
  server: readonly string[];
  client: readonly string[];
  /** Keys whose yes or no says whether it is the server. */
  isServer: readonly string[];
  yes: readonly string[];
  no: readonly string[];
}

export const networkRecipe: NetworkRecipe = {
  serial: ['serial', 'pbxserial', 'serialnumber', 'hwserial', 'pbxid', 'id'],
  name: ['name', 'pbxname', 'hostname', 'title', 'label'],
  address: ['address', 'host', 'ip', 'ipaddress', 'addr', 'dns', 'dnsname', 'fqdn', 'domain', 'url'],
  version: ['version', 'ver', 'wmsversion', 'firmware'],
  role: ['role', 'type', 'mode', 'networkrole'],
  server: ['server', 'master', 'primary'],
  client: ['client', 'slave', 'secondary'],
  isServer: ['server', 'isserver', 'master', 'ismaster'],
  yes: ['true', '1', 'yes'],
  no: ['false', '0', 'no'],
};
