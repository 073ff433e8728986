// Networks from which the filters of mail gateways look at messages, as their operators publish them for allow lists. What
// comes from there is no reader.
export const mailFilterNetworks: readonly (readonly [address: string, bits: number])[] = [
  // Barracuda
  ['64.235.144.0', 20],
  ['209.222.80.0', 21],
  // Microsoft 365, Exchange Online Protection
  ['40.92.0.0', 15],
  ['40.107.0.0', 16],
  ['52.100.0.0', 14],
  ['104.47.0.0', 17],
  // Mimecast
  ['63.128.21.0', 24],
  ['91.220.42.0', 24],
  ['146.101.78.0', 24],
  ['170.10.128.0', 23],
  ['195.130.217.0', 24],
  ['205.139.110.0', 23],
  ['207.211.30.0', 23],
  ['213.167.75.0', 24],
  // Proofpoint
  ['67.231.144.0', 20],
  ['148.163.128.0', 19],
  // Sophos, Symantec
  ['67.219.240.0', 20],
  ['85.158.136.0', 21],
  ['193.109.254.0', 23],
  ['216.82.240.0', 20],
];
