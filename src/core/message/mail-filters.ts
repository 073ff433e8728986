// Networks of the filters of mail gateways, as their operators publish them: on pages for allow lists, in the SPF records
// that their customers include (as of March 2023), in the registry of addresses. What looks at a message from there is no
// reader. What no such source confirms is left out: a person's own network must not be among them.
export const mailFilterNetworks: readonly (readonly [address: string, bits: number])[] = [
  // Barracuda. ARIN, NET-64-235-144-0-1; campus.barracuda.com/product/emailgatewaydefense/doc/96023004
  ['64.235.144.0', 20],
  ['209.222.80.0', 21],
  // Microsoft 365, Exchange Online Protection. SPF of spf.protection.outlook.com
  ['40.92.0.0', 15],
  ['40.107.0.0', 16],
  ['52.100.0.0', 14],
  ['104.47.0.0', 17],
  // Mimecast, Europe. SPF of eu._netblocks.mimecast.com
  ['91.220.42.0', 24],
  ['146.101.78.0', 24],
  ['147.28.36.0', 24],
  ['185.58.85.0', 24],
  ['185.58.86.0', 24],
  ['193.7.206.0', 25],
  ['193.7.207.0', 25],
  ['195.130.217.0', 24],
  ['207.82.80.0', 24],
  ['213.167.75.0', 25],
  ['213.167.81.0', 25],
  // Mimecast, United States. SPF of us._netblocks.mimecast.com
  ['63.128.21.0', 24],
  ['170.10.128.0', 24],
  ['170.10.129.0', 24],
  ['170.10.133.0', 24],
  ['170.10.156.0', 23],
  ['205.139.110.0', 24],
  ['207.211.30.64', 26],
  ['207.211.30.128', 25],
  ['207.211.31.0', 25],
  ['216.145.221.0', 24],
  ['216.205.24.0', 24],
  // Mimecast, Germany. SPF of de._netblocks.mimecast.com
  ['51.163.158.0', 24],
  ['62.140.7.0', 24],
  ['194.104.109.0', 24],
  ['194.104.110.0', 23],
  // Mimecast, South Africa. SPF of za._netblocks.mimecast.com
  ['41.74.192.0', 21],
  ['41.74.200.0', 23],
  ['41.74.204.0', 23],
  ['41.74.206.0', 24],
  // Mimecast, Australia. SPF of au._netblocks.mimecast.com
  ['103.13.69.0', 24],
  ['103.96.21.0', 24],
  ['103.96.22.0', 23],
  ['124.47.150.0', 24],
  ['124.47.189.0', 24],
  ['180.189.28.0', 24],
  ['216.145.217.0', 24],
  // Proofpoint. proofpoint.my.site.com/support/PPSup_SupportInfo
  ['62.209.50.0', 24],
  ['67.231.144.0', 20],
  ['91.209.104.0', 24],
  // Symantec Email Security.cloud. SPF of nets1. and nets2.spf.messagelabs.com
  ['46.226.48.0', 21],
  ['67.219.240.0', 20],
  ['85.158.136.0', 21],
  ['95.131.104.0', 21],
  ['103.9.96.0', 22],
  ['117.120.16.0', 21],
  ['193.109.254.0', 23],
  ['194.106.220.0', 23],
  ['195.245.230.0', 23],
  ['216.82.240.0', 20],
];
