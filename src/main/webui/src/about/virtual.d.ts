declare module 'virtual:third-party' {
  export const packages: import('./thirdParty').ThirdPartyPackage[];
  /** The address of the texts of the licences. Empty with a development server. */
  export const notices: string;
}
