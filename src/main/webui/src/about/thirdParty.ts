/** A package in this page. The build reads them from `node_modules`. */
export interface ThirdPartyPackage {
  name: string;
  version: string;
  licence: string;
  /** Empty if the package is used by another package only. */
  homepage: string;
  /** Whether package.json names it. Others are needed by these. */
  direct: boolean;
}

const TITLES: Record<string, string> = {
  '@ant-design/icons': 'Ant Design Icons', '@tanstack/react-query': 'TanStack Query', '@tanstack/react-virtual': 'TanStack Virtual',
  '@xyflow/react': 'React Flow', antd: 'Ant Design', react: 'React', 'react-dom': 'React DOM', 'react-router-dom': 'React Router',
};

/** The name that the authors give to a package. */
export function titleOf(name: string): string {
  return TITLES[name] ?? name;
}

/** A link to the web site of a package; null if it has none that a browser opens. */
export function siteOf({ homepage }: ThirdPartyPackage): string | null {
  return homepage.startsWith('https://') ? homepage : null;
}
